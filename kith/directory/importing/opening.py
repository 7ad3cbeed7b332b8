"""Opening text files that strangers made, whatever their encoding."""

import codecs
import csv
import io
from collections.abc import Mapping
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from kith.core import spreadsheets
from kith.core.refusals import Refusal

csv.field_size_limit(16 * 1024 * 1024)


class NotRecognised(Refusal):
    """Nothing here is directory data Kith can read by itself."""

    message = _(
        "Kith does not recognise this as a directory. Choose what each column means, "
        "or write a mapping file."
    )
    status = 422

    def __init__(self, why: Mapping[str, str] | None = None) -> None:
        """`why`: what was seen of each file that could not be read."""
        told = "".join(f"\n{name}: {reason}" for name, reason in islice((why or {}).items(), 5))
        super().__init__(f"{self.message}{told}" if told else None)


def encoding_of(path: Path) -> tuple[str, bool]:
    """(the encoding of a text file, whether it had to be guessed)."""
    with path.open("rb") as file:
        start = file.read(4)
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16", False
        file.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while block := file.read(1 << 20):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return _guessed(path), True
    return "utf-8-sig", False


def _guessed(path: Path) -> str:
    with path.open("rb") as file:
        return spreadsheets.guess(file.read(spreadsheets.SEEN))


def text(path: Path) -> tuple[io.TextIOWrapper, bool]:
    """A text file open for reading, and whether its encoding was a guess."""
    encoding, guessed = encoding_of(path)
    return path.open(encoding=encoding, errors="replace", newline=""), guessed
