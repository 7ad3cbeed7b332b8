"""A JPEG without what a camera writes beside the picture: place, time, owner, a second picture.

Only the segments a picture needs are copied (ITU T.81, annex B): tables, frame, scans, and Adobe's
colour mark (APP14). APPn (EXIF, XMP, GPS, thumbnails), comments, and whatever follows the end of
the picture stay behind.
"""

SOI, EOI, SOS = 0xD8, 0xD9, 0xDA
COMMENT, ADOBE = 0xFE, 0xEE
APPS = range(0xE0, 0xF0)
BARE = {0x01, *range(0xD0, 0xD8)}
"""Marks without a length: TEM and restarts."""


class NoPicture(ValueError):
    """Not a whole JPEG."""


def without_metadata(data: bytes) -> bytes:
    """The same picture; NoPicture where it is none."""
    if data[:2] != b"\xff\xd8":
        raise NoPicture
    kept, at = [data[:2]], 2
    while True:
        mark, at = _mark(data, at)
        if mark == EOI:
            return b"".join([*kept, b"\xff\xd9"])
        end = at if mark in BARE else at + _length(data, at)
        if mark == SOS:
            end = _end_of_scan(data, end)
        if mark != COMMENT and (mark not in APPS or mark == ADOBE):
            kept.append(b"\xff" + bytes([mark]) + data[at:end])
        at = end


def _mark(data: bytes, at: int) -> tuple[int, int]:
    """The next mark and where its content begins; any number of 0xFF may stand before it."""
    if data[at : at + 1] != b"\xff":
        raise NoPicture
    while data[at : at + 1] == b"\xff":
        at += 1
    if at >= len(data) or data[at] == 0:
        raise NoPicture
    return data[at], at + 1


def _length(data: bytes, at: int) -> int:
    length = int.from_bytes(data[at : at + 2])
    if length < 2 or at + length > len(data):
        raise NoPicture
    return length


def _end_of_scan(data: bytes, at: int) -> int:
    """Where the next mark stands; in a scan 0xFF is followed by 0 or a restart."""
    while (at := data.find(b"\xff", at)) >= 0:
        following = data[at + 1 : at + 2]
        if following and following[0] and following[0] not in BARE and following != b"\xff":
            return at
        at += 2 if following != b"\xff" else 1
    raise NoPicture
