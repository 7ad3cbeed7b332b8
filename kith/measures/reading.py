"""What is sealed in an assessment, opened. For actions: they have asked who may, and record it."""

import json

from kith.measures import asking
from kith.measures.models import Assessment
from kith.measures.rules import answers as rules
from kith.measures.rules import scoring
from kith.measures.rules.answers import Answers
from kith.measures.rules.change import Point
from kith.measures.rules.definition import Instrument, Value
from kith.measures.rules.scoring import Result


def answers_of(assessment: Assessment) -> dict[str, Value]:
    """The answers that were given, by item."""
    text = assessment.unseal("answers_sealed")
    known: dict[str, Value] = json.loads(text) if text else {}
    return known


def result_of(assessment: Assessment, instrument: Instrument | None = None) -> Result:
    """Scored anew: the score is kept nowhere."""
    found = instrument or asking.find(assessment.instrument)
    return scoring.score(found, all_answers(assessment, found))


def all_answers(assessment: Assessment, instrument: Instrument) -> Answers:
    """Every item, the unanswered with None."""
    return rules.read(instrument, answers_of(assessment))


def point_of(assessment: Assessment, result: Result) -> Point | None:
    """A score that can be compared with others of its kind; None where there is none."""
    if result.score is None:
        return None
    return Point(result.score, assessment.version, assessment.language, assessment.mode)
