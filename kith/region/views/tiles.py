"""The map's one file, given out in parts: a page asks for ranges of it and never for all.

Nobody else is asked for tiles, so nobody else learns where somebody looks. Public, since the public
map uses it. The address holds the version's digest: what was given once may be kept for ever.
"""

import re
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kith.region import places
from kith.region.models import RegionVersion

MOST = 4 * 1024 * 1024
"""Bytes of one answer: a tile has a hundredth of that. A longer range is answered with its
beginning, so that a slow reader holds a thread for seconds and not for hours."""
KIND = "application/vnd.pmtiles"
FOR_EVER = "public, max-age=31536000, immutable"
RANGE = re.compile(r"bytes=(\d*)-(\d*)")


@require_safe
def tiles(request: HttpRequest, slug: str, digest: str) -> HttpResponse:
    """A part of the current map of a region: 206, or 304, 416 and 400 as RFC 9110 has them."""
    version = RegionVersion.objects.current().filter(slug=slug, digest__startswith=digest).first()
    file = places.map_of(version) if version else None
    if version is None or file is None:
        raise Http404
    tag = f'"{version.digest[:32]}"'
    if tag in request.headers.get("If-None-Match", ""):
        return _headed(HttpResponse(status=304), tag)
    return _headed(_part(request, file, tag), tag)


def _part(request: HttpRequest, file: Path, tag: str) -> HttpResponse:
    """What was asked for. If-Range with another version's tag asks for the whole."""
    size = file.stat().st_size
    asked = request.headers.get("Range", "")
    if request.headers.get("If-Range", tag) != tag:
        asked = ""
    if not asked:
        return _whole(file, size)
    span = _span(asked, size)
    if span is None:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    first, last = span
    answer = HttpResponse(_bytes(file, first, last), status=206, content_type=KIND)
    answer["Content-Range"] = f"bytes {first}-{last}/{size}"
    return answer


def _whole(file: Path, size: int) -> HttpResponse:
    if size <= MOST:
        return HttpResponse(_bytes(file, 0, size - 1), content_type=KIND)
    words = f"Ask for a part of it: Range: bytes=0-{MOST - 1}\n"
    return HttpResponse(words, status=400, content_type="text/plain; charset=utf-8")


def _span(asked: str, size: int) -> tuple[int, int] | None:
    """First and last byte, or None where there are none such. Of several ranges none."""
    found = RANGE.fullmatch(asked.strip())
    if not found or found[1] == found[2] == "":
        return None
    if found[1] == "":  # the last so many
        first, last = max(0, size - int(found[2])), size - 1
    else:
        first, last = int(found[1]), min(int(found[2] or size), size - 1)
    return (first, min(last, first + MOST - 1)) if first <= last else None


def _bytes(file: Path, first: int, last: int) -> bytes:
    with file.open("rb") as opened:
        opened.seek(first)
        return opened.read(last - first + 1)


def _headed(answer: HttpResponse, tag: str) -> HttpResponse:
    """`identity`: a part that is compressed on the way is another part."""
    answer["ETag"], answer["Accept-Ranges"] = tag, "bytes"
    answer["Content-Encoding"] = "identity"
    if answer.status_code < 400:
        answer["Cache-Control"] = FOR_EVER
    return answer
