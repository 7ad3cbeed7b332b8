"""Measures without a database: score, list, show, change; FHIR Questionnaires in and out."""

import json
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kith.config.cli.answer import AsJson, give, guarded, table
from kith.config.failures import Exit, Failure

if TYPE_CHECKING:
    from kith.measures.rules.definition import Instrument

app = typer.Typer(no_args_is_help=True, help="Score measures; no database is needed.")

Name = Annotated[str, typer.Argument(help="Which measure, such as phq-9; capitals do not matter.")]


LONGEST = 200
"""Characters of what somebody typed that an error repeats."""


class TypedWrongly(Failure):
    """Not understood as it stands."""

    code = Exit.USAGE


def score(
    name: Name,
    answers: Annotated[
        str,
        typer.Option(
            help="JSON: a list by position or an object by item, null for not answered; "
            "@FILE reads a file, - standard input."
        ),
    ],
    as_json: Annotated[
        bool, typer.Option("--json/--text", help="JSON for programs, or a sentence for people.")
    ] = True,
) -> None:
    """Score one filled-in measure. 0: scored, 1: not scorable, 2: typed wrongly."""
    from kith.measures import telling
    from kith.measures.rules import answers as reading
    from kith.measures.rules import scoring

    instrument = _instrument(name)
    try:
        read = reading.read(instrument, _json(answers))
    except reading.Unreadable as error:
        raise TypedWrongly(str(error)) from None
    result = scoring.score(instrument, read)
    give(
        telling.result_as_json(instrument, result),
        as_json=as_json,
        text=telling.result_in_english(instrument, result),
    )
    if not result.is_scored:
        raise typer.Exit(Exit.REFUSED)


def list_measures(as_json: AsJson = False) -> None:
    """Every measure that is here, with its languages and its licence."""
    from kith.measures import library, telling

    _look_at_home()
    found = list(library.instruments().values())
    give(
        [telling.summary(instrument) for instrument in found],
        as_json=as_json,
        text=lambda: table(
            f"{len(found)} measures",
            ["Name", "Items", "Languages", "Better", "Text"],
            [[i.name, str(len(i.items)), " ".join(sorted(i.texts)) or "scoring only", i.better,
              i.licence.name] for i in found],
        ),
    )  # fmt: skip


def show(
    name: Name,
    language: Annotated[str, typer.Option(help="Wording in this language, such as es.")] = "en",
    as_json: AsJson = False,
) -> None:
    """One measure: items, scoring, bands, licence and source."""
    from kith.measures import telling

    instrument = _instrument(name)
    give(
        telling.whole(instrument),
        as_json=as_json,
        text=lambda: typer.echo(telling.whole_in_english(instrument, language)),
    )


def change(
    name: Name,
    before: Annotated[str, typer.Option(help="The earlier score.")],
    after: Annotated[str, typer.Option(help="The later score.")],
    sd: Annotated[str, typer.Option(help="Spread of the population; else the measure's own.")] = "",
    reliability: Annotated[str, typer.Option(help="Reliability, 0 to below 1.")] = "",
    as_json: Annotated[
        bool, typer.Option("--json/--text", help="JSON for programs, or a sentence for people.")
    ] = True,
) -> None:
    """Whether a change is reliable (Jacobson & Truax 1991). 1: nothing is known to judge it by."""
    from kith.measures import telling
    from kith.measures.rules import change as rules

    instrument = telling.with_spread(_instrument(name), _number(sd), _number(reliability))
    points = [rules.Point(_score(instrument, text)) for text in (before, after)]
    try:
        found = rules.compare(instrument, *points)
    except rules.NotComparable as error:
        raise Failure(str(error)) from None
    give(telling.change_as_json(instrument, found), as_json=as_json, text=found.verdict)


def _instrument(name: str) -> "Instrument":
    from kith.measures import library

    _look_at_home()
    try:
        return library.get(name)
    except library.UnknownInstrument as error:
        raise TypedWrongly(str(error)) from None


def _look_at_home() -> None:
    """An installation keeps the wordings it brought in itself in its own folder."""
    from kith.config import home
    from kith.measures import library

    library.look_also_in(home.folder() / "measures")


def _json(text: str) -> Any:
    """What was typed, from a file or from standard input; a key that stands twice is refused."""
    try:
        return json.loads(_text(text), object_pairs_hook=_once, parse_constant=_no_number)
    except RecursionError:
        raise TypedWrongly("The answers are nested too deeply.") from None
    except ValueError as error:
        raise TypedWrongly(f"The answers are not JSON: {str(error)[:LONGEST]}.") from None


def _text(typed: str) -> str:
    """The text itself. UnicodeDecodeError, a ValueError, where it is none."""
    if typed == "-":
        return sys.stdin.buffer.read().decode("utf-8-sig")
    if not typed.startswith("@"):
        return typed
    path = Path(typed[1:])
    if not path.is_file():
        raise TypedWrongly(f"There is no file {path}.")
    return path.read_text(encoding="utf-8-sig")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no_number(word: str) -> Any:
    raise ValueError(f"{word} is no answer")


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text) if text else None
    except ArithmeticError:
        number = Decimal("NaN")
    if number is not None and not number.is_finite():
        raise TypedWrongly(f"{text} is no number.")
    return number


def _score(instrument: "Instrument", text: str) -> Decimal:
    """A score that the measure can give."""
    number = _number(text)
    low, high = instrument.lowest, instrument.highest
    if number is None or low is None or high is None or not low <= number <= high:
        raise TypedWrongly(f"{text or 'Nothing'} is no score of {instrument.short}.")
    return number


def fhir(
    name: Name,
    language: Annotated[str, typer.Option(help="Wording in this language, such as es.")] = "en",
    as_json: AsJson = False,
) -> None:
    """A measure as a FHIR R4 Questionnaire. The wording comes along where it may be shown."""
    from kith.measures.fhir import questionnaire

    give(questionnaire.of(_instrument(name), language), as_json=True)


def bring_in(
    path: Annotated[Path, typer.Argument(help="A FHIR R4 Questionnaire, JSON.", exists=True)],
    official: Annotated[
        bool, typer.Option("--official", help="I hold it to be the authors' own form.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Bring in a wording, or a measure that is not here yet, from a FHIR R4 Questionnaire."""
    from kith.config import home
    from kith.measures.fhir import reading

    _look_at_home()
    try:
        brought = reading.read(path.read_text(encoding="utf-8-sig"), is_official=official)
    except reading.CannotBringIn as error:
        raise Failure(str(error)) from None
    to = brought.save(home.folder() / "measures")
    give(
        {"instrument": brought.name, "language": brought.language, "path": str(to)},
        as_json=as_json,
        text=f"{brought.name} in {brought.language} is in {to}.",
    )


COMMANDS: dict[str, Callable[..., None]] = {
    "score": score,
    "list": list_measures,
    "show": show,
    "change": change,
    "fhir": fhir,
    "import": bring_in,
}
for _name, _function in COMMANDS.items():
    app.command(_name)(guarded(_function))
