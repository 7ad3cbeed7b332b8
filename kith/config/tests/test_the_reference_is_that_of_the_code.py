"""docs/reference names every command and every setting, as they are."""

import re
from pathlib import Path

import pytest

from kith.config.cli import reference

ROOT = Path(__file__).resolve().parents[3]
DOCS = ROOT / "docs" / "reference"
pytestmark = pytest.mark.skipif(not DOCS.exists(), reason="an installed package has no docs")


def test_the_reference_of_the_command_is_up_to_date() -> None:
    assert (DOCS / "command-line.md").read_text() == reference.pages(), (
        "python -m kith.config.cli.reference > docs/reference/command-line.md"
    )


def test_every_setting_is_documented() -> None:
    named = {
        name
        for file in ROOT.glob("kith/**/*.py")
        if "tests" not in file.parts
        for name in re.findall(r"""["'](KITH_[A-Z_]+)["']""", file.read_text())
    }
    told = (DOCS / "settings.md").read_text()
    assert sorted(name for name in named if f"`{name}" not in told) == []
