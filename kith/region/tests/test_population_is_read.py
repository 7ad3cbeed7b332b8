"""Tables as people have them; what is refused names its row."""

import json

import pytest

from kith.region.rules import population
from kith.region.rules.population import Columns

CELL = "89a901291abffff"


def read(tmp_path, text: str, columns: Columns | None = None, name: str = "people.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return population.read(path, columns)


def test_columns_are_found_by_their_names(tmp_path) -> None:
    found = read(tmp_path, f"\ufeffHEX;Pop;No_car;note\n{CELL};10;2.5;a\n89a9012a3cfffff;0;;b\n")
    assert found.ids == (CELL, "89a9012a3cfffff")
    assert found.groups == ("population", "no_car")
    assert found.counts.tolist() == [[10, 2.5], [0, 0]] and found.blank == 1
    assert found.total == 10 and list(found.group("no_car")) == [2.5, 0]
    assert found.latitude[0] == pytest.approx(-30.0538, abs=1e-3)


def test_columns_may_be_named(tmp_path) -> None:
    text = "zone,lat,lon,all,young,pop\nA,1,2,30,4,99\n"
    found = read(tmp_path, text, Columns("zone", "all", ("young",)))
    assert (found.ids, found.groups, found.total) == (("A",), ("population", "young"), 30)


def test_own_areas_have_their_middle(tmp_path) -> None:
    square = {"type": "Polygon", "coordinates": [[[0, 0], [4, 0], [4, 2], [0, 2], [0, 0]]]}
    small = [[[9, 9], [9, 9.1], [9.1, 9.1], [9, 9]]]
    both = {"type": "MultiPolygon", "coordinates": [square["coordinates"], small]}
    text = json.dumps({"features": [
        {"id": 7, "properties": {"Population": 5}, "geometry": square},
        {"properties": {"id": "b", "Population": 6}, "geometry": both},
    ]})  # fmt: skip
    found = read(tmp_path, text, name="areas.geojson")
    assert found.ids == ("7", "b") and found.total == 11
    assert list(zip(found.latitude, found.longitude, strict=True)) == [(1, 2), (1, 2)]
    assert found.shapes[0] == square


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "has no rows"),
        ("id,lat,lon,population\n", "has no rows"),
        ("x,y,people\n1,2,3\n", "no column for the id"),
        ("id,lat,lon\na,1,2\n", "no column for the population"),
        ("id,lat,lon,pop\na,1,2,3\na,1,2,3\n", "row 3: the id 'a' stands there twice"),
        ("id,lat,lon,pop\n,1,2,3\n", "row 2: the id is empty"),
        ("id,lat,lon,pop\na,91,2,3\n", "row 2: no place in degrees"),
        ("id,lat,lon,pop\na,one,2,3\n", "row 2, lat: 'one' is no number"),
        ("id,lat,lon,pop\na,1,2,-3\n", "row 2, pop: a count is 0 or above"),
        ("id,lat,lon,pop\na,1,2,nan\n", "row 2, pop: 'nan' is no number"),
        ("id,lat,lon,pop\na,1,2,inf\n", "row 2, pop: 'inf' is no number"),
        ("id,pop\nnocell,3\n", "row 2: 'nocell' is no H3 cell"),
    ],
)
def test_a_table_that_cannot_be_used_says_where(tmp_path, text, why) -> None:
    with pytest.raises(population.Unusable, match=why):
        read(tmp_path, text)


@pytest.mark.parametrize("columns", [Columns(id="zone"), Columns(groups=("young",))])
def test_a_column_that_is_not_there_is_said(tmp_path, columns) -> None:
    with pytest.raises(population.Unusable, match=r"(has no column|no column for the)"):
        read(tmp_path, "id,lat,lon,pop\na,1,2,3\n", columns)


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"features": [{"properties": {"pop": 1}, "geometry": null}]}',
             '{"features": [{"geometry": {"type": "Point", "coordinates": [1, 2]}}]}'],
)  # fmt: skip
def test_what_is_no_geojson_is_refused(tmp_path, text) -> None:
    with pytest.raises(population.Unusable):
        read(tmp_path, text, name="areas.geojson")
