"""Named parts inside the stream, each of a length that nobody knew when it began.

{"name": ...} and a line end, then blocks of four bytes of length and so many bytes; 0 ends it
"""

import json
from collections.abc import Iterator
from typing import IO, Any, Protocol

BLOCK = 1 << 20
END: dict[str, Any] = {"name": "end"}


class Sink(Protocol):
    """Something that takes bytes."""

    def write(self, data: bytes, /) -> object: ...


class Source(Protocol):
    """Something that gives exactly so many bytes."""

    def read(self, size: int, /) -> bytes: ...


def blocks_of(file: IO[bytes]) -> Iterator[bytes]:
    """A file or pipe, a block at a time."""
    while block := file.read(BLOCK):
        yield block


def put(sink: Sink, about: dict[str, Any], blocks: Iterator[bytes]) -> None:
    """One section."""
    sink.write(json.dumps(about).encode() + b"\n")
    for block in blocks:
        sink.write(len(block).to_bytes(4, "big") + block)
    sink.write(bytes(4))


def put_end(sink: Sink) -> None:
    """Nothing follows."""
    sink.write(json.dumps(END).encode() + b"\n")


def take(source: Source) -> Iterator[tuple[dict[str, Any], Iterator[bytes]]]:
    """Each section with its blocks; those that were not read are skipped."""
    while (about := _line(source)) != END:
        blocks = _blocks(source)
        yield about, blocks
        for _ in blocks:
            pass


def _line(source: Source) -> dict[str, Any]:
    line = bytearray()
    while (byte := source.read(1)) != b"\n":
        line += byte
    return json.loads(line)


def _blocks(source: Source) -> Iterator[bytes]:
    while size := int.from_bytes(source.read(4), "big"):
        yield source.read(size)
