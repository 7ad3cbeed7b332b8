"""A tablet that sends to a site which is killed again and again, and remembers what it was told.

Used by the short test here and by `bench/sync`, which does it for longer.
"""

import http.client
import json
import random
import threading
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from kith.accounts import tenancy
from kith.core.ids import uuid7
from kith.road import keys
from kith.road.models import Arrival, SignIn
from kith.road.rules import envelope
from kith.road.rules.envelope import Envelope
from kith.road.tests.tablet import Tablet
from tests.faults.test_no_acknowledged_ask_is_lost import Site

BROKEN = (OSError, http.client.HTTPException)
MOMENTS = ("meanwhile", "after", "never", "meanwhile")


@dataclass
class Log:
    """What the tablet was told is kept, and how often the site died."""

    entered: set[uuid.UUID] = field(default_factory=set)
    acknowledged: set[uuid.UUID] = field(default_factory=set)
    kills: int = 0


def post(address: str, tablet: Tablet, envelopes: Iterable[Envelope]) -> dict[str, str]:
    """One sending over the wire; nothing where no answer came."""
    body = tablet.body(*envelopes)
    request = urllib.request.Request(f"{address}/desk/road/sync/", body, method="POST")
    request.add_header("Content-Type", "application/json")
    request.add_header("X-Kith-Signature", envelope.sign(body, keys.secret_of(tablet.device.id)))
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            told = json.loads(answer.read())["answers"]
    except BROKEN:
        return {}
    return {each["id"]: each["state"] for each in told}


def through_kills(site: Site, tablet: Tablet, sendings: int, chance: random.Random) -> Log:
    """So many sendings of a few records each; until one is acknowledged it is sent again."""
    log = Log()
    for number in range(sendings):
        for _ in range(chance.randint(1, 4)):
            log.entered.add(tablet.enter("sign_in", people=1, id=uuid7()))
        _until_kept(site, tablet, log, MOMENTS[number % len(MOMENTS)], chance)
    log.kills = site.kills
    return log


def _until_kept(site: Site, tablet: Tablet, log: Log, moment: str, chance: random.Random) -> None:
    while tablet.outbox:
        killer = threading.Timer(chance.uniform(0.0, 0.05), site.kill)
        if moment == "meanwhile":
            killer.start()
        states = post(site.address, tablet, tablet.outbox)
        if moment == "meanwhile":
            killer.join()
        elif moment == "after":
            site.kill()
        kept = {uuid.UUID(id) for id, state in states.items() if state == "kept"}
        log.acknowledged |= kept
        tablet.outbox = [each for each in tablet.outbox if each.id not in kept]
        if site.process.poll() is not None:
            site.start()
        moment = "never"


def found(tablet: Tablet) -> tuple[set[uuid.UUID], int]:
    """What the server has: the records by the tablet's ids, and how many rows came of them."""
    with tenancy.acting_for(tablet.device.organization_id):
        kept = set(Arrival.objects.filter(device=tablet.device).values_list("client_id", flat=True))
        return kept, SignIn.objects.filter(device=tablet.device).count()


__all__ = ["Log", "Site", "found", "post", "through_kills"]
