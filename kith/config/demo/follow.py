"""`python -m kith.config.demo.follow`: two private codes, so that one can try to follow a request.

Printed as JSON. A code is kept nowhere; like the page that shows it again to whoever sent the form,
this makes it anew from the key of the form, which for the made-up asks is known.
"""

import json
import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kith.config.demo.life import Ask


def main() -> None:
    """In a process of its own, so that the one that waits for Ctrl-C stays small."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.config.settings")
    os.environ["KITH_POOL"] = "0"

    import django

    django.setup()
    print(json.dumps(codes()))


def codes() -> list[dict[str, str]]:
    """What each code leads to; a kind is missing once every request of it has gone on."""
    from kith.connections.models import Option, Referral

    waits = Option.objects.filter(state=Option.State.OFFERED)
    goes_on = Referral.objects.filter(state__in=("accepted", "in-progress"))
    found = {
        "waits for a choice between options": _first(("options",), waits.values("request")),
        "is under way": _first(("started", "accepted"), goes_on.values("request")),
    }
    return [{"what": what, "code": code} for what, code in found.items() if code]


def _first(ways: tuple[str, ...], where: "Iterable[Any]") -> str:
    """The code of the first such ask of today, in English where there is one."""
    from kith.config.demo import life
    from kith.core import clock

    asks = [ask for way in ways for ask in life.asks(clock.now()) if ask.way == way]
    for ask in sorted(asks, key=lambda ask: ask.language != "en"):
        if code := _code(ask, where):
            return code
    return ""


def _code(ask: "Ask", where: "Iterable[Any]") -> str:
    from kith.accounts import tenancy
    from kith.config.demo.town import make_id
    from kith.connections import codes
    from kith.connections.models import Request

    with tenancy.acting_for(make_id("tenant", ask.tenant)):
        request: Request | None = Request.objects.filter(replay_key=ask.id, pk__in=where).first()
        return codes.written(codes.again_for(request)) if request else ""


if __name__ == "__main__":
    main()
