"""`kith solve stops`: places and candidate stops from a file."""

from pathlib import Path
from typing import Annotated, Any

import typer

from kith.config.cli.answer import give, table
from kith.config.cli.solving.instance import Unreadable, parse, read_text
from kith.config.failures import Broken, Failure


class NoChoice(Failure):
    """Nothing keeps what was asked for."""


def stops(
    path: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="JSON or OR-Library's text, or - for the input."),
    ],
    as_json: Annotated[
        bool, typer.Option("--json/--text", help="JSON for programs, or tables for people.")
    ] = True,
) -> None:
    """Choose the stops that reach the most people left out, or are nearest to all, with a bound."""
    text = read_text(path)
    try:
        from kith.outreach.rules.stops import orlib, reading, solving, writing
        from kith.outreach.rules.stops.problem import Impossible, Unfinished
        from kith.region.rules.fields import Unclear
    except ImportError as error:
        raise Broken(f"Stops need {error.name}: pip install {error.name}.") from error
    try:
        if orlib.is_text(text):
            instance = reading.of_graph(orlib.read(text))
        else:
            instance = reading.read(parse(text, path))
    except Unclear as error:
        raise Unreadable(f"{error}") from error
    try:
        answer = writing.written(instance, solving.solve(instance))
    except (Impossible, Unfinished) as error:
        raise NoChoice(f"No choice: {error}.") from error
    give(answer, as_json=as_json, text=lambda: _show(answer))


def _show(answer: dict[str, Any]) -> None:
    reached = answer["reached"]
    estimate = " Minutes are straight-line estimates." if answer["estimate"] else ""
    table(
        f"{reached['people']:g} people reached, {reached['percent']:.1f} %. Objective "
        f"{answer['objective']:g}, bound {answer['bound']:g} ({answer['status']}).{estimate}",
        ["Stop", "Why"],
        [[one["id"], _told(one["reasons"])] for one in answer["stops"]],
    )
    if answer["prices"]:
        table(
            "What pins and bans cost.",
            ["Candidate", "Is", "Costs"],
            [[one["id"], one["is"], f"{one['costs']:g}"] for one in answer["prices"]],
        )
    if answer["alternatives"]:
        table(
            "Nearly as good.",
            ["Instead of", "Take", "Objective", "Worse by"],
            [
                [", ".join(one["goes"]), ", ".join(one["comes"]), f"{one['objective']:g}",
                 f"{one['percent_worse']:.2f} %"]
                for one in answer["alternatives"]
            ],
        )  # fmt: skip
    for warning in answer["warnings"]:
        typer.echo(_told([warning]), err=True)


def _told(reasons: list[dict[str, Any]]) -> str:
    """Codes with their values: programs and people read the same words here."""
    return ", ".join(" ".join(str(value) for value in reason.values()) for reason in reasons)
