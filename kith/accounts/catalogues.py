"""The state of the words on the pages, language by language.

Words are drafted by machine and hand; a catalogue counts as reviewed when somebody of a community
that speaks the language has read it as it stands. Change a word, and it waits for a reader again.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.apps import apps
from django.utils.translation import to_locale

from kith.accounts.models import CatalogueReview
from kith.core.languages import INTERFACE, Language

SOURCE = "en"
"""What the pages are written in. There is nothing to translate."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """How far a language's pages are. `digest` stands for the words as they are now."""

    language: Language
    translated: int
    total: int
    digest: str
    review: CatalogueReview | None = None

    @property
    def percent(self) -> int:
        return 100 * self.translated // self.total if self.total else 0

    @property
    def state(self) -> str:
        """source, draft, changed (since it was approved) or reviewed."""
        if self.language.code == SOURCE:
            return "source"
        if self.review is None or not self.review.is_approved:
            return "draft"
        return "reviewed" if self.review.catalogue == self.digest else "changed"


def all_catalogues() -> list[Catalogue]:
    """Every interface language with its newest review. One query."""
    newest = CatalogueReview.objects.order_by("language", "-reviewed_at", "-id")
    reviews = {review.language: review for review in newest.distinct("language")}
    return [_catalogue(language, reviews.get(language.code)) for language in INTERFACE]


def find(code: str) -> Catalogue | None:
    """One language's catalogue, or None if the pages do not come in it."""
    return next((c for c in all_catalogues() if c.language.code == code), None)


def _catalogue(language: Language, review: CatalogueReview | None) -> Catalogue:
    files = sorted(_files(language.code))
    translated, total, digest = _measure(tuple((f, f.stat().st_mtime_ns) for f in files))
    return Catalogue(language, translated, total, digest, review)


def _files(code: str) -> Iterator[Path]:
    for app in apps.get_app_configs():
        file = Path(app.path) / "locale" / to_locale(code) / "LC_MESSAGES" / "django.po"
        if app.name.startswith("kith.") and file.exists():
            yield file


@lru_cache(maxsize=64)
def _measure(files: tuple[tuple[Path, int], ...]) -> tuple[int, int, str]:
    """Translated strings, all strings, and a digest of the words, whatever their order or place."""
    from babel.messages.pofile import read_po

    words: list[str] = []
    translated = 0
    for path, _modified in files:
        with path.open("rb") as file:
            for message in (m for m in read_po(file) if m.id):
                translated += _is_translated(message.string)
                words.append(f"{message.context!r} {message.id!r} {message.string!r}")
    digest = hashlib.sha256("\n".join(sorted(words)).encode()).hexdigest()
    return translated, len(words), digest


def _is_translated(string: str | Sequence[str] | None) -> bool:
    """A plural counts when each of its forms is there."""
    return bool(string) if isinstance(string, str) else all(string or [""])
