"""A second start is quick: the front end is built again only when its sources changed."""

from kith.web import build, scan


def test_what_comes_out_is_no_source(front_end):
    assert (front_end / "public.js").exists()
    assert not [file for file in scan.scripts() if front_end in file.parents]


def test_after_building_there_is_nothing_to_build(front_end):
    assert not build.build()
