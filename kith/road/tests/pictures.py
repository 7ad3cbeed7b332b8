"""A JPEG as a camera writes it: the picture, and where and by whom it was taken beside it."""

import io

EXIF = b"GPS 51.1234 N 4.5678 E, camera of Zuleikha"


def plain() -> bytes:
    from PIL import Image

    picture = Image.new("RGB", (48, 32), (15, 92, 92))
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=80)
    return file.getvalue()


def with_exif() -> bytes:
    """EXIF, a comment, XMP, and something hidden after the end."""
    data = plain()
    segments = b"".join(
        b"\xff" + mark + (len(what) + 2).to_bytes(2) + what
        for mark, what in ((b"\xe1", b"Exif\0\0" + EXIF), (b"\xfe", EXIF), (b"\xed", EXIF))
    )
    return data[:2] + segments + data[2:] + EXIF
