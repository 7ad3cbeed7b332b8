"""What `night.py` does inside its own installation: make, start and stop the server; seed."""

import json
import sys
from typing import Any


def make() -> dict[str, Any]:
    """An empty server with roles and an empty database."""
    from kith.config import database, postgres

    server = postgres.locate()
    postgres._make(server)
    postgres._start(server)
    database.prepare()
    return {
        "data": str(server.data), "binaries": str(server.binaries),
        "dsn": database.admin_dsn("kith"),
    }  # fmt: skip


def start() -> dict[str, Any]:
    """After a kill the dead one's children hold its memory for a moment: try until they let go."""
    import time

    from kith.config import postgres, programs

    server = postgres.locate()
    for _ in range(100):
        try:
            postgres._start(server)
            return {}
        except programs.PostgresMissing:
            time.sleep(0.1)
    raise SystemExit("the database did not start again")


def stop() -> dict[str, Any]:
    from kith.config import postgres

    postgres.stop(postgres.locate())
    return {}


def seed() -> dict[str, Any]:
    """An organisation, three who answer, a rota for a day around now, and a session for each."""
    import datetime as dt

    import django

    django.setup()
    from django.test import Client

    from kith.accounts import tenancy
    from kith.accounts.models import Organization, Role
    from kith.safety import moment
    from kith.safety.models import Shift
    from tests.cast import member_of

    house = Organization.objects.create(name="Riverbend", slug="riverbend", languages=["en"])
    people = {
        "amina": member_of(house, "Amina", Role.PEER),
        "ben": member_of(house, "Ben", Role.NAVIGATOR),
        "sofia": member_of(house, "Sofia", Role.SUPERVISOR),
    }
    sessions = {}
    with tenancy.acting_for(house.id):
        now = moment.now()
        for place, name in enumerate(("amina", "ben"), 1):
            Shift.objects.create(
                organization=house, member=people[name], made_by=people[name], place=place,
                starts_at=now - dt.timedelta(days=3), ends_at=now + dt.timedelta(days=3),
            )  # fmt: skip
    for name, member in people.items():
        browser = Client()
        browser.force_login(member.user)
        sessions[name] = browser.cookies["kith"].value
    return {"organization": str(house.id), "sessions": sessions}


if __name__ == "__main__":
    print(json.dumps({"make": make, "start": start, "stop": stop, "seed": seed}[sys.argv[1]]()))
