"""The SQL that makes listings out of the directory, for all of it or for a few services at once.

Statements run in this order inside one transaction; each leaves a temporary table for the next.
Named parameters: ids (uuid[] or null for everything), today, horizon, zones (the names that this
server knows), zone (where none is known).
"""

# ruff: noqa: S608 - put together from constants of this file; values travel as parameters

PLAIN_RULE = """(
    r.certain AND NOT r.closed AND r.opens_at IS NOT NULL AND r.closes_at IS NOT NULL
    AND r.freq IN ('WEEKLY', '') AND coalesce(r.interval, 1) = 1 AND r.count IS NULL
    AND upper(r.byday) ~ '^ *(MO|TU|WE|TH|FR|SA|SU)( *, *(MO|TU|WE|TH|FR|SA|SU))* *$'
    AND r.bymonthday = '' AND r.byweekno = '' AND r.byyearday = ''
    AND coalesce(r.valid_from, %(today)s - 1) < %(today)s
    AND coalesce(r.dtstart, %(today)s - 1) < %(today)s
    AND coalesce(r.valid_to, %(horizon)s) >= %(horizon)s
    AND coalesce(r.until, %(horizon)s) >= %(horizon)s)"""
"""The same every week for as long as search looks ahead: these become `weekly` here. All others
are counted out day by day in Python (`kith.directory.rules.opening`)."""

HOLIDAY_RULE = """(
    r.certain AND r.freq = '' AND r.byday = '' AND r.bymonthday = '' AND r.byyearday = ''
    AND r.byweekno = '' AND r.valid_from IS NULL AND r.valid_to IS NULL AND r.dtstart IS NULL)"""
"""A rule without any day speaks of public holidays."""

UNSURE_RULE = "(NOT r.certain OR (NOT r.closed AND (r.opens_at IS NULL OR r.closes_at IS NULL)))"

LINES = """
CREATE TEMP TABLE new_line ON COMMIT DROP AS
WITH offered AS MATERIALIZED (
    SELECT s.id, s.organization_id, s.access FROM directory_service s
    JOIN directory_organization o ON o.id = s.organization_id AND o.removed_at IS NULL
    WHERE s.status IN ('active', 'temporarily closed') AND s.removed_at IS NULL
      AND NOT s.do_not_list AND NOT s.do_not_refer
      AND (%(ids)s::uuid[] IS NULL OR s.id = ANY (%(ids)s::uuid[]))
), door AS MATERIALIZED (
    SELECT d.id, d.service_id, d.location_id FROM directory_serviceatlocation d
    JOIN offered s ON s.id = d.service_id
    JOIN directory_location l ON l.id = d.location_id AND l.removed_at IS NULL
    WHERE d.removed_at IS NULL
)
SELECT d.id, d.service_id, d.location_id FROM door d
UNION ALL
SELECT s.id, s.id, NULL FROM offered s
WHERE NOT EXISTS (SELECT FROM door d WHERE d.service_id = s.id)
"""

PLACES = """
CREATE TEMP TABLE new_place ON COMMIT DROP AS
SELECT l.id AS location_id, l.confidentiality,
    CASE l.confidentiality WHEN 'full' THEN l.latitude
        WHEN 'partial' THEN round(l.latitude::numeric, 2)::float8 END AS latitude,
    CASE l.confidentiality WHEN 'full' THEN l.longitude
        WHEN 'partial' THEN round(l.longitude::numeric, 2)::float8 END AS longitude,
    l.area, CASE WHEN l.time_zone = ANY (%(zones)s) THEN l.time_zone END AS time_zone,
    CASE WHEN l.confidentiality = 'full' THEN l.name ELSE '' END AS name,
    CASE WHEN l.confidentiality = 'full' THEN l.transportation ELSE '' END AS transportation,
    a.address_1, a.city, a.region, a.state_province, a.postal_code, upper(a.country) AS country
FROM directory_location l
LEFT JOIN LATERAL (
    SELECT * FROM directory_address a
    WHERE a.location_id = l.id AND a.removed_at IS NULL AND l.confidentiality = 'full'
    ORDER BY (a.address_type = 'physical') DESC, a.id LIMIT 1) a ON true
WHERE l.id IN (SELECT location_id FROM new_line)
"""
"""Belt and braces: even if somebody wrote exact coordinates on a place of which only the area is
public, search knows them to a kilometre at most, and neither its name nor its street."""

