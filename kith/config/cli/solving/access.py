"""`kith solve access`: places, services and what it costs to get there, from a file."""

from pathlib import Path
from typing import Annotated, Any

import typer

from kith.config.cli.answer import give, table
from kith.config.cli.solving.instance import Unreadable, read
from kith.config.failures import Broken, Exit


def access(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="A JSON file, or - for the input.")],
    as_json: Annotated[
        bool, typer.Option("--json/--text", help="JSON for programs, or tables for people.")
    ] = True,
) -> None:
    """How much care each place can reach (floating catchments), who is worst served, and why."""
    data = read(path)
    try:
        from kith.region.rules.catchment import reading, solving, writing
        from kith.region.rules.fields import Unclear
    except ImportError as error:
        raise Broken(f"Access needs {error.name}: pip install {error.name}.") from error
    try:
        instance = reading.read(data)
    except Unclear as error:
        raise Unreadable(f"{error}") from error
    answer = writing.written(instance, solving.solve(instance))
    give(answer, as_json=as_json, text=lambda: _show(answer))
    if answer["places"] and answer["status"] == "nothing":
        raise typer.Exit(Exit.REFUSED)


def _show(answer: dict[str, Any]) -> None:
    estimate = " Minutes are straight-line estimates." if answer["estimate"] else ""
    table(
        f"{answer['places']} places, {answer['services']} services, {answer['method']}.{estimate}",
        ["Group", "People", "Mean score", "To everybody's", "With something in reach"],
        [_group(one) for one in answer["groups"]],
    )
    table(
        "Worst served.",
        ["Place", "People", "Score", "Why"],
        [
            [one["place"], f"{one['people']:g}", f"{one['score']:.6g}", _told(one["reasons"])]
            for one in answer["worst"]
        ],
    )
    for one in answer.get("plan", {}).get("change", []):
        typer.echo(
            f"{one['name']}: mean {one['before']:.6g} -> {one['after']:.6g}, "
            f"{one['newly_inside']:g} people newly in reach, {one['no_longer']:g} no longer."
        )
    for warning in answer["warnings"]:
        typer.echo(_told([warning]), err=True)


def _group(one: dict[str, Any]) -> list[str]:
    ratio = "" if one["ratio"] is None else f"{one['ratio']:.2f}"
    return [one["name"], f"{one['people']:g}", f"{one['mean']:.6g}", ratio, f"{one['inside']:g}"]


def _told(reasons: list[dict[str, Any]]) -> str:
    """Codes with their values: programs and people read the same words here."""
    return ", ".join(" ".join(str(value) for value in reason.values()) for reason in reasons)
