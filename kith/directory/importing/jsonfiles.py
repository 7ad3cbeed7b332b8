"""JSON and ndjson files: finding the records in whatever they are wrapped in."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from kith.directory.importing import names, nested, opening
from kith.directory.importing.names import key
from kith.directory.importing.records import Found, Loss, excerpt
from kith.directory.importing.values import plain

WRAPPERS = ("hsds", "hsds_organization", "hsds_service", "hsds_data", "record", "data", "item",
            "payload",
    "schema", "entity", "result", "organization_record")  # fmt: skip
LISTS = (
    "contents",
    "content",
    "results",
    "items",
    "records",
    "data",
    "services",
    "organizations",
    "value",
)
LOCAL_AT_LEAST, LOCAL_SHARE = 3, 0.01
"""From so many mentions of one id for different things on, ids hold within one record only."""

Numbered = Iterator[tuple[int, Any]]


def records(path: Path) -> Numbered:
    """(number, record) of a file: lines of ndjson, the contents of a page, the items of a list."""
    if path.suffix.lower() in (".ndjson", ".jsonl") or _has_lines(path):
        yield from _lines(path)
        return
    data = _load(path)
    if isinstance(data, dict):
        data = _contents(data)
    if isinstance(data, list):
        yield from enumerate(data, start=1)
    else:
        yield 1, data


def _load(path: Path) -> Any:
    try:
        return orjson.loads(path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError:
        file, _guessed = opening.text(path)
        with file:
            text = file.read()
        try:
            return orjson.loads(text)
        except orjson.JSONDecodeError as error:
            return error


def _contents(data: dict[str, Any]) -> Any:
    """The records of an envelope: a Page of HSDS, or tables by name."""
    if "name" not in data and "id" not in data:
        for name in LISTS:
            if isinstance(data.get(name), list) and not _is_bundle(data, name):
                return data[name]
    return data


def _is_bundle(data: dict[str, Any], name: str) -> bool:
    others = [
        k for k, v in data.items() if k != name and isinstance(v, dict | list) and names.table_of(k)
    ]
    return name in ("services", "organizations", "data") and bool(others)


def _has_lines(path: Path) -> bool:
    """A .json file may hold one record a line."""
    with path.open("rb") as file:
        first, second = file.readline(1 << 22).strip(), file.readline(1 << 22).strip()
    if not (first.startswith(b"{") and first.endswith(b"}") and second.startswith(b"{")):
        return False
    try:
        orjson.loads(first)
    except orjson.JSONDecodeError:
        return False
    return True


def _lines(path: Path) -> Numbered:
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            line = line.strip().removeprefix(b"\xef\xbb\xbf")
            if not line:
                continue
            try:
                yield number, orjson.loads(line)
            except orjson.JSONDecodeError:
                yield number, ValueError(excerpt(line.decode(errors="replace")))


def unwrapped(record: Any) -> Any:
    """The record inside its envelope ({source, raw, hsds}), or itself."""
    if isinstance(record, dict):
        for wrapper in WRAPPERS:
            inner = record.get(wrapper)
            if isinstance(inner, dict | list) and (
                wrapper.startswith("hsds") or "name" not in record
            ):
                return unwrapped(inner) if isinstance(inner, dict) else inner
    return record


def hint_of(name: str) -> str:
    """What a file name says: service_full.json holds services."""
    stem = key(Path(name).stem)
    for tail in ("_full", "_list", "_data", "_list_data", "_package", "_response", "_export"):
        stem = stem.removesuffix(tail)
    return names.table_of(stem)


def is_tables(data: Any) -> bool:
    """Tables by name, as HSDS writes its "tabular" JSON: {"organizations.csv": [...]}."""
    return (
        isinstance(data, dict)
        and len(data) > 1
        and all(names.table_of(Path(k).stem) and isinstance(v, list) for k, v in data.items())
        and any(k.endswith(".csv") for k in data)
    )


class Records:
    """A set of JSON files. Iterating gives rows; `rows` says how many records each file had."""

    is_24 = True  # HSDS JSON has ISO 8601 times

    def __init__(self, files: dict[str, Path], *, local_ids: bool | None = None) -> None:
        self._files = files
        self.rows = dict.fromkeys(files, 0)
        self._local_ids = local_ids
        self.tables: set[str] = set()

    def __iter__(self) -> Iterator[Found | Loss]:
        local = self._are_ids_local() if self._local_ids is None else self._local_ids
        for name, path in self._files.items():
            hint = hint_of(name)
            for number, record in records(path):
                self.rows[name] += 1
                yield from self._take(name, number, record, hint, local)

    def _take(
        self, name: str, number: int, record: Any, hint: str, local: bool
    ) -> Iterator[Found | Loss]:
        if isinstance(record, Exception):
            yield Loss(name, number, "", "", "unreadable", True, excerpt(record))
            return
        if is_tables(record):
            yield from _flat(name, record)
            return
        inner = unwrapped(record)
        for one in inner if isinstance(inner, list) else [inner]:
            kind = nested.kind_of(one, hint)
            if not kind:
                yield Loss(name, number, "", "", "unreadable", True, excerpt(one))
                continue
            scope = scope_of(record, one) if local else ""
            try:
                yield from nested.Taker(name, number, scope).take(kind, one)
            except (TypeError, ValueError, AttributeError, KeyError, RecursionError):
                yield Loss(name, number, kind, "", "unreadable", True, excerpt(one))

    def _are_ids_local(self) -> bool:
        """Whether ids like "org_1" mean something else in each record: then each record has its
        own. Decided over all files before the first row, so that it does not depend on order."""
        meant: dict[tuple[str, str], str] = {}
        differ = count = 0
        for name, path in self._files.items():
            hint = hint_of(name)
            for _number, record in records(path):
                count += 1
                for kind, given, called in _named(unwrapped(record), hint):
                    differ += meant.setdefault((kind, given), called) != called
        return differ >= max(LOCAL_AT_LEAST, LOCAL_SHARE * count)


def _flat(name: str, tables: dict[str, list]) -> Iterator[Found | Loss]:
    for said, rows in tables.items():
        table = names.table_of(Path(said).stem)
        for number, row in enumerate(rows, start=1):
            if isinstance(row, dict):
                yield from nested.Taker(f"{name}", number).take(table, row)


def _named(record: Any, hint: str) -> Iterator[tuple[str, str, str]]:
    """(table, id, name) of a record and of what stands directly in it."""
    for one in record if isinstance(record, list) else [record]:
        if not isinstance(one, dict):
            continue
        kind = nested.kind_of(one, hint)
        if one.get("id") and kind:
            yield kind, plain(one["id"]), plain(one.get("name") or "")
        for said, value in one.items():
            table = names.table_of(said)
            if table in ("organization", "service", "location"):
                for child in value if isinstance(value, list) else [value]:
                    if isinstance(child, dict) and child.get("id"):
                        yield table, plain(child["id"]), plain(child.get("name") or "")


def scope_of(envelope: Any, record: Any) -> str:
    """What tells a record from all others when its ids do not: where it came from, its name and
    address. The same record with other hours tomorrow has the same scope."""
    said = [plain(envelope.get("source") or "")] if isinstance(envelope, dict) else []
    raw = envelope.get("raw") if isinstance(envelope, dict) else None
    if isinstance(raw, dict) and raw.get("id"):
        said.append(plain(raw["id"]))
    said += [_first(record, name) for name in ("name", "address_1", "city", "postal_code")]
    return hashlib.sha1("\n".join(said).encode(), usedforsecurity=False).hexdigest()[:16]


def _first(value: Any, wanted: str, depth: int = 0) -> str:
    """The first value under a key, nearest to the top."""
    if depth > 6:
        return ""
    if isinstance(value, dict):
        if plain(value.get(wanted) or ""):
            return plain(value[wanted])
        value = list(value.values())
    if isinstance(value, list):
        for child in value:
            if isinstance(child, dict | list) and (found := _first(child, wanted, depth + 1)):
                return found
    return ""
