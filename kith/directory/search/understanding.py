"""What the words and the place of a search mean: two small questions to the database.

First the words: which spellings stand for them, and what was probably meant by unknown ones. A word
that has a meaning in languages that are not stemmed is no other form of a word of another language.
Then the phrases: needs and communities in every language, synonyms, and the place.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import connection

from kith.directory.rules import words
from kith.directory.rules.distance import Point, is_on_earth
from kith.directory.rules.words import Concept, Vocabulary
from kith.directory.search.query import Place, Query

UNSTEMMED = ["fa", "so", "zh-hans"]
"""Languages of the interface whose words `kith_stems` knows no root of."""

SPELLINGS = """
SELECT typed.n, form.word, form.listings, form.kind
FROM unnest(%(tokens)s::text[]) WITH ORDINALITY AS typed(token, n),
LATERAL (SELECT kith_plain(token) AS plain OFFSET 0) p,
LATERAL (
    SELECT array_agg(known.language::text) AS languages FROM (
        SELECT s.language FROM directory_synonym s
        WHERE kith_plain(s.words) = p.plain AND s.removed_at IS NULL
        UNION
        SELECT t.language FROM directory_termname t
        WHERE kith_plain(t.name) = p.plain AND t.removed_at IS NULL
    ) known OFFSET 0
) meant,
LATERAL (
    SELECT p.plain AS word, -1 AS listings, 'plain' AS kind
    UNION ALL
    SELECT w.word, w.listings, 'same' FROM directory_searchword w WHERE w.word = p.plain
    UNION ALL
    (SELECT w.word, w.listings, 'stem' FROM directory_searchword w
     WHERE NOT coalesce(meant.languages <@ %(unstemmed)s::text[], false)
         AND w.stems && kith_stems(p.plain) AND w.word <> p.plain
     ORDER BY w.listings DESC, w.word LIMIT 5)
    UNION ALL
    (SELECT w.word, w.listings, 'alike' FROM directory_searchword w
     WHERE length(p.plain) > 5 AND w.word %% p.plain AND w.word <> p.plain
     ORDER BY similarity(w.word, p.plain) DESC, w.listings DESC, w.word LIMIT 12)
) form
"""

NEARBY_SPELLINGS = """
SELECT word, listings FROM directory_searchword WHERE word = ANY (%(guesses)s)
"""

MEANINGS = """
WITH phrase AS MATERIALIZED (
    SELECT p AS phrase, p AS typed FROM unnest(%(phrases)s::text[]) p
    UNION
    SELECT kith_plain(s.means), p FROM unnest(%(phrases)s::text[]) p
    JOIN directory_synonym s ON kith_plain(s.words) = p AND s.removed_at IS NULL
), term AS (
    SELECT phrase.typed, n.term_id AS id FROM phrase
    JOIN directory_termname n ON kith_plain(n.name) = phrase.phrase AND n.removed_at IS NULL
    UNION
    SELECT phrase.typed, t.id FROM phrase
    JOIN directory_taxonomyterm t ON kith_plain(t.name) = phrase.phrase AND t.removed_at IS NULL
)
SELECT term.typed, x.kind, coalesce(t.stands_for_id, t.id)::text FROM term
JOIN directory_taxonomyterm t ON t.id = term.id
JOIN directory_taxonomyterm own ON own.id = coalesce(t.stands_for_id, t.id)
JOIN directory_taxonomy x ON x.id = own.taxonomy_id AND x.kind IN ('needs', 'communities')
UNION
SELECT typed, 'synonym', phrase FROM phrase WHERE phrase <> typed
UNION ALL
(SELECT name, 'place', latitude || ' ' || longitude FROM directory_searchplace
 WHERE key = kith_plain(%(place)s) OR (length(%(place)s) > 3 AND key %% kith_plain(%(place)s))
 ORDER BY key <> kith_plain(%(place)s), similarity(key, kith_plain(%(place)s)) DESC,
     listings DESC, key LIMIT 1)
