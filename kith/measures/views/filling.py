"""What a press of a button does to a form under way, wherever it is shown."""

from dataclasses import dataclass

from django.http import HttpRequest

from kith.accounts.models import Member
from kith.measures import actions, asking, reading, sheets
from kith.measures.models import Assessment
from kith.measures.refusals import NoWording
from kith.measures.rules import concern
from kith.measures.rules.scoring import Result
from kith.measures.sheets import Sheet


@dataclass(frozen=True, slots=True)
class Turn:
    """What comes next. went: "on", "later", "finished", "stopped". severity: of what was said so
    far, so that help stands on the page at once."""

    went: str
    sheet: Sheet | None = None
    result: Result | None = None
    severity: str = ""


def turn(request: HttpRequest, assessment: Assessment, by: Member | None = None) -> Turn:
    """Keep what was sent, then do what the button says."""
    go = request.POST.get("go", "")
    instrument = asking.find(assessment.instrument)
    answered = sheets.given(instrument, request.POST)
    if go == "stop":
        actions.stop(assessment=assessment, by=by)
        return Turn("stopped")
    if go == "finish":
        result = actions.finish(assessment=assessment, given=answered, by=by)
        return Turn("finished", result=result, severity=_severity(result))
    result = actions.save_answers(assessment=assessment, given=answered, by=by)
    if go == "later":
        return Turn("later", severity=_severity(result))
    return Turn("on", show(request, assessment, go), severity=_severity(result))


def show(request: HttpRequest, assessment: Assessment, go: str = "") -> Sheet:
    """The form with what was answered, at the question that comes next."""
    instrument = asking.find(assessment.instrument)
    text = instrument.text_in(assessment.language)
    if text is None:
        raise NoWording
    answers = reading.answers_of(assessment)
    place = _place(request)
    if go == "all" or (place is None and go not in ("one", "next", "back")):
        return sheets.sheet(instrument, text, answers, None if go == "all" else 0)
    steps = {"next": 1, "back": -1}
    at = sheets.place_after(instrument, answers, place or 0, steps[go]) if go in steps else 0
    return sheets.sheet(instrument, text, answers, at)


def severity_now(assessment: Assessment) -> str:
    """Of the answers so far."""
    instrument = asking.find(assessment.instrument)
    found = concern.of(instrument, reading.all_answers(assessment, instrument))
    return found.severity if found else ""


def _severity(result: Result) -> str:
    return result.concern.severity if result.concern else ""


def _place(request: HttpRequest) -> int | None:
    """Which question was shown; None when all were."""
    at = request.POST.get("at", "")
    return int(at) if at.isdecimal() and len(at) < 4 else None
