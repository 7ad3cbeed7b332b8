"""Tablets that come back into signal: `python -m bench.sync.run [--orders 1000]`.

In a folder and a server of its own. Intakes are what is heaviest: a person with a key, a request, a
consent, a code, a care team, versions. Before anything is timed it must be right: shuffled and
doubled sendings of three tablets all end the same, and nothing that was acknowledged is lost while
the site is killed.
"""

import argparse
import os
import random
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

from bench.table import Row, publish

BATCH = 50
SENDERS = 4
A_SECOND = 100


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--orders", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--kills", type=int, default=40)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kith-bench-") as folder:
        Path(folder).chmod(0o755)  # as root, the server runs under another account
        os.environ["KITH_HOME"] = str(Path(folder) / "home")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
        import django

        django.setup()
        from django.test.utils import setup_test_environment

        setup_test_environment()  # the shuffled sendings go through the test client
        import conftest
        from kith.config import postgres

        with (
            postgres.running(),
            conftest.fresh_copy() as name,
            conftest._connected_to(name),
        ):
            rows = [*_timed(wanted.rounds), *_orders(wanted.orders), *_killed(wanted.kills)]
    publish("sync", rows)
    return int(any(row.value > 0 for row in rows if row.target == 0))


def _tablet(name: str):
    from kith.accounts.models import Organization, Role
    from kith.road.tests.tablet import Tablet
    from tests.cast import member_of

    organization = Organization.objects.create(name=name, slug=name.lower())
    return Tablet.registered(member_of(organization, "June", Role.OUTREACH))


def _timed(rounds: int) -> list[Row]:
    """Over the wire, through gunicorn with two processes, as in life."""
    from tests.faults import road

    os.environ["GUNICORN_CMD_ARGS"] = "--workers 2"
    site = road.Site("kith.config.wsgi")
    try:
        one = _tablet("Warm")
        _sealed(one, BATCH)
        _sent(site.address, one)
        single = []
        for _ in range(rounds):
            _sealed(one, BATCH)
            single.append(_sent(site.address, one))
        mixed = []
        for _ in range(rounds):
            _mixed(one)
            mixed.append(_sent(site.address, one))
        rate = _rate(site.address)
    finally:
        site.kill()
    return [
        Row("50 intakes in one sending, median", statistics.median(single), "s", target=2),
        Row("50 intakes in one sending, slowest", max(single), "s", target=2),
        Row("50 records of a day, median", statistics.median(mixed), "s", target=2),
        Row(f"seconds for {A_SECOND} intakes, {SENDERS} tablets at once", A_SECOND / rate, "s",
            target=1),
    ]  # fmt: skip


def _sealed(tablet, count: int) -> None:
    for number in range(count):
        tablet.intake(name=f"Visitor {number}", phone=f"555 {number:04}", place="Mill Lane")


def _mixed(tablet) -> None:
    """Ten people: each signs in, tells, talks twice, and something changes."""
    for number in range(BATCH // 5):
        person = tablet.intake(name=f"Visitor {number}", place="Mill Lane")
        record = tablet.outbox[-1].id
        tablet.enter("sign_in", people=3)
        tablet.enter("contact", who={"id": person}, note="We talked.")
        tablet.enter("contact", who={"id": person}, note="We talked again.")
        tablet.enter("change", who={"id": person}, field="place", value="Ferry", base=record)


def _sent(address: str, tablet) -> float:
    from tests.faults import road

    began = time.monotonic()
    states = road.post(address, tablet, tablet.outbox)
    took = time.monotonic() - began
    assert set(states.values()) == {"kept"} and len(states) == len(tablet.outbox)
    tablet.outbox = []
    return took


def _rate(address: str) -> float:
    """Intakes a second, sealed beforehand, sent by tablets of one organisation each at once."""
    tablets = [_tablet(f"Rate{number}") for number in range(SENDERS)]
    for tablet in tablets:
        _sealed(tablet, 4 * BATCH)
    began = time.monotonic()
    threads = [threading.Thread(target=_drain, args=(address, each)) for each in tablets]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return SENDERS * 4 * BATCH / (time.monotonic() - began)


def _drain(address: str, tablet) -> None:
    from tests.faults import road

    while tablet.outbox:
        batch, tablet.outbox = tablet.outbox[:BATCH], tablet.outbox[BATCH:]
        assert set(road.post(address, tablet, batch).values()) == {"kept"}


def _orders(count: int) -> list[Row]:
    """How many of so many shuffled, doubled sendings end otherwise than the first."""
    from bench.sync.story import fingerprint, sent_in_some_order, told
    from kith.accounts import tenancy
    from kith.accounts.models import Organization, Role
    from kith.road.tests.tablet import Tablet
    from tests.cast import member_of

    house = Organization.objects.create(name="Orders", slug="orders")
    three = [Tablet.registered(member_of(house, n, Role.OUTREACH), n) for n in ("A", "B", "C")]
    first, other, began = None, 0, time.monotonic()
    for seed in range(count):
        story = told(three, random.Random(seed))
        sent_in_some_order(three, story, random.Random(seed + count))
        with tenancy.acting_for(house.id):
            ended = fingerprint(story)
        first = first or ended
        other += ended != first
    minutes = (time.monotonic() - began) / 60
    return [
        Row("shuffled and doubled sendings of three tablets", count, ""),
        Row("of them ended otherwise than the first", other, "", target=0),
        Row("all orders", minutes, "min"),
    ]


def _killed(sendings: int) -> list[Row]:
    from tests.faults import road

    tablet = _tablet("Killed")
    site = road.Site("kith.config.wsgi")
    try:
        log = road.through_kills(site, tablet, sendings, random.Random(11))
    finally:
        site.kill()
    kept, rows = road.found(tablet)
    return [
        Row("site killed (-9) while a tablet sent", log.kills, "times"),
        Row("acknowledged and lost", len(log.acknowledged - kept), "", target=0),
        Row("entered twice or not", abs(rows - len(log.entered)), "", target=0),
    ]


if __name__ == "__main__":
    sys.exit(main())