TERMS = """
CREATE TEMP TABLE new_term ON COMMIT DROP AS
WITH RECURSIVE above AS (
    SELECT t.id AS term, coalesce(t.stands_for_id, t.id) AS ancestor, 0 AS depth
    FROM directory_taxonomyterm t WHERE t.removed_at IS NULL
    UNION
    SELECT above.term, coalesce(p.stands_for_id, p.id), above.depth + 1 FROM above
    JOIN directory_taxonomyterm t ON t.id = above.ancestor
    JOIN directory_taxonomyterm p ON p.id = t.parent_id AND p.removed_at IS NULL
    WHERE above.depth < 12
), meant AS (
    SELECT above.term, t.id AS ancestor, x.kind, bool_or(above.depth = 0) AS is_own
    FROM above JOIN directory_taxonomyterm t ON t.id = above.ancestor
    JOIN directory_taxonomy x ON x.id = t.taxonomy_id
    WHERE x.kind IN ('needs', 'communities') GROUP BY 1, 2, 3
), used AS MATERIALIZED (
    SELECT n.service_id, a.taxonomy_term_id AS term
    FROM (SELECT DISTINCT service_id FROM new_line) n
    JOIN directory_attribute a ON a.link_id = n.service_id AND a.link_entity = 'service'
    WHERE a.removed_at IS NULL AND a.taxonomy_term_id IS NOT NULL
), facets AS (
    SELECT u.service_id,
        array_agg(DISTINCT CASE m.kind WHEN 'needs' THEN 'n/' ELSE 'g/' END
            || replace(m.ancestor::text, '-', '')) AS lexemes,
        array_agg(DISTINCT m.ancestor) FILTER (WHERE m.kind = 'communities' AND m.is_own)
            AS communities,
        array_agg(DISTINCT m.ancestor) FILTER (WHERE m.kind = 'needs' AND m.is_own) AS needs
    FROM used u JOIN meant m ON m.term = u.term GROUP BY 1
), names AS (
    SELECT u.service_id, string_agg(DISTINCT t.name, ' ') AS names
    FROM used u JOIN directory_taxonomyterm t ON t.id = u.term GROUP BY 1
)
SELECT names.service_id, names.names, facets.lexemes, facets.communities, facets.needs
FROM names LEFT JOIN facets USING (service_id)
"""

SPOKEN = """
CREATE TEMP TABLE new_spoken ON COMMIT DROP AS
WITH spoken AS (
    SELECT n.id, g.code FROM new_line n JOIN directory_language g ON g.service_id = n.service_id
    WHERE g.removed_at IS NULL
    UNION ALL
    SELECT n.id, g.code FROM new_line n JOIN directory_language g ON g.location_id = n.location_id
    WHERE g.removed_at IS NULL AND g.service_id IS NULL
)
SELECT id, array_agg(DISTINCT split_part(lower(code), '-', 1)) AS languages
FROM spoken WHERE code <> '' GROUP BY id
"""

