"""Whatever a camera wrote beside the picture is gone; the picture is the same to the last pixel."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.road.rules.jpeg import NoPicture, without_metadata
from kith.road.tests.pictures import EXIF, plain, with_exif


def pixels(data: bytes) -> bytes:
    from PIL import Image

    return Image.open(io.BytesIO(data)).tobytes()


def test_what_stands_beside_the_picture_is_gone() -> None:
    bare = without_metadata(with_exif())
    assert EXIF not in bare and b"Exif" not in bare
    assert pixels(bare) == pixels(plain())


def test_twice_is_once() -> None:
    bare = without_metadata(with_exif())
    assert without_metadata(bare) == bare


@given(st.integers(0, 700), st.binary(max_size=20))
def test_a_broken_picture_is_refused_or_bare(at, noise) -> None:
    data = with_exif()
    try:
        bare = without_metadata(data[:at] + noise)
    except NoPicture:
        return
    assert b"Exif" not in bare


@pytest.mark.parametrize("data", [b"", b"\xff\xd8", b"\x89PNG", b"\xff\xd8\xff", b"GIF89a"])
def test_what_is_no_jpeg_is_none(data) -> None:
    with pytest.raises(NoPicture):
        without_metadata(data)
