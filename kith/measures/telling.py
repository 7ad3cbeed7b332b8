"""Instruments and results as plain JSON, and in English for the terminal. Pages have their words in
`kith.measures.words`, in every language.
"""

from dataclasses import asdict, replace
from decimal import Decimal
from typing import Any

from kith.measures.rules.change import Change
from kith.measures.rules.definition import ChangeValues, Instrument
from kith.measures.rules.scoring import Result


def number(value: Decimal | None) -> int | float | None:
    """As JSON writes it: whole where it is whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def result_as_json(instrument: Instrument, result: Result) -> dict[str, Any]:
    """Everything about one result; `score` is null unless it could be scored."""
    raised = result.concern
    return {
        "instrument": instrument.name,
        "version": instrument.version,
        "scored": result.is_scored,
        "score": number(result.score),
        "range": [number(instrument.lowest), number(instrument.highest)],
        "better": instrument.better,
        "band": result.band if result.is_scored else None,
        "at_least": result.band if not result.is_scored and result.band else None,
        "raw": number(result.raw),
        "prorated": result.is_prorated,
        "answered": result.answered,
        "items": result.asked,
        "missing": list(result.missing),
        "reason": result.reason or None,
        "subscales": {name: number(value) for name, value in result.subscales.items()},
        "apart": dict(result.apart),
        "concern": {"severity": raised.severity, "items": list(raised.items)} if raised else None,
        "safety_unanswered": list(result.safety_unanswered),
    }


def result_in_english(instrument: Instrument, result: Result) -> str:
    """One sentence."""
    if not result.is_scored:
        return f"{instrument.short}: not scored ({result.reason}; missing {list(result.missing)})."
    said = number(result.score) if result.score is not None else result.band
    of = "" if instrument.highest is None else f" of {number(instrument.highest)}"
    band = f" ({result.band})" if result.band and result.score is not None else ""
    raised = f" Concern: {result.concern.severity}." if result.concern else ""
    return f"{instrument.short}: {said}{of}{band}.{raised}"


def summary(instrument: Instrument) -> dict[str, Any]:
    """What a list shows."""
    return {
        "name": instrument.name, "short": instrument.short, "title": instrument.title,
        "version": instrument.version, "items": len(instrument.items),
        "range": [number(instrument.lowest), number(instrument.highest)],
        "better": instrument.better, "languages": sorted(instrument.texts),
        "licence": instrument.licence.name, "flags": asdict(instrument.flags),
    }  # fmt: skip


def whole(instrument: Instrument) -> dict[str, Any]:
    """Everything a data file says."""
    values = instrument.change
    return {
        **summary(instrument),
        "about": instrument.about, "recall": instrument.recall, "source": instrument.source,
        "asked_by": instrument.asked_by, "licence": asdict(instrument.licence),
        "loinc": {"panel": instrument.loinc_panel, "total": instrument.loinc_total},
        "scoring": {
            "kind": instrument.scoring.kind, "times": instrument.scoring.times,
            "places": instrument.scoring.places, "missing": asdict(instrument.scoring.missing),
        },
        "item_list": [
            {"id": i.id, "loinc": i.loinc, "values": list(i.values), "reversed": i.reversed,
             "scored": i.scored, "when": i.when, "raises": {str(k): v for k, v in i.raises.items()}}
            for i in instrument.items
        ],
        "bands": [{"from": number(band.start), "code": band.code} for band in instrument.bands],
        "subscales": [asdict(subscale) for subscale in instrument.subscales],
        "change": {key: number(value) if isinstance(value, Decimal) else value
                   for key, value in asdict(values).items()} if values else None,
        "texts": {language: asdict(text) for language, text in instrument.texts.items()},
    }  # fmt: skip


def whole_in_english(instrument: Instrument, language: str) -> str:
    """For the terminal: the wording if it may be shown, then how it is scored."""
    lines = [f"{instrument.short}: {instrument.title} ({instrument.version})", instrument.source]
    text = instrument.text_in(language)
    if text:
        lines += ["", text.instructions, *(f"{n}. {t}" for n, t in enumerate(text.items, 1))]
        lines += ["", f"{text.licence.name}: {text.licence.words}", f"Read at: {text.source}"]
    else:
        lines += ["", f"No wording in {language} here. {instrument.licence.words}"]
    bands = ", ".join(f"{number(band.start)} {band.code}" for band in instrument.bands)
    lines += ["", f"Bands from: {bands or 'none'}. Better: {instrument.better}."]
    return "\n".join(lines)


def change_as_json(instrument: Instrument, change: Change) -> dict[str, Any]:
    """A change with all that it says."""
    return {
        "instrument": instrument.name,
        "points": number(change.points),
        "rci": None if change.rci is None else float(round(change.rci, 4)),
        "verdict": change.verdict,
        "reliable": change.is_reliable,
        "recovered": change.is_recovered,
        "reliable_recovery": change.is_reliable_recovery,
    }


def with_spread(
    instrument: Instrument, sd: Decimal | None, reliability: Decimal | None
) -> Instrument:
    """The same instrument judged by another spread and reliability, where both are given."""
    if sd is None or reliability is None:
        return instrument
    known = instrument.change or ChangeValues(source="")
    values = replace(known, source="given", reliable=None, sd=sd, reliability=reliability)
    return replace(instrument, change=values)
