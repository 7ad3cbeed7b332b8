"""What a folder, an archive or a file is: which layout, which files, and what was left aside."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import orjson
from django.utils.translation import gettext as _

from kith.directory.importing import jsonfiles, mapped, nested, tabular
from kith.directory.importing.opening import NotRecognised
from kith.directory.importing.records import Found, Loss
from kith.directory.importing.tables import MODELS

CSV = frozenset((".csv", ".tsv"))
JSON = frozenset((".json", ".ndjson", ".jsonl"))


class Reader(Protocol):
    """Iterating gives rows and losses, the same ones in the same order each time."""

    rows: dict[str, int]
    tables: set[str]

    @property
    def is_24(self) -> bool: ...

    def __iter__(self) -> Iterator[Found | Loss]: ...


@dataclass(slots=True)
class FileSet:
    """Files that belong together, and how to read them. `skipped`: file -> why it is left aside."""

    layout: str
    reader: Reader
    files: dict[str, Path]
    skipped: dict[str, str] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(path.stat().st_size for path in self.files.values())

    def fingerprint(self, *more: str) -> str:
        """The same for the same files and choices, so that a killed run can be found again."""
        digest = hashlib.sha256("\n".join((self.layout, *more)).encode())
        for name, path in sorted(self.files.items()):
            digest.update(name.encode())
            with path.open("rb") as file:
                while block := file.read(1 << 20):
                    digest.update(block)
        return digest.hexdigest()


def recognise(path: Path, mapping: Path | Mapping[str, Any] | None = None) -> FileSet:
    """The file set at a path. An archive must have been unpacked. Raises NotRecognised."""
    files = _files(path)
    if mapping is not None:
        plan = mapped.load(mapping)
        wanted = {n: p for n, p in files.items() if p.suffix.lower() in CSV | JSON}
        wanted, skipped = _matching(wanted, plan)
        return FileSet("mapping", mapped.Mapped(wanted, plan), wanted, skipped)
    sheets, skipped = _sheets(path, files)
    if sheets:
        chosen = {sheet.name: sheet.path for sheet in sheets}
        return FileSet("hsds-csv", tabular.Tables(sheets), chosen, skipped)
    records, skipped = _json(files)
    if not records:
        raise NotRecognised(_seen(path, files))
    return FileSet("hsds-json", jsonfiles.Records(records), records, skipped)


def _seen(path: Path, files: dict[str, Path]) -> dict[str, str]:
    """Why nothing here was recognised, file by file."""
    if files:
        return {name: _fault(file) for name, file in files.items()}
    others = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
    return {p.name: _("not CSV, JSON or an archive of them") for p in others} or {
        path.name: _("there is no file in it")
    }


def _fault(file: Path) -> str:
    if not file.stat().st_size:
        return _("it is empty")
    if file.suffix.lower() in CSV:
        heading = ", ".join(next(tabular.raw_rows(file), [])[:8])
        return _("its columns are not those of a directory: %(heading)s") % {"heading": heading}
    for _number, record in jsonfiles.records(file):
        if isinstance(record, Exception):
            return _("it is not whole JSON: %(fault)s") % {"fault": record}
        break
    return _("no services or organisations were found in it")


def _files(path: Path) -> dict[str, Path]:
    """Data files by the name they have under the path, in a stable order."""
    if path.is_file():
        return {path.name: path} if path.suffix.lower() in CSV | JSON else {}
    found = sorted(p for p in path.rglob("*") if p.is_file() and p.suffix.lower() in CSV | JSON)
    hidden = [p for p in found if any(part.startswith(".") for part in p.relative_to(path).parts)]
    return {str(p.relative_to(path)): p for p in found if p not in hidden}


def _matching(
    files: dict[str, Path], plan: Mapping[str, Any]
) -> tuple[dict[str, Path], dict[str, str]]:
    """The files a mapping speaks of."""
    patterns = [p.match.lower() for p in mapped.plans(plan)]
    matches = {
        name: path for name, path in files.items()
        if any(Path(name.lower()).match(pattern) for pattern in patterns)
    }  # fmt: skip
    if not matches:
        raise NotRecognised({name: _("not in the mapping") for name in files})
    return matches, {name: "not in the mapping" for name in files if name not in matches}


def _sheets(path: Path, files: dict[str, Path]) -> tuple[list[tabular.Sheet], dict[str, str]]:
    """CSV files that are tables of HSDS, called what a data package calls them."""
    called, skipped = _package(files)
    sheets: list[tabular.Sheet] = []
    for name, file in files.items():
        if file.suffix.lower() not in CSV:
            skipped[name] = "not a table" if file.suffix.lower() in JSON else "unknown"
            continue
        sheet = tabular.sheet(file, name, called.get(file.resolve(), ""))
        if sheet is None:
            skipped[name] = "not a table of HSDS"
        else:
            sheets.append(sheet)
    order = {name: i for i, name in enumerate(MODELS)}
    sheets.sort(key=lambda s: (order.get(s.table, -1), s.name))
    return sheets, skipped


def _package(files: dict[str, Path]) -> tuple[dict[Path, str], dict[str, str]]:
    """Names of resources in a datapackage.json, and those whose file is not here. A broken one is
    no reason not to read the files."""
    called: dict[Path, str] = {}
    missing: dict[str, str] = {}
    there = {file.resolve() for file in files.values()}
    for name, path in files.items():
        if Path(name).name != "datapackage.json":
            continue
        try:
            resources = orjson.loads(path.read_bytes()).get("resources", [])
            for one in resources:
                if isinstance(one.get("path"), str):
                    file = (path.parent / one["path"]).resolve()
                    called[file] = str(one.get("name", ""))
                    if file not in there:
                        missing[one["path"][:200]] = "named in datapackage.json, and not here"
        except (orjson.JSONDecodeError, AttributeError):
            continue
    return called, missing


def _json(files: dict[str, Path]) -> tuple[dict[str, Path], dict[str, str]]:
    """JSON files in which records of HSDS are found among the first ones."""
    records: dict[str, Path] = {}
    skipped: dict[str, str] = {}
    for name, path in files.items():
        if path.suffix.lower() in JSON and _has_records(name, path):
            records[name] = path
        else:
            skipped[name] = "no records of a directory"
    return records, skipped


def _has_records(name: str, path: Path, look_at: int = 20) -> bool:
    if Path(name).name == "datapackage.json":
        return False
    hint = jsonfiles.hint_of(name)
    for number, (_row, record) in enumerate(jsonfiles.records(path)):
        if number >= look_at:
            return False
        if jsonfiles.is_tables(record):
            return True
        inner = jsonfiles.unwrapped(record)
        for one in inner if isinstance(inner, list) else [inner]:
            if nested.kind_of(one, hint):
                return True
    return False