CALLS = """
CREATE TEMP TABLE new_call ON COMMIT DROP AS
WITH phone AS (
    SELECT n.id, p.number, p.extension, p.type, p.description, p.id AS phone_id,
        CASE WHEN p.service_at_location_id = n.id THEN 1 WHEN p.service_id = n.service_id THEN 2
            WHEN p.location_id = n.location_id THEN 3 ELSE 4 END AS nearness
    FROM new_line n JOIN directory_service s ON s.id = n.service_id
    CROSS JOIN LATERAL (
        SELECT * FROM directory_phone p WHERE p.service_at_location_id = n.id
        UNION ALL SELECT * FROM directory_phone p WHERE p.service_id = n.service_id
            AND p.service_at_location_id IS NULL
        UNION ALL SELECT * FROM directory_phone p WHERE p.location_id = n.location_id
            AND p.service_id IS NULL AND p.service_at_location_id IS NULL
        UNION ALL SELECT * FROM directory_phone p WHERE p.organization_id = s.organization_id
            AND p.service_id IS NULL AND p.location_id IS NULL AND p.service_at_location_id IS NULL
    ) p
    WHERE p.removed_at IS NULL AND lower(p.type) <> 'fax'
), ranked AS (
    SELECT *, row_number() OVER (PARTITION BY id ORDER BY nearness, phone_id) AS n FROM phone
)
SELECT id, jsonb_agg(jsonb_build_object('number', number, 'extension', extension, 'type', type)
    ORDER BY n) AS phones
FROM ranked WHERE n <= 2 GROUP BY id
"""

RULES = f"""
CREATE TEMP TABLE new_rule ON COMMIT DROP AS
WITH each AS (
    SELECT n.id AS listing, 1 AS level, r.* FROM new_line n
    JOIN directory_schedule r ON r.service_at_location_id = n.id
    UNION ALL
    SELECT n.id, CASE WHEN r.location_id IS NULL THEN 2 ELSE 1 END, r.* FROM new_line n
    JOIN directory_schedule r ON r.service_id = n.service_id AND r.service_at_location_id IS NULL
        AND (r.location_id IS NULL OR r.location_id = n.location_id)
    UNION ALL
    SELECT n.id, 3, r.* FROM new_line n
    JOIN directory_schedule r ON r.location_id = n.location_id AND r.service_id IS NULL
        AND r.service_at_location_id IS NULL
), known AS (
    SELECT *, min(level) OVER (PARTITION BY listing) AS best FROM each
    WHERE kind = 'opening' AND removed_at IS NULL
      AND coalesce(valid_to, %(today)s) >= %(today)s - 1
      AND coalesce(until, %(today)s) >= %(today)s - 1
      AND coalesce(valid_from, %(today)s) < %(horizon)s
)
SELECT r.*, {PLAIN_RULE} AS is_plain, {HOLIDAY_RULE} AS is_holiday, {UNSURE_RULE} AS is_unsure
FROM known r WHERE level = best
"""
"""Hours of a service's own door stand before those of the service, these before the building's."""

HOURS = """
CREATE TEMP TABLE new_hours ON COMMIT DROP AS
WITH opening AS (
    SELECT r.listing, r.is_plain, r.is_holiday, r.is_unsure, r.closed, r.description, r.id,
        extract(hour FROM r.opens_at)::int * 60 + extract(minute FROM r.opens_at)::int AS opens,
        extract(hour FROM r.closes_at)::int * 60 + extract(minute FROM r.closes_at)::int AS closes,
        r.byday
    FROM new_rule r
), week AS (
    SELECT o.listing, range_agg(int4range(d.day * 2880 + o.opens, d.day * 2880 + CASE
        WHEN o.closes = 1439 THEN 1440 WHEN o.closes <= o.opens THEN o.closes + 1440
        ELSE o.closes END)) AS weekly
    FROM opening o, (VALUES ('MO', 0), ('TU', 1), ('WE', 2), ('TH', 3), ('FR', 4), ('SA', 5),
        ('SU', 6)) AS d(code, day)
    WHERE o.is_plain AND upper(o.byday) LIKE '%%' || d.code || '%%' GROUP BY 1
), told AS (
    SELECT o.listing, bool_or(o.is_unsure) AS is_unsure,
        bool_or(o.is_holiday AND o.closed) AS closes_on_holidays,
        bool_or(NOT o.is_plain AND NOT o.is_unsure
            AND NOT (o.is_holiday AND o.closed)) AS has_dates,
        bool_or(NOT o.is_unsure AND NOT o.closed) AS has_opening,
        string_agg(DISTINCT nullif(btrim(o.description), ''), '; ') FILTER (WHERE o.is_unsure)
            AS typed
    FROM opening o GROUP BY 1
)
SELECT t.listing,
    CASE WHEN t.has_opening THEN coalesce(w.weekly, '{}') END AS weekly,
    NOT t.is_unsure AND t.has_opening AS is_complete, t.has_dates AND t.has_opening AS has_dates,
    CASE WHEN t.closes_on_holidays THEN 'closed'
        WHEN w.weekly @> ALL (ARRAY[int4range(0, 1440), int4range(2880, 4320),
            int4range(5760, 7200), int4range(8640, 10080), int4range(11520, 12960),
            int4range(14400, 15840), int4range(17280, 18720)]) THEN 'open'
        ELSE 'unknown' END AS on_holidays,
    t.typed
FROM told t LEFT JOIN week w USING (listing)
"""

