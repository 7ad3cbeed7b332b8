"""How text becomes lexemes and a place becomes a cell, said once for index and question alike."""

from django.db import migrations

PLAIN = r"""
CREATE OR REPLACE FUNCTION kith_plain(t text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE RETURNS NULL ON NULL INPUT COST 2000 AS $$
  -- Lower case, no accents, one space between words. Letters that Arabic and Persian writers type
  -- in several ways are made one; their marks and joiners, which many leave out, are dropped.
  BEGIN
    t := lower(public.unaccent('public.unaccent'::regdictionary, t));
    IF t ~ U&'[^\0001-\007F]' THEN
      t := translate(t,
        U&'\0623\0625\0622\0671\0649\064A\0643\0629\0624\0626\200C'
        || U&'\0660\0661\0662\0663\0664\0665\0666\0667\0668\0669'
        || U&'\06F0\06F1\06F2\06F3\06F4\06F5\06F6\06F7\06F8\06F9'
        || U&'\0640\064B\064C\064D\064E\064F\0650\0651\0652\0670\200B\200E\200F',
        U&'\0627\0627\0627\0627\06CC\06CC\06A9\0647\0648\06CC ' || '01234567890123456789');
    END IF;
    -- Single spaces are no match: most gaps between words are nothing else, and each match costs.
    t := regexp_replace(t, U&'[\0001-\001F!-/:-@[-`{-\007F' ||
      U&'\00A0-\00BF\2010-\2027\3001\3002\300A-\3011\FF0C\FF1F\FF01\FF1A\060C\061B\061F]+',
      ' ', 'g');
    IF position('  ' IN t) > 0 THEN t := regexp_replace(t, '  +', ' ', 'g'); END IF;
    RETURN btrim(t);
  END
$$;
"""

BIGRAMS = r"""
CREATE OR REPLACE FUNCTION kith_spaced(t text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE RETURNS NULL ON NULL INPUT AS $$
  -- Chinese and Japanese are written without spaces: each run becomes its pairs of signs.
  DECLARE run text; pairs text;
  BEGIN
    IF t !~ U&'[\3040-\30FF\3400-\9FFF]' THEN RETURN t; END IF;
    FOR run IN SELECT DISTINCT m[1] FROM regexp_matches(t, U&'([\3040-\30FF\3400-\9FFF]{2,})', 'g') m
      ORDER BY 1 DESC
    LOOP
      SELECT string_agg(substr(run, i, 2), ' ') INTO pairs
        FROM generate_series(1, length(run) - 1) i;
      t := t || ' ' || pairs;
    END LOOP;
    RETURN regexp_replace(t, U&'[\3040-\30FF\3400-\9FFF]{3,}', ' ', 'g');
  END
$$;
CREATE OR REPLACE FUNCTION kith_vector(t text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE RETURNS NULL ON NULL INPUT AS $$
  BEGIN RETURN to_tsvector('pg_catalog.simple', kith_spaced(kith_plain(t))); END
$$;
CREATE OR REPLACE FUNCTION kith_lexemes(t text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURNS NULL ON NULL INPUT AS $$
  SELECT tsvector_to_array(kith_vector(t))
$$;
"""

STEMS = """
CREATE OR REPLACE FUNCTION kith_stems(word text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURNS NULL ON NULL INPUT AS $$
  SELECT array_remove(ARRAY[
    'en:' || (ts_lexize('english_stem', word))[1], 'es:' || (ts_lexize('spanish_stem', word))[1],
    'fr:' || (ts_lexize('french_stem', word))[1], 'pt:' || (ts_lexize('portuguese_stem', word))[1],
    'ar:' || (ts_lexize('arabic_stem', word))[1]], NULL)
$$;
"""

EARTH = """
CREATE OR REPLACE FUNCTION kith_earth(lat float8, lon float8) RETURNS cube
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURNS NULL ON NULL INPUT AS $$
  SELECT cube(ARRAY[cosd(lat) * cosd(lon), cosd(lat) * sind(lon), sind(lat)])
$$;
CREATE OR REPLACE FUNCTION kith_columns(size float8, at_row int) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT greatest(1, floor(360 / size * cosd(least(90, (at_row + 0.5) * size - 90))))::int
$$;
CREATE OR REPLACE FUNCTION kith_cell(lat float8, lon float8, size float8) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE RETURNS NULL ON NULL INPUT AS $$
  DECLARE
    at_row int := floor((lat + 90) / size);
    n int := greatest(1, floor(360 / size * cosd(least(90, (at_row + 0.5) * size - 90))));
  BEGIN
    RETURN at_row || '/' || least(n - 1, floor((lon + 180) / 360 * n)::int);
  END
$$;
CREATE OR REPLACE FUNCTION kith_cover(w float8, s float8, e float8, n float8) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE RETURNS NULL ON NULL INPUT AS $$
  -- The cells of a service area, of the finest size with which there are not too many.
  DECLARE
    sizes float8[] := ARRAY[0.05, 0.4, 3.2, 45]; cells text[]; size float8;
  BEGIN
    IF e < w THEN
      RETURN kith_cover(w, s, 180, n) || kith_cover(-180, s, e, n);
    END IF;
    FOR level IN 1..4 LOOP
      size := sizes[level];
      CONTINUE WHEN level < 4 AND (n - s) / size * (e - w) * cosd((s + n) / 2) / size > 80;
      SELECT array_agg('a' || level || '/' || r || '/' || c) INTO cells
        FROM generate_series(floor((s + 90) / size)::int, floor((n + 90) / size)::int) r,
          LATERAL (SELECT kith_columns(size, r) AS k) a,
          LATERAL generate_series(floor((w + 180) / 360 * k)::int,
                                  least(k - 1, floor((e + 180) / 360 * k)::int)) c;
      RETURN cells;
    END LOOP;
  END
$$;
"""

