"""Web, worker and database are killed (-9) at every step of raise, escalate, acknowledge.

What the phones were told is kept on their side and compared with the database at the end: no
concern lost that anybody was told of, none escalated zero times, none acknowledged twice, and of
two who press at once exactly one was told that they have it. Clocks jump by a day on the way.
The mutant that answers before it writes must lose some.

Short here; `python -m bench.safety.run` does two hundred, through every pair.
"""

import itertools
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from tests.faults.night import PARTS, Night, Phone, killed_meanwhile

pytestmark = pytest.mark.fault
STEPS = ("raise", "escalate", "acknowledge")
JUMPS = ("none", "ahead", "back")
TELLING = [
    ("web", "raise"), ("worker", "escalate"), ("database", "acknowledge"), ("database", "escalate"),
    ("web", "acknowledge"),
]  # fmt: skip
"""With every `make test`; the other pairs follow in a longer run."""
EVERY_STEP = [*TELLING, *(p for p in itertools.product(PARTS, STEPS) if p not in TELLING)]
RUNS = int(os.environ.get("KITH_NIGHT_RUNS", str(len(TELLING))))
WATCH_EVERY = float(os.environ.get("KITH_WATCH_EVERY", "0.3"))
PICKED_UP_WITHIN = 10.0


@dataclass
class Log:
    """What the phones saw, a concern at a time."""

    raised: list[str] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)
    told_theirs: dict[str, list[str]] = field(default_factory=dict)
    kills: dict[str, int] = field(default_factory=dict)


@contextmanager
def a_night(application: str = "kith.config.wsgi") -> Iterator[Night]:
    import conftest
    from kith.config import database

    template = f"kith_template_{conftest._fingerprint()}"
    with Night(template, database.admin_dsn(template), application, WATCH_EVERY) as night:
        yield night


def live_through(night: Night, runs: int) -> Log:
    """One concern after the other, a kill in each, at another step of another part."""
    log = Log()
    ben, amina = Phone(night, "ben"), Phone(night, "amina")
    for number in range(runs):
        part, step = EVERY_STEP[number % len(EVERY_STEP)]
        concern = _raise(night, ben, part if step == "raise" else None)
        log.raised.append(concern)
        jump = JUMPS[number % len(JUMPS)]
        log.waited.append(_escalate(night, concern, part if step == "escalate" else None, jump))
        killed = part if step == "acknowledge" else None
        log.told_theirs[concern] = _acknowledge(night, concern, (ben, amina), killed)
    log.kills = dict(night.kills)
    return log


def _raise(night: Night, phone: Phone, part: str | None) -> str:
    """The id that the phone was led to."""
    _status, page = phone.insist("GET", "/desk/concerns/raise/")
    key = page.split('name="replay_key" value="')[1].split('"')[0]
    strike = killed_meanwhile(night, part, 0.08)
    form = {"severity": "high", "replay_key": key, "words": "She has the tablets beside her"}
    status, place = phone.insist("POST", "/desk/concerns/raise/", form)
    strike.join()
    assert status == 302, place[:300]
    return place.rstrip("/").rsplit("/", 1)[1]


def _escalate(night: Night, concern: str, part: str | None, jump: str) -> float:
    """Seconds from the moment that the step was over until the next was alerted."""
    moved = {"none": "6 minutes", "ahead": "1 day", "back": "-1 day"}[jump]
    before = night.sql("SELECT alert_count FROM safety_concern WHERE id = %s", concern)
    if not before:
        return 0.0  # lost; the end says so
    night.sql(
        "UPDATE safety_concern SET step_began_at = step_began_at - %s::interval,"
        " step_due_at = step_due_at - %s::interval WHERE id = %s",
        moved, moved, concern,
    )  # fmt: skip
    began = time.monotonic()
    killed_meanwhile(night, part, 0.4).join()
    while night.sql("SELECT alert_count FROM safety_concern WHERE id = %s", concern) == before:
        assert time.monotonic() - began < 60, "nobody was alerted within a minute"
        time.sleep(0.05)
    return time.monotonic() - began


def _acknowledge(
    night: Night, concern: str, phones: tuple[Phone, ...], part: str | None
) -> list[str]:
    """Who was told that they have it, of those who pressed at once."""
    told: list[str] = []
    for phone in phones:
        phone.insist("GET", f"/desk/concerns/{concern}/")

    def press(phone: Phone) -> None:
        phone.insist("POST", f"/desk/concerns/{concern}/acknowledge/", {"go": "1"})
        _status, page = phone.insist("GET", f"/desk/concerns/{concern}/")
        if f"{phone.name.title()} has it" in page:
            told.append(phone.name)

    strike = killed_meanwhile(night, part, 0.08)
    threads = [threading.Thread(target=press, args=(phone,)) for phone in phones]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    strike.join()
    return told


def faults_of(night: Night, log: Log) -> dict[str, int]:
    """What must all be zero."""
    kept = {str(row[0]): row for row in night.sql(
        "SELECT c.id, c.alert_count, lower(m.name), c.state FROM safety_concern c"
        " LEFT JOIN accounts_member m ON m.id = c.owner_id")}  # fmt: skip
    alerts = dict(night.sql(
        "SELECT concern_id::text, array_agg(number ORDER BY number) FROM safety_alert GROUP BY 1"
    ))  # fmt: skip
    taken = dict(night.sql(
        "SELECT subject_id::text, count(*) FROM audit_entry WHERE verb = 'concern_acknowledge'"
        " GROUP BY 1"))  # fmt: skip
    here = [concern for concern in log.raised if concern in kept]
    return {
        "lost": len(set(log.raised) - set(kept)),
        "raised twice": len(kept) - len(set(log.raised)),
        "never escalated": sum(kept[c][1] < 2 for c in here),
        "attempts missing": sum(
            alerts.get(c, []) != list(range(1, kept[c][1] + 1)) for c in here
        ),
        "not acknowledged": sum(kept[c][3] != "acknowledged" for c in here),
        "acknowledged twice": sum(taken.get(c, 0) != 1 for c in here),
        "told wrongly": sum(log.told_theirs[c] != [kept[c][2]] for c in here),
    }  # fmt: skip


def all_mail_left(night: Night, seconds: float = 30) -> int:
    """How many alerts were not sent by e-mail, after the worker had some time."""
    end = time.monotonic() + seconds
    while True:
        waiting = night.sql(
            "SELECT count(*) FROM safety_alert WHERE sent_at IS NULL AND member_id IS NOT NULL"
        )[0][0]
        if waiting == 0 or time.monotonic() > end:
            return waiting
        night.sql("UPDATE safety_alert SET leased_until = NULL WHERE sent_at IS NULL")
        time.sleep(0.2)


def test_no_concern_is_lost_whatever_dies(django_db_setup) -> None:
    with a_night() as night:
        log = live_through(night, RUNS)
        assert faults_of(night, log) == dict.fromkeys(faults_of(night, log), 0)
        assert all_mail_left(night) == 0
    assert sum(log.kills.values()) == RUNS
    assert max(log.waited) < PICKED_UP_WITHIN + 5  # and the time it takes to start again


def test_the_mutant_that_answers_before_it_writes_loses_some(django_db_setup) -> None:
    lost = 0
    with a_night("tests.faults.hasty_alarm") as night:
        phone = Phone(night, "ben")
        for _ in range(2):
            concern = _raise(night, phone, None)
            night.strike("web")
            lost += not night.sql("SELECT 1 FROM safety_concern WHERE id = %s", concern)
            lost += not night.sql("SELECT 1 FROM safety_concern")
    assert lost > 0