TEXTS = """
CREATE TEMP TABLE new_text ON COMMIT DROP AS
SELECT t.service_id, string_agg(t.name, ' ') AS names,
    string_agg(left(t.description, 2000), ' ') AS descriptions,
    jsonb_object_agg(t.language, jsonb_build_object(
        'name', t.name, 'summary', left(t.description, 400),
        'draft', t.state = 'draft')) AS shown
FROM directory_servicetext t
WHERE t.removed_at IS NULL AND t.service_id IN (SELECT service_id FROM new_line)
GROUP BY 1
"""

AREAS = """
CREATE TEMP TABLE new_area ON COMMIT DROP AS
WITH area AS (
    SELECT n.id, a.name, a.bounds FROM new_line n
    JOIN directory_servicearea a ON a.service_id = n.service_id AND a.removed_at IS NULL
    UNION ALL
    SELECT n.id, a.name, a.bounds FROM new_line n
    JOIN directory_servicearea a ON a.service_at_location_id = n.id AND a.removed_at IS NULL
)
SELECT id, array_agg(DISTINCT lexeme) FILTER (WHERE lexeme IS NOT NULL) AS lexemes,
    array_agg(DISTINCT name) FILTER (WHERE name <> '') AS names
FROM area LEFT JOIN LATERAL (
    SELECT unnest(kith_cover(bounds[1], bounds[2], bounds[3], bounds[4]))
    UNION ALL SELECT 'in/' || left(kith_plain(name), 100)) c(lexeme) ON lexeme <> 'in/'
GROUP BY id
"""

GATHERED = """
CREATE TEMP TABLE new_gathered ON COMMIT DROP AS
SELECT n.id, n.service_id, n.location_id, s.name, o.name AS organization,
    p.latitude, p.longitude, p.confidentiality, p.area, p.city, p.address_1, p.state_province,
    p.postal_code, p.name AS place_name, p.transportation, coalesce(p.country, '') AS country,
    coalesce(p.time_zone, CASE WHEN steward.time_zone = ANY (%(zones)s) THEN steward.time_zone END,
        %(zone)s) AS time_zone,
    h.weekly, coalesce(h.is_complete, false) AS hours_are_complete,
    coalesce(h.on_holidays, 'unknown') AS on_holidays, coalesce(h.has_dates, false) AS has_dates,
    h.typed, coalesce(g.languages, '{}') AS languages, f.needs, f.lexemes AS term_lexemes,
    coalesce(f.communities, '{}') AS communities, f.names AS term_names,
    a.lexemes AS area_lexemes, a.names AS areas, c.phones, t.shown AS texts, t.names AS text_names,
    t.descriptions AS text_descriptions, s.access, s.cost, s.capacity, s.everywhere,
    s.status = 'temporarily closed' AS is_paused, s.minimum_age, s.maximum_age,
    coalesce(s.verified_on, s.assured_date) AS checked_on,
    coalesce(s.verified_on, s.assured_date, s.modified_at::date) AS known_since,
    (coalesce(s.verified_on, s.assured_date) IS NOT NULL)::int AS is_checked,
    concat_ws(' ', s.alternate_name, r.name, o.alternate_name) AS other_names, s.description,
    s.alert, s.url, s.email, s.fees_description, s.eligibility_description, s.not_for,
    s.interpretation_services, o.website
FROM new_line n
JOIN directory_service s ON s.id = n.service_id
JOIN directory_organization o ON o.id = s.organization_id
LEFT JOIN directory_program r ON r.id = s.program_id
LEFT JOIN directory_source source ON source.id = s.source_id
LEFT JOIN accounts_organization steward ON steward.id = coalesce(s.steward_id, source.steward_id)
LEFT JOIN new_place p ON p.location_id = n.location_id
LEFT JOIN new_hours h ON h.listing = n.id
LEFT JOIN new_spoken g ON g.id = n.id
LEFT JOIN new_term f ON f.service_id = n.service_id
LEFT JOIN new_area a ON a.id = n.id
LEFT JOIN new_call c ON c.id = n.id
LEFT JOIN new_text t ON t.service_id = n.service_id
"""

