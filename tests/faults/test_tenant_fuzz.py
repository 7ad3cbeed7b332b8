"""Address, role, method and foreign ids, shuffled: nobody of Harbour gets a row of Riverbend.

KITH_FUZZ=20000 makes it as long as `bench/README.md` says; the short form runs with every test.
"""

import os
import random
import uuid
from collections.abc import Callable

import pytest

from kith.accounts.models import Member, Role
from tests.cast import member_of
from tests.faults.stage import (  # noqa: F401 - fixtures among them
    FOREIGN,
    MARKER,
    Stage,
    backstage,
    fingerprint,
    stage,
)
from tests.faults.walking import PARAMETER, VALUES, addresses, ask, browser, gives_away

REQUESTS = int(os.environ.get("KITH_FUZZ", "300"))
SEED = int(os.environ.get("KITH_FUZZ_SEED", "4711"))
METHODS = ("get", "post", "head", "options", "put", "patch", "delete")
QUERY = ("", f"?q={MARKER[:3]}", f"?id={FOREIGN}", "?page=2", "?lang=ar", "?sort=-name")
STRANGE = ("", "0", "-1", "%00", "..", "a" * 300, "' OR true --", "é", str(uuid.UUID(int=0)))

pytestmark = pytest.mark.fault


def test_no_request_gives_a_foreign_row(stage: Stage) -> None:  # noqa: F811
    chance = random.Random(SEED)
    strangers = [None, *(member_of(stage.harbour, f"Role {role}", role) for role in Role.values)]
    browsers = {who and who.id: browser(who) for who in strangers}
    patterns = [address.pattern for address in addresses()]
    before = fingerprint(stage.riverbend, stage.tables)
    shown = []
    for _number in range(REQUESTS):
        who = chance.choice(strangers)
        address = _address(chance.choice(patterns), chance)
        method = chance.choice(METHODS)
        answer = _asked(browsers[who and who.id], who, method, address)
        if answer is not None and gives_away(answer):
            shown.append((method, address))
    assert shown == []
    assert fingerprint(stage.riverbend, stage.tables) == before


def _asked(client: object, who: Member | None, method: str, address: str) -> object:
    try:
        return ask(client, who, method, address)
    except UnicodeError:
        return None  # no browser could have sent it


def _address(pattern: str, chance: random.Random) -> str:
    """Mostly the foreign id, sometimes something nobody expects."""

    def fill(found: object) -> str:
        right = VALUES.get(found[1] or "str", MARKER)  # type: ignore[index]
        return right if chance.random() < 0.8 else chance.choice(STRANGE)

    filler: Callable = fill
    return PARAMETER.sub(filler, pattern) + chance.choice(QUERY)
