"""Circles in words, in the language of the page: when they meet, and why one is laid out."""

import datetime as dt
from collections.abc import Callable, Mapping

from django.utils import formats
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.circles.models import Circle
from kith.core.languages import name_of
from kith.directory.rules.opening import CODES
from kith.peers.experiences import names
from kith.peers.models import Peer

NTH = {
    "1": lambda day: _("the first %(day)s") % {"day": day},
    "2": lambda day: _("the second %(day)s") % {"day": day},
    "3": lambda day: _("the third %(day)s") % {"day": day},
    "4": lambda day: _("the fourth %(day)s") % {"day": day},
    "-1": lambda day: _("the last %(day)s") % {"day": day},
}


def rule_in_words(rule: Mapping[str, str]) -> str:
    """freq, interval, byday, time (HH:MM) as: "every week, Tuesday, 18:30"."""
    code = rule.get("byday", "")
    if code[-2:] not in CODES:
        return ""
    day, nth = str(WEEKDAYS[CODES.index(code[-2:])]), code[:-2]
    told = {
        "day": NTH[nth](day) if nth in NTH else day,
        "time": formats.time_format(dt.time.fromisoformat(rule["time"]), "TIME_FORMAT"),
        "number": rule.get("interval", "1"),
    }
    if rule.get("freq") == "MONTHLY":
        return _("every month, %(day)s, %(time)s") % told
    if told["number"] == "1":
        return _("every week, %(day)s, %(time)s") % told
    return _("every %(number)s weeks, %(day)s, %(time)s") % told


def way_in_words(way: str, district: str = "") -> str:
    """How one takes part; the part of town, never the place."""
    if way == Circle.Way.PLACE and district:
        return _("face to face, %(district)s") % {"district": district}
    words = {
        "place": lambda: _("face to face; you learn where when you have a seat"),
        "online": lambda: _("by video"), "phone": lambda: _("by telephone"),
    }  # fmt: skip
    return words[way]() if way in words else ""


def gender_in_words(gender: str) -> str:
    """For whom it is, where it is not for everybody."""
    words = {
        Peer.Gender.WOMAN: lambda: _("for women"), Peer.Gender.MAN: lambda: _("for men"),
        Peer.Gender.ANOTHER: lambda: _("for people of another gender"),
    }  # fmt: skip
    return words[Peer.Gender(gender)]() if gender in Peer.Gender.values else ""


def _free(values: Mapping[str, str]) -> str:
    number = int(values["number"])
    return ngettext("%(number)s place free", "%(number)s places free", number) % {"number": number}


def _full(values: Mapping[str, str]) -> str:
    number = int(values["number"])
    if not number:
        return _("full at the moment; you would be the first to move up")
    words = ngettext(
        "full at the moment; %(number)s waits before you",
        "full at the moment; %(number)s wait before you", number,
    )  # fmt: skip
    return words % {"number": number}


def _language(values: Mapping[str, str]) -> str:
    return _("in %(language)s") % {"language": name_of(values["language"])}


def _about(values: Mapping[str, str]) -> str:
    name = names((values["value"],)).get(values["value"], values["value"])
    return _("others there know it too: %(need)s") % {"need": name}


def _later(values: Mapping[str, str]) -> str:
    day = formats.date_format(dt.date.fromisoformat(values["on"]), "SHORT_DATE_FORMAT")
    return _("begins on %(day)s") % {"day": day}


WORDS: dict[str, Callable[[Mapping[str, str]], str]] = {
    "circle": lambda _values: _("a circle: a small group of people who have been there too"),
    "circle_free": _free,
    "circle_full": _full,
    "circle_speaks": _language,
    "circle_language": lambda values: (
        _("held in %(language)s") % {"language": name_of(values["language"])}
    ),
    "circle_meets": rule_in_words,
    "circle_way": lambda values: way_in_words(values["way"], values.get("district", "")),
    "circle_about": _about,
    "circle_gender": lambda values: gender_in_words(values["value"]),
    "circle_later": _later,
}
"""Every code that circles give as options, beside those of the directory. A test holds them
together."""