"""


@dataclass(frozen=True, slots=True)
class Understood:
    """concepts: all must be there. place: where it starts from. unknown_place: as typed."""

    concepts: tuple[Concept, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    place: Place | None = None
    unknown_place: str = ""

    @property
    def needs(self) -> tuple[UUID, ...]:
        return tuple(dict.fromkeys(need for c in self.concepts for need in c.needs))


def understand(query: Query) -> Understood:
    """Never refuses: what is not known is looked for as it was typed."""
    typed = words.tokens(query.words)
    plain, forms, corrections = _spellings(typed) if typed else ([], {}, ())
    place = query.place.strip()[:200] if query.near is None else ""
    found = Understood(corrections=corrections, place=_given(query))
    if not plain and not place:
        return found
    meanings = _meanings(_asked_phrases(plain, forms), place)
    known = _vocabulary(plain, forms, meanings)
    if place:
        spot = next((value for _, _, value in meanings if isinstance(value, Place)), None)
        found = replace(found, place=spot, unknown_place="" if spot else place)
    return replace(found, concepts=tuple(words.concepts(plain, known)) if plain else ())


def _given(query: Query) -> Place | None:
    if query.near is None or not is_on_earth(query.near.latitude, query.near.longitude):
        return None
    return Place("", query.near)


def _spellings(
    typed: Sequence[str],
) -> tuple[list[str], dict[str, tuple[str, ...]], tuple[tuple[str, str], ...]]:
    """Words as the index has them, the forms of each, and what was corrected."""
    with connection.cursor() as cursor:
        cursor.execute(SPELLINGS, {"tokens": list(typed), "unstemmed": UNSTEMMED})
        rows = cursor.fetchall()
    found: dict[int, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for number, word, listings, kind in rows:
        found[number][kind][word] = listings
    plain, forms, corrections = [], {}, []
    guesses = _guesses(found)
    for number in sorted(found):
        kinds = found[number]
        for word in next(iter(kinds["plain"])).split():
            taken = word
            if not words.is_cjk(word) and _is_unknown(kinds):
                known = kinds["alike"] or {
                    g: guesses[g] for g in words.one_edit_away(word) & guesses.keys()
                }
                taken = words.correction(word, known) or word
                if taken != word:
                    corrections.append((typed[number - 1], taken))
            plain.append(taken)
            forms[taken] = tuple(dict.fromkeys((taken, word, *kinds["stem"])))
    return plain, forms, tuple(corrections)


def _is_unknown(kinds: Mapping[str, Mapping[str, int]]) -> bool:
    return not kinds["same"] and not kinds["stem"]


def _guesses(found: Mapping[int, Mapping[str, Mapping[str, int]]]) -> dict[str, int]:
    """Known words one slip away from the short unknown ones: asked for only if there are any."""
    short = {
        word
        for kinds in found.values()
        for word in kinds["plain"]
        if 3 <= len(word) <= 5 and word.isalpha() and not words.is_cjk(word)
        and not kinds.get("same") and not kinds.get("stem")
    }  # fmt: skip
    if not short:
        return {}
    guesses = sorted(set().union(*(words.one_edit_away(word) for word in short)))
    with connection.cursor() as cursor:
        cursor.execute(NEARBY_SPELLINGS, {"guesses": guesses})
        return dict(cursor.fetchall())


def _asked_phrases(plain: Sequence[str], forms: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Phrase to ask about -> phrase as typed: also with the other forms of its last word."""
    asked: dict[str, str] = {}
    for (start, end), phrase in words.phrases(plain).items():
        asked[phrase] = phrase
        for form in forms[plain[end - 1]][1:]:
            asked.setdefault(" ".join([*plain[start : end - 1], form]), phrase)
    for word in plain:
        if words.is_cjk(word):
            asked |= dict.fromkeys(words.parts(word), word)
    return asked


def _meanings(asked: Mapping[str, str], place: str) -> list[tuple[str, str, object]]:
    """(kind, phrase as typed, value)."""
    with connection.cursor() as cursor:
        cursor.execute(MEANINGS, {"phrases": sorted(asked), "place": place})
        rows = cursor.fetchall()
    found: list[tuple[str, str, object]] = []
    for phrase, kind, value in rows:
        if kind == "place":
            latitude, longitude = map(float, value.split())
            found.append((kind, phrase, Place(phrase, Point(latitude, longitude))))
        else:
            found.append((kind, asked.get(phrase, phrase), value))
    return found


def _vocabulary(
    plain: Sequence[str],
    forms: Mapping[str, tuple[str, ...]],
    meanings: Iterable[tuple[str, str, object]],
) -> Vocabulary:
    by_kind: dict[str, dict[str, list]] = defaultdict(lambda: defaultdict(list))
    for kind, phrase, value in meanings:
        if kind != "place":
            by_kind[kind][phrase].append(value if kind == "synonym" else UUID(str(value)))
    fixed = {
        kind: {phrase: tuple(sorted(set(values), key=str)) for phrase, values in found.items()}
        for kind, found in by_kind.items()
    }
    return Vocabulary(
        forms=forms,
        needs=fixed.get("needs", {}),
        communities=fixed.get("communities", {}),
        synonyms=fixed.get("synonym", {}),
    )
