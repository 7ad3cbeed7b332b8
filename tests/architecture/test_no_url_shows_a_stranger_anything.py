"""Each address of the site, opened with Riverbend's ids by Chidi and by nobody in particular."""

import pytest

from tests.faults.stage import Stage, backstage, fingerprint, stage  # noqa: F401 - a fixture
from tests.faults.walking import (
    Address,
    addresses,
    ask,
    browser,
    gives_away,
    is_public_face,
    place_of,
)

METHODS = ("get", "post")
SAME_FOR_ALL = {"/desk/road/sw.js", "/desk/road/app.webmanifest"}
"""Files of the tablet's app: a browser asks for them without saying who sits before it."""


def test_there_are_addresses_to_walk() -> None:
    found = addresses()
    assert len(found) > 40
    assert any(a.has_id and a.foreign.startswith("/desk/") for a in found)


@pytest.mark.parametrize("method", METHODS)
def test_chidi_gets_nothing_of_riverbend(stage: Stage, method: str) -> None:  # noqa: F811
    before = fingerprint(stage.riverbend, stage.tables)
    client = browser(stage.chidi)
    shown, different, crashed = [], [], []
    for address in addresses():
        foreign = ask(client, stage.chidi, method, address.foreign)
        if gives_away(foreign):
            shown.append(address.pattern)
        if foreign.status_code >= 500:
            crashed.append(address.pattern)
        if is_public_face(address.foreign):
            continue
        if address.has_id and _differs(client, stage, method, address, foreign):
            different.append(address.pattern)
    assert (shown, different, crashed) == ([], [], [])
    assert fingerprint(stage.riverbend, stage.tables) == before


def _differs(client, stage, method, address: Address, foreign) -> bool:  # noqa: F811
    """Whether a stranger's id is answered otherwise than an id nobody has."""
    missing = ask(client, stage.chidi, method, address.missing)
    return (foreign.status_code, place_of(foreign)) != (missing.status_code, place_of(missing))


@pytest.mark.parametrize("method", METHODS)
def test_a_visitor_gets_nothing_of_riverbend(stage: Stage, method: str) -> None:  # noqa: F811
    before = fingerprint(stage.riverbend, stage.tables)
    client = browser(None)
    shown, open_desk = [], []
    for address in addresses():
        answer = ask(client, None, method, address.foreign)
        if gives_away(answer):
            shown.append(address.pattern)
        if address.foreign.startswith("/desk/") and answer.status_code == 200:
            if address.foreign in SAME_FOR_ALL:
                continue
            open_desk.append(address.pattern)
    assert (shown, open_desk) == ([], [])
    assert fingerprint(stage.riverbend, stage.tables) == before


def test_the_walk_does_reach_the_rows(stage: Stage) -> None:  # noqa: F811
    """The mutant: the same walk by Sofia, whose rows they are, must find the marker."""
    client = browser(stage.sofia)
    found = [
        a.pattern for a in addresses()
        if gives_away(ask(client, stage.sofia, "get", a.foreign))
    ]  # fmt: skip
    assert "/desk/settings/members/" in found
