"""The verbs of this room. Pages, jobs, the command line and tests call the same ones.

offering   a private link, or sitting down together
answering  save and go on, finish, stop; from paper; entered by mistake
opening    answers, score and trajectory of one person; every opening is recorded
counting   outcomes over many, small numbers held back
keeping    trainings, and what counts as a change here
tablet     a device handed to a person, answered on, called from, taken back
forgetting links that ran out, and what is left lying about

All are keyword-only, run in one transaction and raise a `Refusal` or do their work. `by=None` means
the person themselves, who came in by `links.following(...)`.
"""

from kith.measures.actions.answering import correct, finish, save_answers, stop, take_down
from kith.measures.actions.counting import count_outcomes
from kith.measures.actions.forgetting import end_links, forget_what_is_left
from kith.measures.actions.keeping import end_training, record_training, set_spread
from kith.measures.actions.offering import begin, begin_by_link, offer
from kith.measures.actions.opening import (
    Opened,
    Trajectory,
    as_fhir,
    open_assessment,
    open_trajectory,
)
from kith.measures.actions.tablet import Received, hand_over, receive, take_back

__all__ = [
    "Opened", "Received", "Trajectory", "as_fhir", "begin", "begin_by_link", "correct",
    "count_outcomes", "end_links", "end_training", "finish", "forget_what_is_left", "hand_over",
    "offer", "open_assessment", "open_trajectory", "receive", "record_training", "save_answers",
    "set_spread", "stop", "take_back", "take_down",
]  # fmt: skip
