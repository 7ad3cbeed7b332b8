"""The map's tag: what is drawn for everybody, and what a script is told."""

import json
import re

import pytest
from django.template import Context, Template

from kith.core.ids import uuid7
from kith.region.models import RegionVersion
from kith.region.picture import Area, Picture, Point

SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]}
SHOWN = Picture(
    name="Who gets there",
    points=(Point(0.5, 0.5, "Mill </script>", 1, href="#one"), Point(1, 0, "Start", tone="accent")),
    areas=(Area(SQUARE, 1, "10 minutes"),),
    levels=("20 minutes", "10 minutes"),
)


def drawn(picture: Picture) -> str:
    return Template("{% load maps %}{% map picture %}").render(Context({"picture": picture}))


def told(html: str) -> dict:
    return json.loads(re.search(r'<script id="map-data"[^>]*>(.*?)</script>', html, re.S)[1])


@pytest.mark.django_db
def test_areas_points_and_legend_are_drawn_here():
    html = drawn(SHOWN)
    assert '<path class="area-1" d="M54 386L426 386L426 14L54 14L54 386Z"' in html
    assert "<title>1 Mill &lt;/script&gt;</title>" in html
    assert re.findall(r"</span>(\d+ minutes)</li>", html) == ["20 minutes", "10 minutes"]


@pytest.mark.django_db
def test_a_script_is_told_the_same():
    data = told(drawn(SHOWN))
    assert data["bounds"] == [0, 0, 1, 1]
    assert data["points"][0]["name"] == "Mill </script>"
    assert data["areas"]["features"][0]["properties"] == {"level": 1, "name": "10 minutes"}
    assert data["ground"] is None


@pytest.mark.django_db
def test_whose_map_it_is_stands_below_it():
    RegionVersion.objects.create(
        id=uuid7(), slug="mill", name="Mill", digest="a" * 64, is_current=True, west=0, south=0,
        east=1, north=1, crossing_count=1, link_count=1, has_map=True, attribution="© all of us",
    )  # fmt: skip
    html = drawn(SHOWN)
    assert '<p class="map-credit">© all of us</p>' in html
    assert told(html)["ground"]["tiles"] == f"/map/mill/{'a' * 16}.pmtiles"


@pytest.mark.django_db
def test_of_two_regions_the_one_below_the_picture_is_drawn():
    facts = {"is_current": True, "crossing_count": 1, "link_count": 1, "has_map": True}
    for slug, west in (("here", 0), ("elsewhere", 50)):  # the newer one lies elsewhere
        RegionVersion.objects.create(
            id=uuid7(), slug=slug, name=slug, digest=slug[0] * 64, west=west, south=0,
            east=west + 1, north=1, attribution="© us", **facts,
        )  # fmt: skip
    assert told(drawn(SHOWN))["ground"]["tiles"].startswith("/map/here/")


@pytest.mark.django_db
def test_nothing_to_show_is_no_picture():
    assert "<svg" not in drawn(Picture(name="Empty"))
