"""Reasons of matching as words, for whatever page shows them."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from kith.core.languages import name_of
from kith.peers.experiences import names
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


def _experience(values: Mapping[str, str]) -> str:
    name = names((values["value"],)).get(values["value"], values["value"])
    return _("has lived through it: %(experience)s") % {"experience": name}


def _not_experience(values: Mapping[str, str]) -> str:
    name = names((values["value"],)).get(values["value"], values["value"])
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
