"""What the log's codes are called on a page. A room names its own in `ready()`."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_verbs: dict[str, str | Promise] = {
    "opened": _("Read something personal"),
    "exported": _("Took a copy away"),
    "erased": _("Erased a person"),
    "shared": _("Shared with another organisation"),
    "broke glass": _("Opened without being in the care team"),
}
_subjects: dict[str, str | Promise] = {"people.person": _("a person")}


def register_verbs(verbs: Mapping[str, str | Promise]) -> None:
    """Name what can be done, by the verb of its entries."""
    _verbs.update(verbs)


def register_subjects(subjects: Mapping[str, str | Promise]) -> None:
    """Name what it can be done to, by model label: "people.person"."""
    _subjects.update(subjects)


def known_verbs() -> frozenset[str]:
    """The verbs that have words."""
    return frozenset(_verbs)


def verb(code: str) -> str:
    """The words for a verb; the code itself, readable, where a room forgot to name it."""
    return str(_verbs.get(code, code.replace("_", " ")))


def subject(label: str) -> str:
    """The words for what an entry speaks of."""
    return str(_subjects.get(label, label.rpartition(".")[2]))
