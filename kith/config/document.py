"""The parts of the reference that the code can say itself, written into docs/reference/.

`python -m kith.config.document` writes them; a test compares them with the code.
"""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

DOCS = Path(__file__).resolve().parents[2] / "docs" / "reference"
MADE = "Drawn from the code by `python -m kith.config.document`; do not edit by hand."


def lifecycles() -> Iterator[str]:
    """States and moves, as a picture and as a table."""
    from kith.circles import lifecycle as circles
    from kith.connections.lifecycle import REFERRAL, REQUEST
    from kith.measures.lifecycle import ASSESSMENT
    from kith.outreach import lifecycle as outreach
    from kith.peers import lifecycle as peers
    from kith.region.lifecycle import QUESTION
    from kith.safety.lifecycle import CONCERN

    yield f"# States and moves\n\n{MADE}\n"
    yield "Nobody else assigns a state. Of two people who press at once, one wins and the other is"
    yield "told. A move without a side may be made by everybody who sees it.\n"
    tables = (
        ("Request", REQUEST),
        ("Referral", REFERRAL),
        ("Assessment", ASSESSMENT),
        ("Application to become a peer", peers.APPLICATION),
        ("Peer", peers.PEER),
        ("Match", peers.MATCH),
        ("Time sheet of a peer", peers.SHEET),
        ("Round of matching", peers.ROUND),
        ("Circle", circles.CIRCLE),
        ("Offer or ask", circles.POSTING),
        ("Answer to an offer or ask", circles.ANSWER),
        ("Matter of the peers", peers.MATTER),
        ("Stop of the van", outreach.STOP),
        ("Choice of stops", outreach.CHOICE),
        ("Weeks of tours", outreach.PLAN),
        ("Visit of the van", outreach.VISIT),
        ("Breakdown of the van", outreach.BREAKDOWN),
        ("Question about a region", QUESTION),
        ("Concern", CONCERN),
    )
    for title, lifecycle in tables:
        yield f"## {title}\n\n```mermaid\n{lifecycle.diagram()}\n```\n"
        yield "| move | from | to | by | needs a reason |\n|---|---|---|---|---|"
        for move in lifecycle.moves:
            reason = "yes" if move.needs_reason else ""
            yield (
                f"| {move.name} | {', '.join(move.sources)} | {move.target} | "
                f"{', '.join(move.who)} | {reason} |"
            )
        yield ""


def fields() -> Iterator[str]:
    """Every stored field with its class of privacy, and how long its row is kept."""
    from django.apps import apps

    yield f"# What is stored, how private it is, how long it is kept\n\n{MADE}\n"
    yield "public: anyone may see it. internal: members of the organisation. personal: tells who"
    yield "somebody is; their care team. sensitive: sealed, and opening it is recorded. A field"
    yield "without a class fails the tests.\n"
    for config in apps.get_app_configs():
        models = [m for m in config.get_models() if hasattr(m, "PRIVACY") and _is_own(m)]
        if not models:
            continue
        yield f"## {config.label}\n"
        for model in models:
            yield from _fields_of(model)


def _is_own(model: Any) -> bool:
    return model.__module__.startswith("kith.") and not hasattr(model, "pgh_tracked_model")


def _fields_of(model: Any) -> Iterator[str]:
    about = (model.__doc__ or "").strip().split("\n\n")[0].replace("\n", " ")
    yield f"### {model.__name__}\n\n{re.sub(' +', ' ', about)}\n"
    yield f"Kept: {model.PRIVACY.keep.value}.\n\n| class | fields |\n|---|---|"
    by_class: dict[str, list[str]] = {}
    for name, klass in model.PRIVACY.classes.items():
        by_class.setdefault(klass.value, []).append(f"`{name}`")
    for klass, names in by_class.items():
        yield f"| {klass} | {' '.join(names)} |"
    yield ""


def permissions() -> Iterator[str]:
    """Every address of Kith's own, and who may open it."""
    yield f"# Addresses, and who may open them\n\n{MADE}\n"
    yield "Somebody without the role gets what somebody gets who asks for a page that is not there."
    yield "Which rows are shown there is narrower still: see `access.py` of each room.\n"
    yield "| address | who |\n|---|---|"
    for address, view in sorted(_addresses()):
        yield f"| `{address}` | {view} |"
    yield ""


def _addresses() -> Iterator[tuple[str, str]]:
    from django.urls import get_resolver

    for address, view in _walk(get_resolver(), "/"):
        if view.__module__.startswith("kith."):
            yield address, _who(getattr(view, "needs_roles", None))


def _walk(resolver: Any, prefix: str) -> Iterator[tuple[str, Any]]:
    for pattern in resolver.url_patterns:
        address = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from _walk(pattern, address)
        else:
            yield address, pattern.callback


def _who(roles: tuple[str, ...] | None) -> str:
    if roles is None:
        return "everybody"
    return ", ".join(str(role) for role in roles) or "every member"


PAGES: dict[str, Callable[[], Iterator[str]]] = {
    "lifecycles.md": lifecycles,
    "fields.md": fields,
    "permissions.md": permissions,
}


def page(name: str) -> str:
    """One page, in Markdown."""
    return "\n".join(PAGES[name]()).rstrip() + "\n"


def main() -> None:
    """Write all of them."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.config.settings")
    django.setup()
    for name in PAGES:
        (DOCS / name).write_text(page(name))


if __name__ == "__main__":
    main()
