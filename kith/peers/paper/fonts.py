"""Which of the fonts that Kith brings hold the letters of a sheet.

The pages' own fonts come first (docs/decisions/0009): Latin and Arabic whole, Chinese as far as our
catalogues need it. A Chinese name may hold any sign: those come from the slices of Noto Sans SC
that the front-end build lays beside them, of which only the one with the sign is opened.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders

from kith.peers.refusals import LettersMissing

LATIN, ARABIC = ("latin-400",), ("arabic-400",)
REST = ("latin-names-400", "latin-more-400", "arabic-400", "arabic-digits-400", "han-400",
        "han-names-400")  # fmt: skip
REGULAR = {"wght": 400.0}
SILENT = frozenset(map(chr, (*range(0x21), 0xA0, *range(0x200B, 0x2010), *range(0x202A, 0x202F),
                             *range(0x2066, 0x206A))))  # fmt: skip
"""Spaces and marks of direction: nothing is drawn for them."""


@dataclass(frozen=True, slots=True)
class Face:
    """A font file. axes: of a variable one, where it is held."""

    name: str
    path: Path
    axes: dict[str, float] | None = None


def needed(text: str, *, is_rtl: bool) -> list[Face]:
    """Fonts that together hold every letter, the language's own first; LettersMissing where a
    letter is in none of them."""
    open_letters = set(text) - SILENT
    found: list[Face] = []
    for face in _candidates(text, is_rtl=is_rtl):
        mine = open_letters & letters_of(face.path)
        if mine or not found:
            found.append(face)
            open_letters -= mine
        if not open_letters:
            return found
    raise LettersMissing


@cache
def letters_of(path: Path) -> frozenset[str]:
    """What a font can draw."""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


def built(name: str) -> Path:
    """A file of the front-end build."""
    found = finders.find(f"build/{name}")
    if found is None:
        raise FileNotFoundError(f"build/{name}: build the front end first")
    return Path(found)


def _candidates(text: str, *, is_rtl: bool) -> Iterator[Face]:
    first = (*ARABIC, *LATIN) if is_rtl else LATIN
    for name in dict.fromkeys((*first, *REST)):
        yield Face(name, built(f"{name}.woff2"))
    codes = {ord(letter) for letter in text}
    for name, ranges in _slices():
        if any(low <= code <= high for code in codes for low, high in ranges):
            yield Face(name, built(f"paper/{name}.woff2"), REGULAR)


@cache
def _slices() -> tuple[tuple[str, tuple[tuple[int, int], ...]], ...]:
    """Name and ranges of letters of each slice of Noto Sans SC."""
    read = json.loads(built("paper/slices.json").read_text(encoding="utf-8"))
    return tuple((name, tuple((low, high) for low, high in ranges)) for name, ranges in read)
