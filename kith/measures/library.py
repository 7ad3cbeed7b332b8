"""The instruments: data files of this room, and those an installation has brought in itself.

Needs no database and no Django, so that `kith measures score` answers at once.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from kith.core import yamls
from kith.measures.rules.definition import (
    Band,
    ChangeValues,
    Flags,
    Instrument,
    Item,
    Licence,
    Missing,
    Scoring,
    Subscale,
    Text,
)

DATA = Path(__file__).parent / "data"
_folders: list[Path] = [DATA]


class UnknownInstrument(LookupError):
    """No instrument goes by this name."""


class Malformed(ValueError):
    """A data file does not say what it must. The sentence names the file and what is wrong."""


def look_also_in(folder: Path) -> None:
    """Read the instruments of an installation's own folder too; later files win over earlier."""
    if folder not in _folders:
        _folders.append(folder)
        instruments.cache_clear()


@cache
def instruments() -> Mapping[str, Instrument]:
    """Every instrument by its name, in alphabetical order."""
    raw = _raw()
    return {name: _instrument(name, raw) for name in sorted(raw)}


def get(name: str) -> Instrument:
    """One instrument; capitals, spaces and dots make no difference. UnknownInstrument otherwise."""
    wanted = _plain(name)
    for instrument in instruments().values():
        if wanted in (_plain(instrument.name), _plain(instrument.short)):
            return instrument
    raise UnknownInstrument(f"There is no measure called {name}. `kith measures list` names all.")


def parse(raw: Mapping[str, Any]) -> Instrument:
    """One instrument from the content of a data file that stands alone."""
    return _instrument(str(raw.get("name", "?")), {str(raw.get("name", "?")): dict(raw)})


def _plain(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())


def _raw() -> dict[str, dict[str, Any]]:
    """The content of every file by instrument. A file that only adds `texts` is laid over."""
    found: dict[str, dict[str, Any]] = {}
    for path in _files():
        content = yamls.read(path)
        if not isinstance(content, dict) or "name" not in content:
            raise Malformed(f"{path.name} is no instrument: it has no name.")
        name = str(content["name"])
        added = content.pop("adds_texts_to", None)
        if added and name in found:
            found[name].setdefault("texts", {}).update(content["texts"])
        else:
            found[name] = content
    return found


def _files() -> Iterator[Path]:
    for folder in _folders:
        yield from sorted(folder.rglob("*.yaml"))


def _instrument(name: str, raw: Mapping[str, dict[str, Any]]) -> Instrument:
    content = raw[name]
    try:
        values = tuple(content["values"])
        licence, flags = Licence(**content["licence"]), Flags(**content["flags"])
        loinc = content.get("loinc", {})
        lowest, highest = content.get("range", (None, None))
        return Instrument(
            name=name, short=content["short"], title=content["title"], about=content["about"],
            version=str(content["version"]), recall=content["recall"], better=content["better"],
            source=content["source"], licence=licence, flags=flags,
            items=tuple(_item(item, values) for item in content["items"]),
            scoring=_scoring(content["scoring"]), asked_by=content.get("asked_by", "person"),
            lowest=_decimal(lowest), highest=_decimal(highest),
            bands=tuple(Band(Decimal(str(at)), code) for at, code in content.get("bands", ())),
            subscales=tuple(
                Subscale(s["name"], tuple(s["items"])) for s in content.get("subscales", ())
            ),
            change=_change(content.get("change")), loinc_panel=loinc.get("panel", ""),
            loinc_total=loinc.get("total", ""),
            loinc_answers=loinc.get("answers", {}), names=_names(content.get("names", {})),
            texts=_texts(content, raw, flags), self_check=content.get("self_check", False),
            stand_in=content.get("stand_in", ""),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError) as error:
        raise Malformed(f"The instrument {name} cannot be read: {error!r}.") from error


def _item(raw: Mapping[str, Any], values: tuple[Any, ...]) -> Item:
    known = dict(raw)
    known["values"] = tuple(known.get("values", values))
    known["counts"] = tuple(known.get("counts", ()))
    return Item(**known)


def _scoring(raw: Mapping[str, Any]) -> Scoring:
    table = raw.get("table", {})
    return Scoring(
        kind=raw["kind"], missing=Missing(**raw.get("missing", {})), times=raw.get("times", 1),
        places=raw.get("places", 0), table_from=table.get("from", 0),
        table=tuple(Decimal(number) for number in table.get("metric", ())),
    )  # fmt: skip


def _change(raw: Mapping[str, Any] | None) -> ChangeValues | None:
    if raw is None:
        return None
    numbers = {key: _decimal(value) for key, value in raw.items() if key != "source"}
    return ChangeValues(source=raw["source"], **numbers)


def _names(raw: Mapping[Any, Any]) -> dict[str, Any]:
    """YAML reads a bare yes as True: people write the word."""
    words = {True: "yes", False: "no"}
    return {words.get(key, str(key)).replace("_", " "): value for key, value in raw.items()}


def _decimal(number: Any) -> Decimal | None:
    return None if number is None else Decimal(str(number))


def _texts(
    content: Mapping[str, Any], raw: Mapping[str, dict[str, Any]], flags: Flags
) -> dict[str, Text]:
    """Its own wordings, and those it shares with the instrument it is a part of."""
    found = {}
    shared = content.get("texts_of")
    if shared:
        other = raw[shared["instrument"]]
        places = [
            place for place, item in enumerate(other["items"]) if item["id"] in shared["items"]
        ]
        for language, text in other.get("texts", {}).items():
            part = [text["items"][place] for place in places]
            found[language] = _text(
                language, {**text, "items": part, "title": shared["title"]}, flags
            )
    for language, text in content.get("texts", {}).items():
        found[language] = _text(language, text, flags)
    for language, text_ in found.items():
        if len(text_.items) != len(content["items"]):
            raise ValueError(f"its wording in {language} has another number of items")
    return found


def _text(language: str, raw: Mapping[str, Any], flags: Flags) -> Text:
    own = raw.get("flags")
    return Text(
        language=language, standing=raw["standing"], source=raw["source"],
        licence=Licence(**raw["licence"]), flags=Flags(**own) if own else flags,
        title=raw["title"], instructions=raw["instructions"], options=tuple(raw["options"]),
        items=tuple(raw["items"]),
    )  # fmt: skip
