"""Files of any other layout, by a mapping: which column is which, written in YAML.

    files:                           # optional: which files, and words to use in them
      - match: "*mental*"
        set: {kind: Mental health}
    rows:                            # one block for each row that a record becomes
      service:
        id: "{@stem}|{Name}|{Street}"     # a template; {@stem} is the name of the file
        name: Name                        # a column
        url: [Website, Link]              # the first that says something
        status: =active                   # these very words
        organization_id: "{Name|before:: }"
      language:
        each: Languages                   # a list in a cell: one row for each part
        split: ","
        service_id: "{ID}"
        name: "{@each}"

docs/reference/imports.md has the whole format. The mapping files of the hsds-transformer
(table: column: {model, field}) are understood too.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext_lazy as _

from kith.core import yamls
from kith.core.refusals import Refusal
from kith.directory.importing import jsonfiles, names, tabular
from kith.directory.importing.names import key
from kith.directory.importing.records import Found, Loss, excerpt
from kith.directory.importing.tables import MODELS, table
from kith.directory.importing.values import plain

ABOVE = frozenset(("organization", "location", "taxonomy", "taxonomy_term", "program", "unit"))
"""Tables of which many records mention the same row; a second mention is no loss."""
ORDERS = frozenset(("each", "split", "when", "unless", "repeats"))
OWN = frozenset(("is_confidential", "hours", "weekday", "status", "exclude", "flag"))
"""What a row may say besides its columns: the rules of the import look at it."""
_SLOT = re.compile(r"\{([^{}|]+)((?:\|[a-z]+(?::[^{}|]*)?)*)\}")


class BadMapping(Refusal):
    """A mapping that cannot be followed; the message says where."""

    status = 422


@dataclass(frozen=True, slots=True)
class Block:
    """What one record becomes in one table."""

    table: str
    columns: Mapping[str, Any]
    each: str = ""
    split: str = ","
    when: str = ""
    unless: str = ""
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """The blocks for the files whose names match."""

    match: str
    words: Mapping[str, str]
    blocks: tuple[Block, ...]


def load(mapping: Path | Mapping[str, Any]) -> Mapping[str, Any]:
    """The mapping as written, from a file or as it is."""
    if isinstance(mapping, Mapping):
        return mapping
    try:
        data = yamls.read(mapping)
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        raise BadMapping(_("The mapping file cannot be read.")) from error
    if not isinstance(data, dict):
        raise BadMapping(_("The mapping file is empty or has no “rows”."))
    return data


def plans(mapping: Mapping[str, Any]) -> list[Plan]:
    """Check a mapping and make it ready. Raises BadMapping naming what is wrong."""
    if "rows" not in mapping and "files" not in mapping:
        return _of_transformer(mapping)
    common = mapping.get("rows") or {}
    files = mapping.get("files") or [{"match": "*"}]
    made = []
    for entry in files:
        rows = {**common, **(entry.get("rows") or {})}
        words = {str(k): str(v) for k, v in (entry.get("set") or {}).items()}
        blocks = tuple(_block(name, columns) for name, columns in rows.items())
        made.append(Plan(str(entry.get("match", "*")), words, blocks))
    return made


def _block(name: str, columns: Any) -> Block:
    table_name = names.table_of(str(name).split(".")[0])
    if table_name not in MODELS or not isinstance(columns, dict):
        raise BadMapping(_("“%(name)s” is not a table of HSDS.") % {"name": name})
    own = {
        "id",
        "is_confidential",
        "do_not_list",
        "do_not_refer",
        "hours",
        "weekday",
        "status",
        "exclude",
        "flag",
    }
    known = {column.name for column in table(table_name).columns} | own
    unknown = set(columns) - known - ORDERS
    if unknown:
        raise BadMapping(
            _("“%(table)s” has no column “%(column)s”.")
            % {"table": table_name, "column": sorted(unknown)[0]}
        )
    rest = {k: v for k, v in columns.items() if k not in ORDERS}
    return Block(
        table_name, rest, str(columns.get("each", "")), str(columns.get("split", ",")),
        str(columns.get("when", "")), str(columns.get("unless", "")),
        bool(columns.get("repeats", table_name in ABOVE)),
    )  # fmt: skip


def _of_transformer(mapping: Mapping[str, Any]) -> list[Plan]:
    """The mapping files of the hsds-transformer: file: column: {model, field, foreign_key_...}."""
    made = []
    for stem, columns in mapping.items():
        if not isinstance(columns, dict):
            raise BadMapping(_("The mapping file is empty or has no “rows”."))
        blocks: dict[str, dict[str, Any]] = {}
        for said, places in (columns.get("columns") or columns).items():
            for place in places if isinstance(places, list) else [places]:
                _place(blocks, str(said), place)
        match = str(stem) if "." in str(stem) else f"{stem}.*"
        made.append(Plan(match, {}, tuple(_block(k, v) for k, v in blocks.items())))
    if not any(plan.blocks for plan in made):
        raise BadMapping(_("The mapping file is empty or has no “rows”."))
    return made


def _place(blocks: dict[str, dict[str, Any]], said: str, place: Any) -> None:
    if not isinstance(place, dict) or "model" not in place:
        raise BadMapping(_("“%(name)s” is not a table of HSDS.") % {"name": place})
    name = names.table_of(str(place["model"]))
    if not name:
        return  # tables of HSDS 1 that HSDS 3 has no more, such as eligibilities
    block = blocks.setdefault(name, {})
    field = str(place.get("field", ""))
    field = names.COLUMNS.get(name, {}).get(field, field)
    if field in table(name).known | OWN:
        block.setdefault(field, said)
    if place.get("foreign_key_name"):
        link = str(place["foreign_key_name"])
        if link in table(name).known:
            block[link] = str(place.get("foreign_key_value", ""))
    if str(place.get("model", "")) in names.POSTAL:
        block.setdefault("address_type", "=postal")


class Mapped:
    """Files read by a mapping. Iterating gives rows; `rows` says how many records each had."""

    is_24 = False

    def __init__(self, files: dict[str, Path], mapping: Mapping[str, Any]) -> None:
        self._files, self._plans = files, plans(mapping)
        self.rows = dict.fromkeys(files, 0)
        self.tables = {block.table for plan in self._plans for block in plan.blocks}

    def __iter__(self) -> Iterator[Found | Loss]:
        for name, path in self._files.items():
            matching = [p for p in self._plans if fnmatch(name.lower(), p.match.lower())
                        or fnmatch(Path(name).name.lower(), p.match.lower())]  # fmt: skip
            for number, record in _records(path):
                self.rows[name] += 1
                if not isinstance(record, dict) or not matching:
                    yield Loss(name, number, "", "", "unreadable", True, excerpt(record))
                    continue
                yield from _found(matching[0], name, number, record)


def _records(path: Path) -> Iterator[tuple[int, Any]]:
    if path.suffix.lower() in (".csv", ".tsv"):
        rows = tabular.raw_rows(path)
        heading = [cell.strip().lstrip("\ufeff") for cell in next(rows, [])]
        for number, cells in enumerate(rows, start=2):
            if any(cells):
                yield number, dict(zip(heading, cells, strict=False))
        return
    for number, record in jsonfiles.records(path):
        inner = record.get("properties") if isinstance(record, dict) else None
        yield number, {**record, **inner} if isinstance(inner, dict) else record


def _found(plan: Plan, name: str, number: int, record: dict[str, Any]) -> Iterator[Found]:
    cells = _Cells(record, plan.words, Path(name).stem, number)
    for block in plan.blocks:
        if (block.when and not cells.get(block.when)) or (block.unless and cells.get(block.unless)):
            continue
        parts = [""]
        if block.each:
            parts = [p.strip() for p in cells.get(block.each).split(block.split) if p.strip()]
        for part in parts:
            said = {column: cells.fill(how, part) for column, how in block.columns.items()}
            told = [column for column, how in block.columns.items() if not _is_given(how)]
            if not told or any(said[column] for column in told):
                yield Found(block.table, said, name, number, block.repeats)


def _is_given(how: Any) -> bool:
    """Whether a column is filled with fixed words: a row of nothing else says nothing."""
    return isinstance(how, str) and how.startswith("=")


class _Cells:
    """The columns of one record, by their own names or as `key` writes them."""

    def __init__(
        self, record: dict[str, Any], words: Mapping[str, str], stem: str, number: int
    ) -> None:
        self._record = record
        self._plain = {key(str(name)): value for name, value in record.items()}
        self._words = {**words, "@stem": stem, "@row": str(number)}

    def get(self, name: str) -> str:
        if name in self._words:
            return self._words[name]
        value = self._record.get(name)
        if value is None and "." in name:
            value = _deep(self._record, name)
        if value is None:
            value = self._plain.get(key(name))
        return "" if value is None else plain(value)

    def fill(self, how: Any, part: str) -> str:
        """The words for one column: the first of several ways that says something."""
        if isinstance(how, list):
            return next((said for one in how if (said := self.fill(one, part))), "")
        how = str(how)
        if how.startswith("="):
            return how[1:]
        if "{" not in how:
            return self.get(how)
        return _SLOT.sub(lambda match: self._slot(match[1], match[2], part), how).strip()

    def _slot(self, name: str, pipes: str, part: str) -> str:
        """{Name|before:: } and so on; several names with // between are tried in turn."""
        said = ""
        for one in name.split("//"):
            said = part if one == "@each" else self.get(one.strip())
            if said:
                break
        for pipe in filter(None, pipes.split("|")):
            verb, _colon, argument = pipe.partition(":")
            said = _pipe(said, verb, argument)
        return said


def _pipe(said: str, verb: str, argument: str) -> str:
    if verb == "before":
        return said.split(argument, 1)[0].strip()
    if verb == "after":
        return said.split(argument, 1)[-1].strip()
    if verb == "lower":
        return said.lower()
    raise BadMapping(_("“%(name)s” is not something a mapping can do.") % {"name": verb})


def _deep(record: Any, name: str) -> Any:
    for part in name.split("."):
        record = record.get(part) if isinstance(record, dict) else None
    return record
