"""Needs and communities as a tree, named in the language of the page. One query."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection

TREE = """
SELECT t.id, t.parent_id, x.kind, t.code, t.icon, coalesce(own.name, english.name, t.name)
FROM directory_taxonomyterm t
JOIN directory_taxonomy x ON x.id = t.taxonomy_id AND x.kind IN ('needs', 'communities')
LEFT JOIN directory_termname own ON own.term_id = t.id AND own.is_label AND own.removed_at IS NULL
    AND own.language = %(language)s
LEFT JOIN directory_termname english ON english.term_id = t.id AND english.is_label
    AND english.removed_at IS NULL AND english.language = 'en'
WHERE t.removed_at IS NULL AND t.stands_for_id IS NULL
ORDER BY t.position, t.name, t.id
"""


@dataclass(frozen=True, slots=True)
class Term:
    """One need or community and what is below it."""

    id: UUID
    code: str
    name: str
    icon: str = ""
    children: tuple["Term", ...] = ()


@dataclass(frozen=True)
class Terms:
    """The two trees, and every term by id and by code."""

    needs: tuple[Term, ...] = ()
    communities: tuple[Term, ...] = ()
    by_id: dict[UUID, Term] = field(default_factory=dict)
    by_code: dict[str, Term] = field(default_factory=dict)

    @property
    def lines(self) -> Iterator[tuple[Term, int]]:
        """Needs in reading order with their depth, as a form lists them."""
        waiting = [(term, 0) for term in reversed(self.needs)]
        while waiting:
            term, depth = waiting.pop()
            yield term, depth
            waiting += [(child, depth + 1) for child in reversed(term.children)]

    def chosen(self, typed: Iterable[str]) -> tuple[UUID, ...]:
        """Ids for codes or ids in an address; what is unknown is left out."""
        found = (self.by_code.get(text) or self.by_id.get(_uuid(text)) for text in typed)
        return tuple(dict.fromkeys(term.id for term in found if term))

    def name(self, term: str | UUID) -> str:
        """The label, or nothing."""
        known = self.by_id.get(_uuid(str(term)))
        return known.name if known else ""


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def load(language: str) -> Terms:
    """As the page's language names them, else in English, else as they were imported."""
    with connection.cursor() as cursor:
        cursor.execute(TREE, {"language": language})
        rows = cursor.fetchall()
    below = defaultdict(list)
    for row in rows:
        below[row[1], row[2]].append(row)
    terms = Terms()

    def grow(parent: UUID | None, kind: str, depth: int = 0) -> tuple[Term, ...]:
        grown = []
        for term_id, _parent, _kind, code, icon, name in below[parent, kind] if depth < 8 else ():
            term = Term(term_id, code, name, icon, grow(term_id, kind, depth + 1))
            terms.by_id[term_id] = term
            terms.by_code.setdefault(code or str(term_id), term)
            grown.append(term)
        return tuple(grown)

    return Terms(grow(None, "needs"), grow(None, "communities"), terms.by_id, terms.by_code)
