"""What goes into a version of a region, and the digest that names it."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from kith.region.building.refusals import CannotBuild
from kith.region.rules import population
from kith.region.rules.population import Columns

FORM = 3
"""Of what is built; counts up when arrays or assumptions change, so that versions never mix."""
EXTRACTS = (".pbf", ".osm", ".bz2", ".gz")


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files, and what the caller says about them."""

    extract: Path
    feeds: tuple[Path, ...] = ()
    population: Path | None = None
    columns: Columns = field(default_factory=Columns)
    name: str = ""

    @property
    def title(self) -> str:
        """The name, or the file's, without what all extracts are called by."""
        bare = re.sub(
            r"(\.osm)?\.pbf$|\.osm(\.gz|\.bz2)?$|[-_]latest|[-_]osm", "", self.extract.name
        )
        return self.name or re.sub(r"[-_.]+", " ", bare).strip().title() or "Region"

    @property
    def slug(self) -> str:
        plain = unicodedata.normalize("NFKD", self.title).encode("ascii", "ignore").decode()
        return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60] or "region"


def sorted_out(
    extract: Path, others: Sequence[Path], *, name: str = "", columns: Columns | None = None
) -> Inputs:
    """Which file is what, by its ending. CannotBuild names the one that is nothing."""
    for path in (extract, *others):
        if not path.is_file():
            raise CannotBuild(_("There is no file %(path)s.") % {"path": path})
    feeds = tuple(path for path in others if path.suffix.lower() == ".zip")
    tables = [path for path in others if path.suffix.lower() in population.FILES]
    for path in others:
        if path not in feeds and path not in tables:
            raise CannotBuild(
                _("%(file)s is neither a timetable (.zip) nor a population (.csv, .geojson).")
                % {"file": path.name}
            )
    if len(tables) > 1:
        raise CannotBuild(_("One table of the population at a time, please."))
    return Inputs(extract, feeds, tables[0] if tables else None, columns or Columns(), name)


def digest(inputs: Inputs) -> str:
    """The same files and choices have the same digest, wherever they lie."""
    told = {
        "form": FORM,
        "name": inputs.title,
        "extract": sha256(inputs.extract),
        "feeds": [[path.stem, sha256(path)] for path in inputs.feeds],
        "population": sha256(inputs.population) if inputs.population else "",
        "columns": [inputs.columns.id, inputs.columns.population, inputs.columns.groups],
    }
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