WORDED = """
CREATE TEMP TABLE new_worded ON COMMIT DROP AS
SELECT s.id AS service_id,
    kith_vector(concat_ws(' ', left(s.description, 20000), s.eligibility_description)) AS said
FROM directory_service s
WHERE s.removed_at IS NULL AND (%(ids)s::uuid[] IS NULL OR s.id = ANY (%(ids)s::uuid[]))
"""
"""The longest texts, apart and from no temporary table: several processors may share this."""

TITLED = """
CREATE TEMP TABLE new_titled ON COMMIT DROP AS
SELECT g.*, w.said, (hashtext(g.id::text) & 2147483647) %% 500 AS part,
    kith_vector(concat_ws(' ', g.name, g.other_names, g.organization, g.text_names)) AS title
FROM new_gathered g JOIN new_worded w USING (service_id)
"""

LISTINGS = """
INSERT INTO directory_listing (id, service_id, location_id, words, earth, quality, weekly,
    hours_are_complete, on_holidays, has_dates, time_zone, country, minimum_age, maximum_age,
    languages, communities, cost, capacity, everywhere, is_paused, checked_on, known_since)
SELECT id, service_id, location_id,
    strip(title || array_to_tsvector(array_remove(
        ARRAY(SELECT '=' || unnest(tsvector_to_array(title)))
        || coalesce(term_lexemes, '{}') || coalesce(area_lexemes, '{}')
        || ARRAY(SELECT 'l/' || unnest(languages)) || ARRAY(SELECT 'w/' || unnest(access))
        || ARRAY['c/' || cost, CASE WHEN everywhere THEN 'a/all' END,
            CASE WHEN latitude IS NULL AND area_lexemes IS NULL AND NOT everywhere
                THEN 'a/unsaid' END,
            'in/' || nullif(left(kith_plain(city), 100), ''),
            'in/' || nullif(left(kith_plain(area), 100), ''),
            CASE WHEN part < 100 THEN 'h/1' END, CASE WHEN part < 10 THEN 'h/2' END,
            CASE WHEN part < 1 THEN 'h/3' END,
            'p1/' || kith_cell(latitude, longitude, 0.05),
            'p2/' || kith_cell(latitude, longitude, 0.4),
            'p3/' || kith_cell(latitude, longitude, 3.2)], NULL))
        || said || kith_vector(concat_ws(' ', term_names, text_descriptions, city, area,
            place_name, address_1))),
    kith_earth(latitude, longitude),
    is_checked * 10 + CASE WHEN known_since > %(today)s - 365 THEN 40 ELSE 0 END
        + CASE WHEN weekly IS NOT NULL THEN 12 ELSE 0 END
        + CASE WHEN phones IS NOT NULL THEN 6 ELSE 0 END
        + CASE WHEN description <> '' THEN 4 ELSE 0 END
        + CASE capacity WHEN 'capacity' THEN 8 WHEN 'no-capacity' THEN -12 ELSE 0 END
        - CASE WHEN is_paused THEN 30 ELSE 0 END,
    weekly, hours_are_complete, on_holidays, has_dates, time_zone, country, minimum_age,
    maximum_age, languages, communities, cost, capacity, everywhere, is_paused, checked_on,
    known_since
FROM new_titled
ORDER BY kith_cell(latitude, longitude, 0.4), id
"""
"""Neighbours are written side by side, so that a search around one place reads few pages."""

