"""Services as three real directories have them; made-up ones where the sets are not at hand.

Only what search reads is taken: names, descriptions, places, hours, languages, terms.
"""

import csv
import json
import os
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SHARED = Path(os.environ.get("KITH_SHARED", Path(__file__).parents[3] / "shared")) / "data"
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAY_NAMES = dict(
    zip(
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        DAYS,
        strict=True,
    )
)
SPOKEN = ("en", "es", "zh", "ar", "so", "fr", "pt", "fa", "ru", "vi")


@dataclass
class Seed:
    """One service at up to a few doors. hours: (byday, opens, closes) as HH:MM."""

    organization: str
    name: str
    description: str = ""
    doors: list[tuple[float | None, float | None, str, str]] = field(default_factory=list)
    phone: str = ""
    hours: list[tuple[str, str, str]] = field(default_factory=list)
    terms: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)


def seeds() -> list[Seed]:
    """About four thousand, always the same."""
    found = [*_samhsa(), *_new_york(), *_illinois()] if SHARED.exists() else []
    chance = random.Random(7)
    if not found:
        found = list(_made_up(chance, 4000))
    for seed in found:
        if not seed.languages:
            seed.languages = ["en", *(c for c in SPOKEN[1:] if chance.random() < 0.12)]
        if not seed.hours and chance.random() < 0.8:
            seed.hours = [("MO,TU,WE,TH,FR", "09:00", "17:00")]
    return found


def _samhsa() -> Iterator[Seed]:
    for file, kind in (("mentalhealth", "mental health"), ("substance_use", "substance use")):
        for row in json.loads((SHARED / "samhsa-ca-nv-or" / f"{file}.json").read_text()):
            organization, _, rest = row["Name"].partition(":")
            yield Seed(
                organization=organization.strip(),
                name=(rest or organization).strip() or row["Name"],
                description=f"{kind.capitalize()} treatment and support.",
                doors=[(row["Latitude"], row["Longitude"], row["Street"], row["City"])],
                phone=str(row.get("Phone") or ""),
                terms=[kind],
            )


def _rows(folder: str, name: str) -> list[dict[str, str]]:
    csv.field_size_limit(10**9)
    with (SHARED / folder / f"{name}.csv").open(encoding="utf-8-sig", errors="replace") as file:
        return list(csv.DictReader(file))


def _new_york() -> Iterator[Seed]:
    folder = "nyc-orservices-hsds/newExport"
    organizations = {row["id"]: row["name"] for row in _rows(folder, "organizations")}
    terms = {r["taxonomy_recordid"]: r["taxonomy_name"] for r in _rows(folder, "taxonomy_terms")}
    places = {row["id"]: row for row in _rows(folder, "locations")}
    streets = {row["location_id"]: row for row in _rows(folder, "physical_addresses")}
    hours: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for row in _rows(folder, "schedules"):
        if spelled := _hours(row["weekday"], row["opens"], row["closes"]):
            for service in row["service_id"].split(","):
                hours[service].append(spelled)
    for row in _rows(folder, "services"):
        doors = [_door(places.get(p), streets.get(p)) for p in row["service_locations"].split(",")]
        yield Seed(
            organization=organizations.get(row["service_organization"], "A community group"),
            name=row["service_name"] or "Service",
            description=row["service_description"],
            doors=[door for door in doors if door][:4],
            hours=hours[row["service_recordid"]],
            terms=[terms[t] for t in row["service_taxonomy"].split(",") if t in terms],
        )


def _door(
    place: dict[str, str] | None, street: dict[str, str] | None
) -> tuple[float | None, float | None, str, str] | None:
    if place is None:
        return None
    try:
        latitude, longitude = float(place["latitude"]), float(place["longitude"])
    except ValueError:
        latitude = longitude = None  # type: ignore[assignment]
    street = street or {}
    return latitude, longitude, street.get("address_1", ""), street.get("city", "")


def _hours(days: str, opens: str, closes: str) -> tuple[str, str, str] | None:
    words = re.findall(r"[a-z]+", days.lower())
    codes = [DAY_NAMES[word] for word in words if word in DAY_NAMES]
    start, end = _clock(opens), _clock(closes)
    if not codes or not start or not end:
        return None
    if "-" in days and len(codes) == 2:
        codes = list(DAYS[DAYS.index(codes[0]) : DAYS.index(codes[1]) + 1]) or codes
    return ",".join(codes), start, end


def _clock(text: str) -> str | None:
    found = re.fullmatch(r"\s*(\d{1,2}):?(\d\d)?\s*([AaPp][Mm])?\s*", text)
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        hour = hour % 12 + (12 if found[3].lower() == "pm" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def _illinois() -> Iterator[Seed]:
    folder = "ilao-legal-aid-mit/output"
    organizations = {row["id"]: row["name"] for row in _rows(folder, "organizations")}
    chance = random.Random(3)
    for row in _rows(folder, "services"):
        if row["name"]:
            spot = (41.88 + chance.gauss(0, 0.15), -87.65 + chance.gauss(0, 0.15), "", "Chicago")
            yield Seed(
                organization=organizations.get(row["organization_id"], "Legal aid"),
                name=row["name"],
                description=row["description"],
                doors=[spot],
                terms=["legal"],
            )


def _made_up(chance: random.Random, count: int) -> Iterator[Seed]:
    kinds = (
        "counselling", "peer support", "food pantry", "legal advice", "housing help",
        "grief group", "youth drop-in", "interpreting", "crisis line", "job training",
    )  # fmt: skip
    for number in range(count):
        kind = chance.choice(kinds)
        yield Seed(
            organization=f"Riverbend group {number % 300}",
            name=f"{kind.capitalize()} {number}",
            description=f"We offer {kind} and {chance.choice(kinds)} for everybody nearby.",
            doors=[
                (40 + chance.gauss(0, 0.4), -90 + chance.gauss(0, 0.4), "1 Main St", "Milltown")
            ],
            terms=[kind],
        )
