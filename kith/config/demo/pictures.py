"""Small pictures of papers and places, made of grey squares: nobody photographed them, and there is
nothing beside the picture.

A baseline JPEG (ITU T.81) whose blocks have no detail needs only the mean of each: a difference to
the one before, in the usual code for such differences, and the sign that nothing follows.
"""

import struct

GREY = {".": 235, ":": 190, "o": 120, "#": 60}
LETTER = """
....................
..########..........
..######............
....................
..ooooooooooooooo...
..oooooooooooo......
..oooooooooooooo....
....................
..oooooooooooooo....
..oooooooo..........
....................
..::::::::..######..
..::::::::..#:::.#..
............######..
"""
STEP = """
::::::::::::::::::::
::::::::::::::::::::
:::::######:::::::::
:::::#....#:::::::::
:::::#....#:::oo::::
:::::#....#::oooo:::
:::::#...##:::oo::::
:::::#....#:::##::::
...ooooooooo..##....
..ooooooooooo.##....
....................
"""
LENGTHS = bytes([0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0])
"""How many codes there are of one bit, two bits, and so on (T.81, table K.3)."""
CODES = ("00", "010", "011", "100", "101", "110", "1110", "11110", "111110", "1111110")
"""For a difference of so many bits."""
NO_DETAIL = "0"
SIDE = 8


def jpeg(drawn: str) -> bytes:
    """A drawing of the signs in GREY, a square of eight by eight each."""
    rows = drawn.split()
    size = struct.pack(">HH", len(rows) * SIDE, len(rows[0]) * SIDE)
    return b"".join([
        b"\xff\xd8",
        _segment(0xDB, b"\x00" + bytes([SIDE] * 64)),
        _segment(0xC0, b"\x08" + size + b"\x01\x01\x11\x00"),
        _segment(0xC4, b"\x00" + LENGTHS + bytes(range(12))),
        _segment(0xC4, b"\x10" + bytes([1, *[0] * 15]) + b"\x00"),
        _segment(0xDA, b"\x01\x01\x00\x00\x3f\x00"),
        _bytes("".join(_bits("".join(rows)))),
        b"\xff\xd9",
    ])  # fmt: skip


def _segment(mark: int, content: bytes) -> bytes:
    return b"\xff" + bytes([mark]) + struct.pack(">H", len(content) + 2) + content


def _bits(signs: str) -> list[str]:
    """Of each block: its difference to the one before, and that nothing follows."""
    before, found = 0, []
    for sign in signs:
        mean = GREY[sign] - 128
        found += [_difference(mean - before), NO_DETAIL]
        before = mean
    return found


def _difference(value: int) -> str:
    size = abs(value).bit_length()
    number = value if value >= 0 else value + (1 << size) - 1
    return CODES[size] + (f"{number:0{size}b}" if size else "")


def _bytes(bits: str) -> bytes:
    """Filled up with ones; a byte of ones is followed by a zero."""
    whole = bits + "1" * (-len(bits) % 8)
    return int(whole, 2).to_bytes(len(whole) // 8).replace(b"\xff", b"\xff\x00")
