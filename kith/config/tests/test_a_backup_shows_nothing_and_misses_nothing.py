"""The encrypted stream: wrong keys open nothing, and no byte can be changed, moved or cut off."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.config.backup import envelope, sections

KEY = envelope.Lock(key=bytes(range(32)))
TEXT = b"somebody's story " * 20_000  # several pieces


def _sealed(data: bytes) -> bytes:
    file = io.BytesIO()
    writer = envelope.Writer(file, KEY, {})
    sections.put(writer, {"name": "part"}, iter([data]))
    sections.put_end(writer)
    writer.close()
    return file.getvalue()


def _opened(sealed: bytes, lock: envelope.Lock = KEY) -> bytes:
    reader = envelope.Reader(io.BytesIO(sealed), lock)
    return b"".join(block for _, blocks in sections.take(reader) for block in blocks)


@given(st.lists(st.binary(max_size=200_000), max_size=4))
def test_what_goes_in_comes_out(parts: list[bytes]) -> None:
    file = io.BytesIO()
    writer = envelope.Writer(file, KEY, {})
    for number, part in enumerate(parts):
        blocks = (part[at : at + 70_000] for at in range(0, len(part), 70_000))
        sections.put(writer, {"name": str(number)}, blocks)
    sections.put_end(writer)
    writer.close()
    reader = envelope.Reader(io.BytesIO(file.getvalue()), KEY)
    found = [(about["name"], b"".join(blocks)) for about, blocks in sections.take(reader)]
    assert found == [(str(number), part) for number, part in enumerate(parts)]


def test_nothing_can_be_read_in_the_file() -> None:
    assert b"story" not in _sealed(TEXT)


def test_another_key_opens_nothing() -> None:
    with pytest.raises(envelope.CannotOpen, match="not the right one"):
        _opened(_sealed(TEXT), envelope.Lock(key=bytes(32)))


def test_a_passphrase_does_not_open_what_a_key_locked() -> None:
    with pytest.raises(envelope.CannotOpen, match="locked with a key file"):
        _opened(_sealed(TEXT), envelope.Lock(passphrase="something long"))


@given(st.data())
def test_a_changed_byte_is_noticed(data: st.DataObject) -> None:
    sealed = bytearray(_sealed(TEXT))
    place = data.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(envelope.CannotOpen):
        _opened(bytes(sealed))


@given(st.integers(min_value=0))
def test_a_cut_off_end_is_noticed(length: int) -> None:
    sealed = _sealed(TEXT)
    with pytest.raises(envelope.CannotOpen):
        _opened(sealed[: length % len(sealed)])


def test_pieces_that_change_places_are_noticed() -> None:
    sealed = _sealed(TEXT)
    start = sealed.index(b"}\n", len(envelope.MAGIC)) + 2
    size = envelope.PIECE + envelope.TAG
    first, second = sealed[start : start + size], sealed[start + size : start + 2 * size]
    with pytest.raises(envelope.CannotOpen):
        _opened(sealed[:start] + second + first + sealed[start + 2 * size :])


def test_a_key_file_is_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "key"
    made = envelope.make_key(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert envelope.read_key(path) == made


def test_something_else_is_no_key_file(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_text("hello")
    with pytest.raises(envelope.CannotOpen, match="is not a key file"):
        envelope.read_key(path)
