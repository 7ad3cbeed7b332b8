"""What the codes of the data files are called on a page, in the page's language. The wording of the
instruments themselves is never here: it is theirs."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ABOUT: dict[str, str | Promise] = {
    "low_mood": _("Mood, sleep and energy"),
    "worry": _("Worry and tension"),
    "distress": _("How hard things have been"),
    "wellbeing": _("How well things have been"),
    "loneliness": _("Feeling alone"),
    "getting_by": _("Getting by from day to day"),
    "after_shock": _("After something terrible"),
    "danger": _("Being in danger"),
    "stigma": _("What people think of asking for help"),
    "other": _("Something else"),
}
"""Neutral enough to be read over a shoulder."""

RECALL: dict[str, str | Promise] = {
    "week": _("The last week"),
    "two_weeks": _("The last two weeks"),
    "four_weeks": _("The last four weeks"),
    "month": _("The last month"),
    "now": _("These days"),
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """label: for staff. plain: for the person, a whole sentence."""

    label: str | Promise
    plain: str | Promise


BANDS: dict[str, Meaning] = {
    "minimal": Meaning(_("Few signs"), _("Your answers show few signs of this.")),
    "mild": Meaning(
        _("Some signs"),
        _("Your answers show some signs of this. Many people have times like that."),
    ),
    "moderate": Meaning(
        _("Clear signs"),
        _("Your answers show clear signs of this. It is worth talking with somebody about it."),
    ),
    "moderately_severe": Meaning(
        _("Many signs"),
        _("Your answers show many signs of this. Please talk with somebody about it soon."),
    ),
    "severe": Meaning(
        _("Many strong signs"),
        _(
            "Your answers show many strong signs of this. You should not have to carry it "
            "alone. Please talk with somebody soon."
        ),
    ),
    "below_cut": Meaning(_("Below the line"), _("Your answers are like those of most people.")),
    "near_cut": Meaning(
        _("Near the line"),
        _("Your answers are near the line from which a closer look makes sense."),
    ),
    "above_cut": Meaning(
        _("Above the line"),
        _(
            "Your answers show that things are hard now. It is worth talking with somebody "
            "about it."
        ),
    ),
    "look_further": Meaning(
        _("Worth a closer look"),
        _("Your answers show that a closer look makes sense."),
    ),
    "very_low_wellbeing": Meaning(
        _("Very low"),
        _(
            "Your answers show that you have had little that does you good. Please talk with "
            "somebody soon."
        ),
    ),
    "low_wellbeing": Meaning(
        _("Low"),
        _(
            "Your answers show that you could do with more that does you good. It is worth "
            "talking with somebody about it."
        ),
    ),
    "average_wellbeing": Meaning(
        _("In the middle"),
        _("Your answers are like those of most people."),
    ),
    "good_wellbeing": Meaning(_("Good"), _("Your answers show that much does you good.")),
    "high_wellbeing": Meaning(_("High"), _("Your answers show that much does you good.")),
    "not_lonely": Meaning(
        _("Not lonely"),
        _("Your answers are like those of people who feel among others."),
    ),
    "lonely": Meaning(
        _("Lonely"),
        _(
            "Your answers are like those of people who often feel alone. There are groups and"
            " people nearby."
        ),
    ),
    "somewhat_lonely": Meaning(
        _("Somewhat lonely"),
        _(
            "Your answers are like those of people who sometimes feel alone. There are groups"
            " and people nearby."
        ),
    ),
    "very_lonely": Meaning(
        _("Very lonely"),
        _(
            "Your answers are like those of people who often feel alone. There are groups and"
            " people nearby."
        ),
    ),
    "low_distress": Meaning(_("Low"), _("Your answers are like those of most people.")),
    "moderate_distress": Meaning(
        _("Moderate"),
        _("Your answers show that things have been hard at times."),
    ),
    "high_distress": Meaning(
        _("High"),
        _(
            "Your answers show that things are hard now. It is worth talking with somebody "
            "about it."
        ),
    ),
    "very_high_distress": Meaning(
        _("Very high"),
        _("Your answers show that things are very hard now. Please talk with somebody soon."),
    ),
}
LEVELS: dict[str, str | Promise] = {
    "none": _("No sign of danger in these answers"),
    "low": _("Low"),
    "moderate": _("Moderate"),
    "high": _("High"),
}
"""Of the screener, for staff."""
VERDICTS: dict[str, str | Promise] = {
    "improved": _("Better, by more than chance"),
    "unchanged": _("Not clearly different"),
    "worse": _("Worse, by more than chance"),
}
REASONS: dict[str, str | Promise] = {
    "nothing_answered": _("No question was answered, so there is no result."),
    "incomplete": _("Some questions were left open, so there is no result. That is all right."),
    "too_many_missing": _(
        "Many questions were left open, so there is no result. That is all right."
    ),
}
SUBSCALES: dict[str, str | Promise] = {
    "emotional": _("Missing somebody close"),
    "social": _("Missing company"),
    "intrusion": _("Coming back"),
    "avoidance": _("Keeping away"),
    "mood": _("Thoughts and mood"),
    "arousal": _("On guard"),
}
STATES: dict[str, tuple[str, str, str | Promise]] = {
    "offered": ("wait", "envelope", _("Waits for an answer")),
    "open": ("calm", "pencil", _("Begun")),
    "finished": ("good", "check-lg", _("Filled in")),
    "stopped": ("off", "x-lg", _("Stopped")),
    "mistake": ("off", "x-lg", _("Entered by mistake")),
}
"""Tone, icon and words of each state."""


def about(code: str) -> str:
    return str(ABOUT.get(code, code.replace("_", " ")))


def label(code: str) -> str:
    """A band, for staff."""
    return str(BANDS[code].label) if code in BANDS else code.replace("_", " ")


def level(code: str) -> str:
    """A level of the screener, for staff."""
    return str(LEVELS.get(code, code))


def plain(code: str) -> str:
    """A band, for the person."""
    return str(BANDS[code].plain) if code in BANDS else ""
