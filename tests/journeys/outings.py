"""The fixture of the van's journeys: `outing.py` kept running beside the site, the town built once.

Not in conftest.py: only a module that asks for it starts it.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from tests.journeys.conftest import ROOT, Site


@dataclass
class Outing:
    """name: of the region. ines: who drives, to sign in with."""

    process: subprocess.Popen
    name: str
    ines: str = ""

    def tell(self, *words: str) -> Any:
        """One word, with what it needs; its answer."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(" ".join(words) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, f"the town did not answer to {words}"
        return json.loads(line)


@pytest.fixture(scope="module")
def outing(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outing]:
    """A corner of the made-up town."""
    with beside(site, "Larkhaven corner") as found:
        files = found.tell("files", str(tmp_path_factory.mktemp("corner")))
        yield lived_in(found, site, files)


@contextmanager
def beside(site: Site, name: str) -> Iterator[Outing]:
    """The process; its region is gone afterwards."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.outing"], env=site.environment, cwd=ROOT,
        text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as process:  # fmt: skip
        try:
            yield Outing(process, name)
        finally:
            assert process.stdin
            process.stdin.close()  # it reads no more words, and ends
            slug = name.lower().replace(" ", "-")
            regions = f"{site.environment['KITH_HOME']}/regions/{slug}"
            shutil.rmtree(regions, ignore_errors=True)


def lived_in(found: Outing, site: Site, files: list[str], *people: str) -> Outing:
    """Built by the command that builds any region; with Ines, her van and places to stop. people:
    a table of who lives where, whose fullest parts are the places."""
    site.run("-m", "kith.config.cli", "region", "build", *files, "--name", found.name)
    found.ines = found.tell("town", *people)["ines"]
    return found
