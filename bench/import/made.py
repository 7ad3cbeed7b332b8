"""A made-up HSDS 3 CSV set of any size: services, places, doors, phones, hours as typed."""

import csv
import random
from collections.abc import Callable, Iterator
from pathlib import Path

DAYS = ("MO,TU,WE,TH,FR", "MO,WE,FR", "SA", "TU,TH", "SA,SU", "1TU,3TU")
HOURS = (("09:00", "17:00"), ("08:30", "16:30"), ("10:00", "14:00"), ("22:00", "02:00"))
TYPED = ("Mon-Fri 9-5, closed holidays", "M-F 9am-5pm; Sat 10am-2pm", "by appointment", "24/7",
         "1st and 3rd Tuesday 10am-12pm", "Tuesdays and Thursdays: 10 AM - 3 PM")  # fmt: skip
KINDS = ("Counselling", "Peer group", "Food table", "Night shelter", "Language class", "Day clinic")
WORDS = ("calm", "river", "north", "open", "family", "youth", "evening", "garden", "bridge", "hope",
         "women", "elders", "talk", "walk", "together", "quiet", "help", "home")  # fmt: skip
Row = list[object]


def write(folder: Path, services: int, changed: float = 0.0) -> None:
    """The set in `folder`. `changed`: the share of services with other words than without it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, heading, rows in (
        ("organizations", "id,name,description,website,email", _organizations),
        ("services", "id,organization_id,name,description,status,url,email,minimum_age,maximum_age",
         lambda n: _services(n, changed)),
        ("locations", "id,organization_id,name,location_type,latitude,longitude", _locations),
        ("service_at_locations", "id,service_id,location_id", _doors),
        ("addresses",
         "id,location_id,address_1,city,state_province,postal_code,country,address_type",
         _addresses),
        ("phones", "id,service_id,number,type", _phones),
        ("schedules",
         "id,service_id,location_id,freq,byday,opens_at,closes_at,description", _hours),
        ("languages", "id,service_id,name", _languages),
    ):  # fmt: skip
        _write(folder / f"{name}.csv", heading.split(","), rows, services)


def _write(path: Path, heading: list[str], rows: Callable[[int], Iterator[Row]], n: int) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(heading)
        writer.writerows(rows(n))


def _organizations(n: int) -> Iterator[Row]:
    for i in range(n // 5 + 1):
        yield [f"o{i}", f"House {i}", "A made-up house.", f"https://house{i}.example", ""]


def _services(n: int, changed: float) -> Iterator[Row]:
    chance = random.Random(1)
    for i in range(n):
        words = " ".join(chance.choices(WORDS, k=25))
        more = " Now with tea." if i < n * changed else ""
        yield [f"s{i}", f"o{i // 5}", f"{KINDS[i % 6]} {i}", f"{words}.{more}", "active",
               f"https://house{i // 5}.example/{i}", f"s{i}@house.example", 18, 99]  # fmt: skip


def _locations(n: int) -> Iterator[Row]:
    chance = random.Random(2)
    for i in range(n):
        yield [f"l{i}", f"o{i // 5}", f"House {i // 5}, door {i % 5}", "physical",
               round(chance.uniform(40, 45), 6), round(chance.uniform(-80, -70), 6)]  # fmt: skip


def _doors(n: int) -> Iterator[Row]:
    yield from ([f"d{i}", f"s{i}", f"l{i}"] for i in range(n))


def _addresses(n: int) -> Iterator[Row]:
    for i in range(n):
        yield [f"a{i}", f"l{i}", f"{i % 900 + 1} Mill Lane", f"Town {i % 300}", "NY",
               f"{10000 + i % 80000}", "US", "physical"]  # fmt: skip


def _phones(n: int) -> Iterator[Row]:
    yield from ([f"p{i}", f"s{i}", f"555-{i:07d}", "voice"] for i in range(n))


def _hours(n: int) -> Iterator[Row]:
    for i in range(n):
        yield [f"h{i}a", f"s{i}", f"l{i}", "WEEKLY", DAYS[i % 5], *HOURS[i % 4], ""]
        yield [f"h{i}b", f"s{i}", "", "", "", "", "", TYPED[i % 6]]


def _languages(n: int) -> Iterator[Row]:
    tongues = ("English", "Spanish", "Somali")
    yield from ([f"g{i}", f"s{i}", tongues[i % 9 // 3]] for i in range(0, n, 3))
