"""Where the rota has nobody. Half-open spans of aware moments: [start, end)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From `start` up to, not including, `end`."""

    start: dt.datetime
    end: dt.datetime

    @property
    def is_empty(self) -> bool:
        return self.end <= self.start


def without(spans: Iterable[Span], away: Iterable[Span]) -> list[Span]:
    """What is left of `spans` once the times of `away` are taken out. Sorted; pieces stay apart."""
    left = sorted(span for span in spans if not span.is_empty)
    for gone in away:
        left = [piece for span in left for piece in _cut(span, gone)]
    return left


def gaps(wanted: Iterable[Span], covered: Iterable[Span]) -> list[Span]:
    """The parts of `wanted` in which nothing of `covered` lies, joined where they touch."""
    found: list[Span] = []
    for piece in without(wanted, covered):
        if found and found[-1].end >= piece.start:
            found[-1] = Span(found[-1].start, max(found[-1].end, piece.end))
        else:
            found.append(piece)
    return found


def _cut(span: Span, gone: Span) -> list[Span]:
    if gone.is_empty or gone.end <= span.start or span.end <= gone.start:
        return [span]
    pieces = (Span(span.start, gone.start), Span(gone.end, span.end))
    return [piece for piece in pieces if not piece.is_empty]
