"""Ends of the log in a file on another machine: what is set back here is found against them."""

from pathlib import Path

import pytest

from kith.accounts import tenancy
from kith.audit import chain, heads
from kith.config import doctor
from kith.config.doctor import inside
from kith.core.ids import uuid7


@pytest.fixture
def file(cast, tmp_path: Path) -> Path:
    for organization in (cast.riverbend, cast.riverbend, cast.harbour):
        with tenancy.acting_for(organization.id):
            chain.record("opened", by=None, organization=organization.id)
    assert heads.save(tmp_path / "heads") == 2
    return tmp_path / "heads"


def test_what_was_saved_is_read(file: Path) -> None:
    assert heads.read(file) == chain.export_heads()
    assert [found.what for found in inside.log(heads.read(file))] == [
        "Every chain holds, against 2 ends kept elsewhere."
    ]


def test_an_older_file_still_holds(cast, file: Path) -> None:
    with tenancy.acting_for(cast.riverbend.id):
        chain.record("opened", by=None, organization=cast.riverbend.id)
    assert list(chain.verify_all(heads.read(file))) == []


def test_a_head_of_an_organisation_that_is_gone_is_told(file: Path) -> None:
    kept = heads.read(file)
    gone = chain.SignedHead(uuid7(), "reads", 3, "x", "y")
    assert [b.what for b in chain.verify_all([*kept, gone])] == ["its organisation is gone"]


def test_another_installations_heads_are_told(file: Path) -> None:
    text = file.read_text().replace('"signature": "', '"signature": "0')
    file.write_text(text)
    assert len(list(inside.log(heads.read(file)))) == 2


def test_a_file_of_something_else_is_told(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("not heads")
    with pytest.raises(heads.UnreadableHeads):
        heads.read(other)
    assert [f.state for f in doctor._log(other, None)] == ["broken"]


def test_ends_are_saved_only_of_a_log_that_holds(file: Path, tmp_path: Path) -> None:
    assert [f.is_well for f in doctor._log(file, tmp_path / "new")] == [True, True]
    file.write_text(file.read_text().replace('"signature": "', '"signature": "0'))
    assert not all(f.is_well for f in doctor._log(file, tmp_path / "newer"))
    assert not (tmp_path / "newer").exists()
