"""The map's tiles: ranges of one file, public, of the current version only."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from kith.core.ids import uuid7
from kith.region import places
from kith.region.models import RegionVersion
from kith.region.views import tiles

CONTENT = bytes(range(256)) * 4


@pytest.fixture
def version(db: None, home: Path) -> RegionVersion:
    """A region with a map of 1,024 bytes."""
    made = version_of("a" * 64)
    lay(made)
    return made


def version_of(digest: str, **more: object) -> RegionVersion:
    facts = {
        "slug": "mill", "name": "Mill", "is_current": True, "west": 1, "south": 2, "east": 3,
        "north": 4, "crossing_count": 1, "link_count": 1, "has_map": True, "attribution": "© us",
    }  # fmt: skip
    return RegionVersion.objects.create(id=uuid7(), digest=digest, **(facts | more))


def lay(version: RegionVersion, content: bytes = CONTENT) -> None:
    folder = places.folder(version) / "map"
    folder.mkdir(parents=True)
    (folder / "map.pmtiles").write_bytes(content)


def ask(version: RegionVersion, **headers: str):
    address = reverse("map_tiles", args=[version.slug, version.digest[:16]])
    return Client().get(address, headers=headers)


@pytest.mark.parametrize(
    ("asked", "told", "content"),
    [
        ("bytes=0-15", "bytes 0-15/1024", CONTENT[:16]),
        ("bytes=1000-", "bytes 1000-1023/1024", CONTENT[1000:]),
        ("bytes=-24", "bytes 1000-1023/1024", CONTENT[1000:]),
        ("bytes=1020-5000", "bytes 1020-1023/1024", CONTENT[1020:]),
        ("bytes=-5000", "bytes 0-1023/1024", CONTENT),
    ],
)
def test_a_range_is_given(version, asked, told, content):
    answer = ask(version, Range=asked, Accept_Encoding="gzip")
    assert (answer.status_code, answer["Content-Range"]) == (206, told)
    assert answer.content == content
    assert answer["Content-Encoding"] == "identity"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize(
    "asked", ["bytes=1024-", "bytes=-0", "bytes=5-4", "bytes=0-1,5-6", "x=0-1"]
)
def test_what_is_no_range_of_it_is_refused(version, asked):
    answer = ask(version, Range=asked)
    assert (answer.status_code, answer["Content-Range"]) == (416, "bytes */1024")


def test_what_is_known_is_not_sent_again(version):
    tag = ask(version, Range="bytes=0-1")["ETag"]
    answer = ask(version, If_None_Match=tag)
    assert (answer.status_code, answer.content) == (304, b"")


def test_parts_of_another_version_are_not_put_together(version):
    tag = ask(version, Range="bytes=0-1")["ETag"]
    assert ask(version, Range="bytes=0-1", If_Range=tag).status_code == 206
    whole = ask(version, Range="bytes=0-1", If_Range='"another"')
    assert (whole.status_code, whole.content) == (200, CONTENT)


def test_a_large_map_is_not_given_whole(version, monkeypatch):
    monkeypatch.setattr(tiles, "MOST", 100)
    assert ask(version).status_code == 400
    part = ask(version, Range="bytes=0-900")
    assert (part["Content-Range"], len(part.content)) == ("bytes 0-99/1024", 100)


def test_only_the_current_version_is_there(version):
    RegionVersion.objects.update(is_current=False)
    assert ask(version, Range="bytes=0-1").status_code == 404
    lost = version_of("b" * 64)  # of a backup: the row without its files
    assert ask(lost, Range="bytes=0-1").status_code == 404
