"""Whatever stands in a cell, the run ends, its counts add up, and a second run changes nothing."""

import random

import pytest

from kith.directory.importing.tables import MODELS, table
from kith.directory.importing.tests.files import bring, write_csv, write_json

pytestmark = pytest.mark.django_db

NASTY = (
    "",
    " ",
    "\t",
    "a\tb",
    "line\nline",
    "\\N",
    "\\",
    "\\.",
    "\x1e\x1f",
    "\x07",
    "'; DROP TABLE x;",
    "<script>alert(1)</script>",
    "<b",
    "&amp;&#0;",
    "a,b",
    "1,2,3",
    "{}",
    "[]",
    "{a}",
    "null",
    "-1",
    "1e400",
    "-Infinity",
    "NaN",
    "99999999999999999999",
    "0",
    "3.7",
    "1" * 5000,
    "😀" * 300,
    "\u202eabc",
    "9999-99-99",
    "0001-01-01",
    "12/31/9999",
    "2024-02-30",
    "2024-01-01",
    "25:99",
    "24:00",
    "9am",
    "TRUE",
    "yes",
    "MO,TU",
    "5XX",
    "WEEKLY",
    "YEARLY",
    "en",
    "xx-YY-zz",
    "USA",
    "http://",
    "javascript:x",
    "www.mill.example",
    "a@b",
    "a@mill.example",
    "id1",
    "id2",
    "id3",
    "service",
    "organization",
    "America/New_York",
    "2024-09-25T14:23:06.5+01:00",
)
CHANCE_OF_AN_ID = 0.6


def rows_of(name, chance, count=120):
    columns = ["id", *dict.fromkeys(column.name for column in table(name).columns)]
    for _ in range(count):
        yield {
            column: f"id{chance.randrange(60)}"
            if column.endswith("id") and chance.random() < CHANCE_OF_AN_ID
            else chance.choice(NASTY)
            for column in columns
        }


@pytest.mark.parametrize("seed", range(3))
def test_any_cell_in_any_column_of_csv(tmp_path, seed):
    chance = random.Random(seed)
    for name in MODELS:
        file = {"taxonomy": "taxonomies"}.get(name, name)
        write_csv(tmp_path, f"{file}.csv", list(rows_of(name, chance)))
    report = bring(tmp_path)
    assert sum(row.added for row in report.tables.values()) > 100
    assert bring(tmp_path).changes == 0


@pytest.mark.parametrize("seed", range(3))
def test_any_value_under_any_key_of_json(tmp_path, seed):
    chance = random.Random(seed)
    odd = [*NASTY, None, True, 0, -1.5, 1e300, [], {}, [[]], [None], {"a": {"b": []}}, ["x", 1]]
    keys = ["name", "description", "organization", "service_at_locations", "locations", "phones",
            "schedules", "languages", "attributes", "contacts", "cost_options", "taxonomy_term",
            "service_areas", "capacities", "addresss", "url", "status", "metadata"]  # fmt: skip

    def record(depth=0):
        made = {"id": f"id{chance.randrange(40)}", "name": chance.choice(odd)}
        for key in chance.sample(keys, 8):
            nested = depth < 3 and chance.random() < 0.4
            made[key] = [record(depth + 1)] if nested else chance.choice(odd)
        return made

    path = write_json(tmp_path / "services.json", [record() for _ in range(60)])
    bring(path)
    assert bring(path).changes == 0
