"""Reasons of matching as words, for whatever page shows them."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from kith.core.languages import name_of
from kith.peers import ways
from kith.peers.experiences import names
from kith.peers.forms.fields import TIMES as TIME_NAMES
from kith.peers.forms.fields import WAYS as WAY_NAMES
from kith.peers.forms.wishing import MINUTES, at_most
from kith.peers.models import Peer

TIMES = {
    "mornings": lambda: _("has time in the morning"),
    "afternoons": lambda: _("has time in the afternoon"),
    "evenings": lambda: _("has time in the evening"),
    "weekends": lambda: _("has time at weekends"),
}
WAYS = {
    "walking": lambda: _("likes to meet on a walk"),
    "phone": lambda: _("talks by telephone"),
    "video": lambda: _("talks by video"),
    "home": lambda: _("comes to your home"),
}


def _lived(values: Mapping[str, str]) -> str:
    """What an experience is called; `name` where a page with many has looked them all up."""
    code = values["value"]
    return values.get("name") or names((code,)).get(code, code)


def _experience(values: Mapping[str, str]) -> str:
    name = _lived(values)
    return _("has lived through it: %(experience)s") % {"experience": name}


def _not_experience(values: Mapping[str, str]) -> str:
    name = _lived(values)
    return _("has not said that they lived through it: %(experience)s") % {"experience": name}


def _gender(values: Mapping[str, str]) -> str:
    known = Peer.Gender.values
    return str(Peer.Gender(values["value"]).label) if values["value"] in known else ""


def _interpreter(values: Mapping[str, str]) -> str:
    return _("with an interpreter for %(language)s") % {"language": name_of(values["language"])}


def _not_speaks(values: Mapping[str, str]) -> str:
    return _("does not speak %(language)s") % {"language": name_of(values["value"])}


def _speaks(values: Mapping[str, str]) -> str:
    return _("speaks %(language)s") % {"language": name_of(values["value"])}


def _near_enough(values: Mapping[str, str]) -> str:
    """The way itself, where it is told."""
    return ways.in_words(values) if "minutes" in values else at_most(int(values["value"]))


def _too_far(values: Mapping[str, str]) -> str:
    if "minutes" not in values:
        return _("it is not known how long the way to them is")
    return _("%(way)s: longer than you wished") % {"way": ways.in_words(values)}


def _of(words: Mapping[str, Callable[[], str]]) -> Callable[[Mapping[str, str]], str]:
    return lambda values: words[values["value"]]() if values["value"] in words else ""


WORDS: dict[str, Callable[[Mapping[str, str]], str]] = {
    "lived_it": lambda _values: _("a peer: somebody who has been through hard times too"),
    "interpreter": _interpreter,
    "wish_experience": _experience,
    "wish_language": _speaks,
    "wish_gender": _gender,
    "wish_time": _of(TIMES),
    "wish_way": _of(WAYS),
    "wish_peer": lambda _values: _("you asked for them"),
    "missed_experience": _not_experience,
    "missed_language": _not_speaks,
    "missed_gender": lambda _values: _("another gender than you wished, or not said"),
    "missed_time": lambda _values: _("at other times than you wished"),
    "missed_way": lambda _values: _("meets in another way than you wished"),
    "wish_minutes": _near_enough,
    "told_minutes": ways.in_words,
    "missed_minutes": _too_far,
    "missed_peer": lambda _values: _("not the one you asked for"),
    "lifted_language": lambda _values: _("no language in common: somebody must interpret"),
    "lifted_conflict": lambda _values: _("you may know each other from elsewhere"),
    "lifted_asked": lambda _values: _("you were proposed to each other before"),
    "lifted_capacity": lambda _values: _("walks with as many people as they can already"),
}
"""Every code that proposals give. A test holds the two together."""

RULES = {
    "exclusion": lambda: _("kept apart for safety"),
    "veto": lambda: _("the person does not want them"),
    "conflict": lambda: _("they know each other from elsewhere"),
    "asked": lambda: _("one of them has said no before"),
    "clearance": lambda: _("not cleared for this"),
    "language": lambda: _("no language in common"),
    "capacity": lambda: _("no place left"),
}
"""What each hard rule is called."""


def _removed(rule: str) -> Callable[[Mapping[str, str]], str]:
    return lambda values: _("%(number)s left out: %(rule)s") % {
        "number": values["peers"], "rule": RULES[rule](),
    }  # fmt: skip


WORDS |= {
    "places_taken": lambda _values: _("whoever would fit goes to people who wait longer"),
    "no_peers": lambda _values: _("no peer takes new people just now"),
    "no_arc": lambda _values: _("nobody fits all the rules"),
    **{f"removed_{rule}": _removed(rule) for rule in RULES},
}
"""Why somebody stays on the list when the whole list is matched."""

LEFT_OUT = {
    "waits_no_more": lambda: _("has a proposal or a peer already, or does not want one any more"),
    "not_ready": lambda: _("this peer takes nobody new just now"),
    "no_place": lambda: _("this peer has no place left for them"),
    "apart": lambda: _("a rule keeps these two apart now"),
}
"""What has changed since a round was worked out."""


def with_names(
    reasons: Iterable[Mapping[str, Any]], lived: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Reasons ({code, values}) that need no look-up each; `lived` are `experiences.names()`."""
    found = []
    for one in reasons:
        code = one["values"].get("value", "")
        name = {"name": lived.get(code, code)} if one["code"].endswith("_experience") else {}
        found.append({**one, "values": {**one["values"], **name}})
    return found


def wish_words(wishes: Iterable[Mapping[str, str]]) -> list[str]:
    """Wishes ({kind, value}) as the form calls them, in their order."""
    lived = names() if any(wish["kind"] == "experience" for wish in wishes) else {}
    known = {
        **{("experience", code): name for code, name in lived.items()},
        **{("gender", code): str(label) for code, label in Peer.Gender.choices},
        **{("time", code): str(label) for code, label in TIME_NAMES},
        **{("way", code): str(label) for code, label in WAY_NAMES},
        **{("minutes", str(most)): str(at_most(most)) for most in MINUTES},
    }
    return [
        name_of(wish["value"])
        if wish["kind"] == "language"
        else known.get((wish["kind"], wish["value"]), wish["value"])
        for wish in wishes
    ]


def unwanted_words(unwanted: Iterable[Mapping[str, str]]) -> list[str]:
    """What "not somebody who" goes on with."""
    genders = {"man": _("is a man"), "woman": _("is a woman")}
    speaks = _("speaks %(language)s: we may know each other")
    return [
        speaks % {"language": name_of(one["value"])}
        if one["kind"] == "language"
        else genders.get(one["value"], one["value"])
        for one in unwanted
    ]
