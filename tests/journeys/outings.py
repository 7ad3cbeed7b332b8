"""The fixture of the van's journeys: `outing.py` kept running beside the site, the town built once.

Not in conftest.py: only a module that asks for it starts it.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.journeys.conftest import ROOT, Site

NAME, SLUG = "Larkhaven corner", "larkhaven-corner"


@dataclass
class Outing:
    """ines: who drives, to sign in with."""

    process: subprocess.Popen
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
    """The town is built by the command that builds any region."""
    folder = tmp_path_factory.mktemp("corner")
    with subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.outing"], env=site.environment, cwd=ROOT,
        text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as process:  # fmt: skip
        found = Outing(process)
        try:
            files = found.tell("files", str(folder))
            command = ["-m", "kith.config.cli", "region", "build", *files, "--name", NAME]
            site.run(*command)
            found.ines = found.tell("town")["ines"]
            yield found
        finally:
            assert process.stdin
            process.stdin.close()  # it reads no more words, and ends
            regions = f"{site.environment['KITH_HOME']}/regions/{SLUG}"
            shutil.rmtree(regions, ignore_errors=True)