NAMES = """
CREATE INDEX directory_termname_plain ON directory_termname (kith_plain(name));
CREATE INDEX directory_taxonomyterm_plain ON directory_taxonomyterm (kith_plain(name));
CREATE INDEX directory_synonym_plain ON directory_synonym (kith_plain(words));
ALTER TABLE directory_listing ALTER COLUMN words SET STATISTICS 1000;
"""


STATE = """
CREATE OR REPLACE FUNCTION kith_state(listing uuid, weekly int4multirange, is_complete boolean,
    on_holidays text, has_dates boolean, country text, wall timestamp, holidays text[])
RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE COST 400 AS $$
  -- kith.directory.rules.opening.Hours.state, which a test compares it with. A function, for its
  -- plan is then made once for a connection and not three times for each search.
  DECLARE
    today date := wall; dow int := extract(isodow FROM wall)::int - 1;
    minute int := extract(hour FROM wall)::int * 60 + extract(minute FROM wall)::int;
    by_day boolean; by_night boolean; dated boolean;
  BEGIN
    IF weekly IS NULL THEN RETURN 'call'; END IF;
    by_day := weekly @> dow * 2880 + minute;
    by_night := weekly @> (dow + 6) % 7 * 2880 + minute + 1440;
    IF on_holidays <> 'open' AND holidays <> '{}' THEN
      IF by_day AND country || today = ANY (holidays) THEN
        by_day := CASE on_holidays WHEN 'closed' THEN false END;
      END IF;
      IF by_night AND country || (today - 1) = ANY (holidays) THEN
        by_night := CASE on_holidays WHEN 'closed' THEN false END;
      END IF;
    END IF;
    IF has_dates THEN
      SELECT h.minutes @> minute INTO dated FROM directory_datedhours h
        WHERE h.listing_id = listing AND h.day = today;
      IF FOUND THEN by_day := dated; END IF;
      SELECT h.minutes @> minute + 1440 INTO dated FROM directory_datedhours h
        WHERE h.listing_id = listing AND h.day = today - 1;
      IF FOUND THEN by_night := dated; END IF;
    END IF;
    IF by_day OR by_night THEN RETURN 'open'; END IF;
    IF by_day IS NULL OR by_night IS NULL OR NOT is_complete THEN RETURN 'call'; END IF;
    RETURN 'closed';
  END
$$;
"""

GUESS = """
CREATE OR REPLACE FUNCTION kith_guess(asked text[]) RETURNS int[]
LANGUAGE plpgsql VOLATILE AS $$
  -- How many listings each tsquery will find: the planner's guess from its statistics, no row read.
  DECLARE one text; plan json; found int[] := '{}';
  BEGIN
    FOREACH one IN ARRAY asked LOOP
      EXECUTE format('EXPLAIN (FORMAT JSON) SELECT FROM directory_listing l WHERE l.words @@ %L',
        one::tsquery) INTO plan;
      found := found || least(2e9, (plan -> 0 -> 'Plan' ->> 'Plan Rows')::float8)::int;
    END LOOP;
    RETURN found;
  END
$$;
"""

SETTLE = """
CREATE OR REPLACE FUNCTION kith_settle_listings() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  -- New words wait in a list beside the index, which makes writing six times faster and reading
  -- slower; only the index's owner may empty it, and this is all that may be done in their name.
  SELECT gin_clean_pending_list('public.listing_words'::regclass)
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial")]

    operations = [
        migrations.RunSQL(PLAIN, "DROP FUNCTION kith_plain(text)"),
        migrations.RunSQL(
            BIGRAMS,
            "DROP FUNCTION kith_lexemes(text); DROP FUNCTION kith_vector(text);"
            " DROP FUNCTION kith_spaced(text)",
        ),
        migrations.RunSQL(STEMS, "DROP FUNCTION kith_stems(text)"),
        migrations.RunSQL(
            EARTH,
            "DROP FUNCTION kith_cover(float8, float8, float8, float8);"
            " DROP FUNCTION kith_cell(float8, float8, float8);"
            " DROP FUNCTION kith_columns(float8, int); DROP FUNCTION kith_earth(float8, float8)",
        ),
        migrations.RunSQL(
            STATE,
            "DROP FUNCTION kith_state(uuid, int4multirange, boolean, text, boolean, text,"
            " timestamp, text[])",
        ),
        migrations.RunSQL(GUESS, "DROP FUNCTION kith_guess(text[])"),
        migrations.RunSQL(SETTLE, "DROP FUNCTION kith_settle_listings()"),
        migrations.RunSQL(
            NAMES,
            "DROP INDEX directory_termname_plain; DROP INDEX directory_taxonomyterm_plain;"
            " DROP INDEX directory_synonym_plain",
        ),
    ]
