"""`kith solve match`: people and peers from a file."""

from pathlib import Path
from typing import Annotated, Any

import typer

from kith.config.cli.answer import give, table
from kith.config.cli.solving.instance import Unreadable, read
from kith.config.failures import Broken, Exit


def match(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="A JSON file, or - for the input.")],
    as_json: Annotated[
        bool, typer.Option("--json/--text", help="JSON for programs, or tables for people.")
    ] = True,
) -> None:
    """Match people and peers exactly: the longest wait first, then the wishes kept."""
    data = read(path)
    try:
        from kith.peers.rules.matching import batch, reading, writing
    except ImportError as error:
        raise Broken(f"Matching needs {error.name}: pip install {error.name}.") from error
    try:
        instance = reading.read(data)
    except reading.Unclear as error:
        raise Unreadable(f"{error}") from error
    found = batch.match(instance.people, instance.peers, instance.terms, instance.arcs)
    answer = writing.written(instance, found)
    give(answer, as_json=as_json, text=lambda: _show(answer))
    if answer["people"] and not answer["matched"]:
        raise typer.Exit(Exit.REFUSED)


def _show(answer: dict[str, Any]) -> None:
    table(
        f"{answer['matched']} of {answer['people']} people matched with {answer['peers']} peers. "
        f"Objective {answer['objective']:g}, bound {answer['bound']:g}.",
        ["Person", "Peer", "Cost", "Why"],
        [
            [one["person"], one["peer"], f"{one['cost']:g}", _told(one["reasons"])]
            for one in answer["assignment"]
        ]
        + [[one["person"], "–", "", _told(one["reasons"])] for one in answer["unmatched"]],
    )
    table(
        "Pairs that a hard rule removed.",
        ["Rule", "Pairs", "No other rule"],
        [[one["rule"], str(one["pairs"]), str(one["alone"])] for one in answer["removed"]],
    )


def _told(reasons: list[dict[str, Any]]) -> str:
    """Codes with their values: programs and people read the same words here."""
    return ", ".join(" ".join(str(value) for value in reason.values()) for reason in reasons)
