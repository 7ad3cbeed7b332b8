"""From what somebody typed to what the index is asked. Pure; the vocabulary comes from outside."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

LONGEST = 4
"""Words of the longest phrase that is looked up as one."""

MOST_WORDS = 12

_CJK = "\u3040-\u30ff\u3400-\u9fff"
_TOKEN = re.compile(
    rf"[{_CJK}]+|[^\W_{_CJK}]+(?:[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0dff]+[^\W_]*)*"
)

STOP_WORDS = frozenset(
    """
    a an and are at by can do for from get have help i im in is it me my near need of on or our
    please some someone that the there this to us want we where who with you your
    al con de del el en ayuda es la las los me mi necesito para por que quiero un una y yo
    au aide avec besoin ce dans des du et j ai je l le les mon ma pour qui un une veux
    ajuda ao com da das do dos e em eu na no o os as para preciso quero uma um
    في من على الى عن مع انا اريد احتاج و يا هل
    در از به با برای من را که و یک می خواهم است
    waxaan u ku ka iyo oo la rabaa baahanahay
    我 我要 需要 的 在 和 帮助
    """.split()  # noqa: SIM905 - a list of a hundred quoted words is not read by anybody
)
"""Words that say nothing about what is looked for. Few: each one is a way of not being found."""


def tokens(typed: str) -> list[str]:
    """Words in the order typed; Chinese and Japanese runs as one. At most MOST_WORDS."""
    text = unicodedata.normalize("NFC", typed).lower()
    return _TOKEN.findall(text)[:MOST_WORDS]


def is_cjk(token: str) -> bool:
    return bool(re.match(rf"[{_CJK}]", token))


def pairs(run: str) -> list[str]:
    """The overlapping pairs of signs that the index holds; a single sign stays as it is."""
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]


def phrases(words: Sequence[str]) -> dict[tuple[int, int], str]:
    """Every run of up to LONGEST words as (start, end) -> phrase."""
    return {
        (start, end): " ".join(words[start:end])
        for start in range(len(words))
        for end in range(start + 1, min(start + LONGEST, len(words)) + 1)
    }


def parts(run: str, longest: int = 8) -> set[str]:
    """Every piece of a run without spaces that could be the name of a need."""
    return {run[i:j] for i in range(len(run)) for j in range(i + 2, min(i + longest, len(run)) + 1)}


def one_edit_away(word: str) -> set[str]:
    """Words that one slip of the finger away: for short words, which share too few trigrams."""
    letters = set("abcdefghijklmnopqrstuvwxyz") | set(word)
    splits = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    removed = {a + b[1:] for a, b in splits if b}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1}
    changed = {a + c + b[1:] for a, b in splits if b for c in letters}
    added = {a + c + b for a, b in splits for c in letters}
    return (removed | swapped | changed | added) - {word, ""}


def edits(a: str, b: str) -> int:
    """Optimal string alignment: additions, losses, changes and swaps of neighbours."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, start=1):
        older, before, row = before, row, [i]
        for j, y in enumerate(b, start=1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                best = min(best, older[j - 2] + 1)
            row.append(best)
    return row[-1]


def correction(word: str, known: Mapping[str, int]) -> str | None:
    """The known word most likely meant, or None: nearest first, then the more used one.

    known: word -> in how many listings. Up to seven letters one slip, up to twelve two, then three.
    """
    allowed = 1 if len(word) <= 7 else 2 if len(word) <= 12 else 3
    near = [(edits(word, other), -count, other) for other, count in known.items()]
    near = [entry for entry in near if 0 < entry[0] <= allowed]
    return min(near)[2] if near else None


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that must be there, in any of its forms.

    forms: alternatives, each a run of words that must all be there. needs: term ids that mean it.
    """

    typed: str
    forms: tuple[tuple[str, ...], ...] = ()
    needs: tuple[UUID, ...] = ()
    communities: tuple[UUID, ...] = ()

    def asked(self, prefix: str = "") -> str:
        """As a tsquery; prefix "=" asks for the words in names only."""
        spelled = [_all(prefix + word for word in form) for form in self.forms]
        spelled += [lexeme(f"n/{need.hex}") for need in self.needs]
        spelled += [lexeme(f"g/{community.hex}") for community in self.communities]
        return any_of(spelled)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the index knows about the words typed.

    forms: word -> the spellings that stand for it. meanings: phrase -> what it means.
    """

    forms: Mapping[str, tuple[str, ...]]
    needs: Mapping[str, tuple[UUID, ...]] = field(default_factory=dict)
    communities: Mapping[str, tuple[UUID, ...]] = field(default_factory=dict)
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def knows(self, phrase: str) -> bool:
        return phrase in self.needs or phrase in self.communities or phrase in self.synonyms


def concepts(words: Sequence[str], known: Vocabulary) -> list[Concept]:
    """The longest known phrases first, from the left; what is left over word by word."""
    spans = phrases(words)
    found: list[Concept] = []
    start = 0
    while start < len(words):
        end = max(
            (e for s, e in spans if s == start and known.knows(spans[s, e])), default=start + 1
        )
        phrase = spans[start, end]
        if known.knows(phrase) or not _says_nothing(phrase):
            found.append(_concept(phrase, words[start:end], known))
        start = end
    return found or [_concept(word, [word], known) for word in words]


def _says_nothing(word: str) -> bool:
    return word in STOP_WORDS or (len(word) == 1 and not is_cjk(word))


def _concept(phrase: str, words: Sequence[str], known: Vocabulary) -> Concept:
    forms: list[tuple[str, ...]] = []
    if len(words) == 1:
        forms += [(form,) for form in known.forms.get(words[0], (words[0],))]
        if is_cjk(words[0]):
            forms = [tuple(pairs(words[0]))]
    else:
        forms.append(tuple(words))
    forms += [tuple(means.split()) for means in known.synonyms.get(phrase, ())]
    return Concept(
        typed=phrase, forms=tuple(dict.fromkeys(forms)), needs=known.needs.get(phrase, ()),
        communities=known.communities.get(phrase, ()),
    )  # fmt: skip


def lexeme(text: str) -> str:
    """Quoted for a tsquery."""
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"


def any_of(spelled: Iterable[str]) -> str:
    """Or. Empty in, empty out."""
    chosen = [text for text in spelled if text]
    return chosen[0] if len(chosen) == 1 else "(" + " | ".join(chosen) + ")" if chosen else ""


def all_of(spelled: Iterable[str]) -> str:
    """And. Empty in, empty out."""
    return " & ".join(text for text in spelled if text)


def _all(words: Iterable[str]) -> str:
    chosen = [lexeme(word) for word in words]
    return chosen[0] if len(chosen) == 1 else "(" + " & ".join(chosen) + ")"
