"""Finding listings that may be one: a few shared keys first, then likeness of the pairs they give.

Comparing each with each is 5 thousand million pairs at 100,000 services. Two listings of one thing
share at least one of: a telephone number, a spot of some 400 metres (four shifted grids, so that no
border separates neighbours), an organisation, the same words in any order. Keys that too many share
(a city's hotline, a building of fifty programmes) say nothing and are left out; the spot counts
also together with the first letters of the name, which keeps full buildings in.
"""

from django.db import connection, transaction

BLOCK = 40
"""The most listings that may share a key."""
ENOUGH = 0.65
"""Likeness from which a pair is worth a person's time: names 0.6, nearness 0.25, telephone 0.15."""

_FIND = """
WITH shown AS MATERIALIZED (
    SELECT id, organization_id, lower(name) AS name,
           (SELECT string_agg(word, ' ' ORDER BY word)
            FROM regexp_split_to_table(lower(name), '[^[:alnum:]]+') AS word) AS words
    FROM directory_service
    WHERE removed_at IS NULL AND NOT do_not_list AND status IN ('active', 'temporarily closed')
), numbers AS MATERIALIZED (
    SELECT DISTINCT p.service_id AS id, right(regexp_replace(p.number, '\\D', '', 'g'), 9) AS digits
    FROM directory_phone p
    WHERE p.service_id IS NOT NULL AND p.removed_at IS NULL
      AND length(regexp_replace(p.number, '\\D', '', 'g')) >= 7
), spots AS MATERIALIZED (
    SELECT d.service_id AS id, l.latitude AS lat, l.longitude AS lon
    FROM directory_serviceatlocation d JOIN directory_location l ON l.id = d.location_id
    WHERE l.latitude IS NOT NULL AND d.removed_at IS NULL AND l.removed_at IS NULL
), cells AS MATERIALIZED (
    SELECT s.id, format('%%s/%%s/%%s/%%s', x, y, floor(lat * 250 + x / 2.0),
                        floor(lon * 250 + y / 2.0)) AS cell
    FROM spots s CROSS JOIN generate_series(0, 1) x CROSS JOIN generate_series(0, 1) y
), keys AS MATERIALIZED (
    SELECT id, 'p' || digits AS key FROM numbers
    UNION SELECT id, 'c' || cell FROM cells
    UNION SELECT c.id, 'l' || c.cell || left(s.name, 4) FROM cells c JOIN shown s USING (id)
    UNION SELECT id, 'o' || organization_id FROM shown
    UNION SELECT id, 'w' || words FROM shown
), telling AS MATERIALIZED (
    SELECT key FROM keys GROUP BY key HAVING count(*) BETWEEN 2 AND %(block)s
), pairs AS MATERIALIZED (
    SELECT DISTINCT a.id AS one, b.id AS two
    FROM telling JOIN keys a USING (key) JOIN keys b USING (key) WHERE a.id < b.id
), alike AS MATERIALIZED (
    SELECT one, two, similarity(a.name, b.name) AS names,
           a.organization_id = b.organization_id AS is_one_house
    FROM pairs JOIN shown a ON a.id = one JOIN shown b ON b.id = two
    WHERE similarity(a.name, b.name) >= 0.35
), placed AS MATERIALIZED (
    SELECT one, two, min(111320 * sqrt(
               power(a.lat - b.lat, 2) + power((a.lon - b.lon) * cos(radians(a.lat)), 2))) AS metres
    FROM alike JOIN spots a ON a.id = one JOIN spots b ON b.id = two GROUP BY one, two
), called AS MATERIALIZED (
    SELECT DISTINCT one, two, true AS shared
    FROM alike JOIN numbers a ON a.id = one
    JOIN numbers b ON b.id = two AND b.digits = a.digits
), judged AS (
    SELECT one, two, names, metres, is_one_house, coalesce(shared, false) AS same_phone
    FROM alike LEFT JOIN placed USING (one, two) LEFT JOIN called USING (one, two)
), scored AS (
    SELECT one, two, names, metres, same_phone,
           0.6 * names + 0.15 * same_phone::int + 0.25 * CASE
               WHEN metres IS NULL THEN 0.3 ELSE greatest(0, 1 - metres / 500) END AS likeness
    FROM judged
    -- One house offers many things at one door under one number: there the names must agree.
    WHERE coalesce(metres, 0) <= 2000 AND (NOT is_one_house OR names >= 0.7)
)
INSERT INTO directory_duplicatepair AS p
    (id, first_id, second_id, likeness, name_likeness, metres, same_phone, verdict)
SELECT md5(one::text || two::text)::uuid, one, two, likeness, names, metres, same_phone, 'open'
FROM scored WHERE likeness >= %(enough)s
ON CONFLICT (first_id, second_id) DO UPDATE SET likeness = excluded.likeness,
    name_likeness = excluded.name_likeness, metres = excluded.metres,
    same_phone = excluded.same_phone
RETURNING p.id, p.verdict
"""


def find_duplicates() -> int:
    """Look through the whole directory; how many pairs wait for somebody.

    Pairs that were decided stay decided; open ones that are alike no more are taken away.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        # Nothing is known of the sizes of what the statement makes on its way; guessed small, it
        # would compare each with each. All its joins are on equal keys: hashes never do that.
        cursor.execute("SET LOCAL enable_nestloop = off")
        cursor.execute("SET LOCAL work_mem = '64MB'")
        cursor.execute(_FIND, {"block": BLOCK, "enough": ENOUGH})
        found = cursor.fetchall()
        cursor.execute(
            "DELETE FROM directory_duplicatepair WHERE verdict = 'open' AND id <> ALL(%s)",
            [[pair_id for pair_id, _verdict in found]],
        )
    return sum(1 for _pair_id, verdict in found if verdict == "open")