CARDS = """
INSERT INTO directory_listingcard (listing_id, shown)
SELECT id, jsonb_strip_nulls(jsonb_build_object(
    'name', name, 'organization', organization, 'summary', left(description, 400),
    'texts', texts, 'place', nullif(place_name, ''), 'address', nullif(concat_ws(', ',
        nullif(address_1, ''), nullif(city, ''), nullif(state_province, ''),
        nullif(postal_code, '')), ''),
    'area', nullif(coalesce(nullif(area, ''), city), ''), 'confidentiality', confidentiality,
    'latitude', latitude, 'longitude', longitude, 'phones', phones,
    'url', nullif(coalesce(nullif(url, ''), website), ''), 'email', nullif(email, ''),
    'access', to_jsonb(access), 'needs', to_jsonb(needs), 'fees', nullif(fees_description, ''),
    'eligibility', nullif(left(eligibility_description, 300), ''), 'not_for', nullif(not_for, ''),
    'alert', nullif(alert, ''), 'typed_hours', left(typed, 300), 'areas', to_jsonb(areas),
    'interpreters', nullif(left(interpretation_services, 200), '')))
FROM new_gathered
"""

SETTLE = "SELECT kith_settle_listings()"

COUNTED = "ANALYZE new_line"
"""So that the planner knows whether it works for one service or for all."""

STATEMENTS = (
    LINES,
    COUNTED, PLACES, TERMS, SPOKEN, CALLS, RULES, HOURS, TEXTS, AREAS, GATHERED, WORDED, TITLED,
    LISTINGS, CARDS, SETTLE,
)  # fmt: skip

WORDS = """
INSERT INTO directory_searchword (word, stems, listings)
SELECT word, kith_stems(word), sum(listings) FROM (
    SELECT word, ndoc AS listings FROM ts_stat('SELECT words FROM directory_listing')
    UNION ALL
    SELECT unnest(kith_lexemes(name)), 1 FROM directory_termname WHERE removed_at IS NULL
    UNION ALL
    SELECT unnest(kith_lexemes(name)), 1 FROM directory_taxonomyterm WHERE removed_at IS NULL
    UNION ALL
    SELECT unnest(kith_lexemes(words || ' ' || means)), 1 FROM directory_synonym
    WHERE removed_at IS NULL
) w
WHERE word !~ '[/=0-9]' AND length(word) BETWEEN 2 AND 40
GROUP BY word
"""

TOWNS = """
INSERT INTO directory_searchplace (key, name, latitude, longitude, listings)
SELECT key, min(name), degrees(asin(z / r)), degrees(atan2(y, x)), sum(n) FROM (
    SELECT kith_plain(town) AS key, min(town) AS name, count(*) AS n,
        sum(cube_ll_coord(l.earth, 1)) AS x, sum(cube_ll_coord(l.earth, 2)) AS y,
        sum(cube_ll_coord(l.earth, 3)) AS z,
        sqrt(sum(cube_ll_coord(l.earth, 1)) ^ 2 + sum(cube_ll_coord(l.earth, 2)) ^ 2
            + sum(cube_ll_coord(l.earth, 3)) ^ 2) AS r
    FROM directory_listing l JOIN directory_location o ON o.id = l.location_id
    LEFT JOIN directory_address a ON a.location_id = o.id AND a.removed_at IS NULL
        AND o.confidentiality = 'full'
    CROSS JOIN LATERAL (VALUES (left(a.city, 200)), (o.area)) v(town)
    WHERE l.earth IS NOT NULL AND town <> '' GROUP BY 1
) t WHERE key <> '' AND length(key) <= 200 AND r > 0 GROUP BY key, x, y, z, r
"""
