"""`kith solve tours`: weeks of tours from a file."""

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kith.config.cli.answer import give, table
from kith.config.cli.solving.instance import Unreadable, read, read_text
from kith.config.failures import Broken, Exit

if TYPE_CHECKING:
    from kith.outreach.rules.tours.problem import Problem
    from kith.outreach.rules.tours.searching import Progress


def tours(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="A JSON file, or Cordeau's text format, or - for the input."
        ),
    ],
    seconds: Annotated[float, typer.Option(min=0.0, help="How long to search.")] = 30.0,
    steps: Annotated[
        int | None,
        typer.Option(min=1, help="Search so many steps instead: then the seed decides the answer."),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="Another one finds another answer.")] = 1,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processors to search on; all if left out.")
    ] = None,
    rest_of: Annotated[
        Path | None,
        typer.Option(metavar="ANSWER", help="Plan the rest of a day of this earlier answer."),
    ] = None,
    day: Annotated[int, typer.Option(min=0, help="With --rest-of: the number of the day.")] = 0,
    now: Annotated[str, typer.Option(help="With --rest-of: the time, such as 13:10.")] = "00:00",
    broken: Annotated[
        list[str] | None, typer.Option(help="With --rest-of: a unit that is out of order.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json/--text", help="JSON for programs, or tables for people.")
    ] = True,
) -> None:
    """Plan tours for days or weeks. Ctrl-C ends the search and keeps the best."""
    try:
        from kith.outreach.rules.tours import solving
    except ImportError as error:
        raise Broken(f"Tours need {error.name}: pip install {error.name}.") from error
    problem = _problem(path)
    fixed = None
    if rest_of is not None:
        problem, fixed = _rest(problem, rest_of, day, now, frozenset(broken or ()))
    answer = solving.solve(
        problem, seconds=seconds, steps=steps, seed=seed, workers=workers or _processors(),
        progress=_Line(sys.stderr.isatty()).show,
    )  # fmt: skip
    if fixed is not None:
        answer["fixed"] = fixed
    give(answer, as_json=as_json, text=lambda: _show(answer))
    if answer["stops"] and not answer["served"]:
        raise typer.Exit(Exit.REFUSED)


def _problem(path: Path) -> "Problem":
    """Whichever of the two formats it is."""
    from kith.outreach.rules.tours import cordeau, reading
    from kith.region.rules.fields import Unclear

    text = read_text(path)
    try:
        if text.lstrip()[:1] in ("{", "["):
            return reading.read(json.loads(text))
        return cordeau.read(text, path.name)
    except json.JSONDecodeError as error:
        raise Unreadable(f"{path} is not JSON: {error}.") from error
    except (Unclear, cordeau.Misshapen) as error:
        raise Unreadable(f"{error}") from error


def _rest(
    problem: "Problem", path: Path, day: int, now: str, broken: frozenset[str]
) -> "tuple[Problem, dict[str, list[str]]]":
    """What is still to be planned of a day, and what stays as it was."""
    from kith.outreach.rules.tours import fields, replanning
    from kith.region.rules.fields import Unclear

    earlier = read(path)
    try:
        moment = fields.moment(now, "now")
        rest = replanning.rest_of_day(problem, earlier, day=day, now=moment, broken=broken)
    except Unclear as error:
        raise Unreadable(f"{error}") from error
    except (KeyError, TypeError) as error:
        raise Unreadable(f"{path} is no answer of this command to the same file.") from error
    return rest.problem, {unit: list(stops) for unit, stops in rest.fixed.items()}


def _processors() -> int:
    """Those this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(slots=True)
class _Line:
    """How far it is, on the error stream: one line that is written over; where no person looks, a
    line every ten seconds."""

    is_terminal: bool
    last: float = 0.0

    def show(self, now: "Progress") -> None:
        """Once more."""
        if not self.is_terminal and now.seconds < self.last + 10 and now.share < 1:
            return
        self.last = now.seconds
        left = f", {now.left_out} stops left out" if now.left_out else ""
        gap = "" if not now.bound or left else f" ({now.cost / now.bound - 1:.1%} above the bound)"
        line = f"{now.share:4.0%}  {now.steps:,} steps, best {now.cost:,.2f}{gap}{left}"
        over = self.is_terminal and now.share < 1
        typer.echo(f"\r{line}   " if self.is_terminal else line, err=True, nl=not over)


def _show(answer: dict[str, Any]) -> None:
    bound = answer["bound"] if isinstance(answer["bound"], str) else f"{answer['bound']:.2f}"
    rules = "every rule kept" if answer["check"]["kept"] else "RULES BROKEN"
    table(
        f"{answer['served']} of {answer['stops']} stops served. Objective "
        f"{answer['objective']:.2f}, bound {bound}; {rules}.",
        ["Day", "Unit", "Leaves", "Back", "Stops"],
        [
            [str(route.get("label", route["day"])), route["unit"], _hour(route["leaves"]),
             _hour(route["back"]),
             ", ".join(f"{v['stop']} {_hour(v['opens'])}" for v in route["visits"])]
            for route in answer["routes"]
        ],
    )  # fmt: skip
    if answer["unserved"]:
        table(
            "Left out.",
            ["Stop", "Why"],
            [[one["stop"], ", ".join(map(_told, one["reasons"]))] for one in answer["unserved"]],
        )
    if answer["relaxation"]:
        more = answer["relaxation"]
        table(
            "What would be enough for all that are left out because it is full.",
            ["Minutes more in every shift", "Units more", "Like"],
            [[str(more[name]) for name in ("minutes", "units", "like")]],
        )


def _told(reason: dict[str, Any]) -> str:
    """Codes with their values: programs and people read the same words here."""
    return " ".join(" ".join(v) if isinstance(v, list) else str(v) for v in reason.values())


def _hour(minutes: float) -> str:
    return f"{int(minutes) // 60:02d}:{int(minutes) % 60:02d}"
