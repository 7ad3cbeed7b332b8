"""Which strings the code and the templates of a room show, read without gettext's tools.

`make messages` writes catalogues with xgettext, which not every machine has; to see that nothing
was forgotten it is enough to read the strings as xgettext would: templates as Django turns them
into something like Python, Python by its tokens, with the same keywords.
"""

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

Message = tuple[str, str]
"""(context or "", msgid)"""
KEYWORDS: dict[str, tuple[int, int | None]] = {
    "_": (0, None), "gettext": (0, None), "gettext_lazy": (0, None), "gettext_noop": (0, None),
    "ngettext": (0, None), "ngettext_lazy": (0, None),
    "pgettext": (1, 0), "pgettext_lazy": (1, 0), "npgettext": (1, 0), "npgettext_lazy": (1, 0),
}  # fmt: skip
"""Function -> where the msgid stands, and the context. Source: makemessages of Django 5.2."""
LEFT_OUT = {"tests", "static", "frontend", "locale", "__pycache__"}


def messages(room: Path) -> dict[Message, Path]:
    """Every string of a room, with a file in which it stands."""
    found: dict[Message, Path] = {}
    for path in sorted(room.rglob("*")):
        if LEFT_OUT & set(path.relative_to(room).parts) or not path.is_file():
            continue
        for message in _in_file(path):
            found.setdefault(message, path)
    return found


def _in_file(path: Path) -> Iterator[Message]:
    if path.suffix == ".py":
        source = path.read_bytes()
        if b"gettext" in source:  # reading by tokens is slow, and most files import none of it
            yield from _in_python(source)
    elif path.suffix in (".html", ".txt"):
        text = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        yield from _in_python(f"(\n{text}\n)".encode())  # in brackets indentation means nothing


def _in_python(source: bytes) -> Iterator[Message]:
    for _line, function, said, _comments in extract_python(
        io.BytesIO(source), list(KEYWORDS), [], {"encoding": "utf-8"}
    ):
        parts = said if isinstance(said, tuple) else (said,)
        at, context = KEYWORDS[function]
        if len(parts) > at and isinstance(parts[at], str) and parts[at]:
            yield ("" if context is None else parts[context] or ""), parts[at]
