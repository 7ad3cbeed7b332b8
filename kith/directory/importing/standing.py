"""Whether a source wants a row to be shown at all.

`do not refer`, inactive and excluded rows never reach the public. A service so marked is kept but
hidden, so that staff see why it is missing; any other row is left out and reported.
"""

import re
from functools import lru_cache
from typing import Any

from kith.directory.importing.records import Problems, RowLost
from kith.directory.importing.values import is_yes, plain

FROM_SOURCE = "The source says so."
"""`do_not_reason` of an import: a reason that somebody here wrote is never overwritten by one."""

YES_MEANS_HIDDEN = frozenset((
    "do_not_refer", "do_not_list", "donotrefer", "donotlist", "do_not_show", "do_not_display",
    "do_not_publish", "exclude", "excluded", "exclude_from_website", "exclude_from_directory",
    "hidden", "hide", "is_hidden", "unlisted", "is_unlisted", "suppress", "suppressed",
    "is_deleted", "deleted", "archived", "is_archived", "inactive", "is_inactive", "not_public",
    "is_private", "do_not_refer_flag", "internal_only", "staff_only",
))  # fmt: skip
NO_MEANS_HIDDEN = frozenset((
    "active", "is_active", "published", "is_published", "public", "is_public", "listed",
    "is_listed", "visible", "is_visible", "enabled", "approved", "is_approved", "show_on_website",
))  # fmt: skip
WORDS = ("flag", "status", "listing_status", "visibility", "do_not", "record_status", "state_flag")
HIDDEN = re.compile(
    r"do[\s_-]*not|don'?t\b|exclu|inactive|defunct|hidden|suppress|unlisted|archiv|delet|retired"
    r"|unpublish|expired|discontinued|disabled|removed|suspended|internal|private|^closed$|draft"
    r"|withdrawn|dissolved|ceased|merged into",
    re.I,
)
REFER = re.compile(r"refer", re.I)

STATUS = {
    "active": "active open published verified current live approved 1 yes true enabled public",
    "inactive": "inactive closed archived deleted disabled draft pending suspended unpublished no"
    " false 0 hidden expired retired excluded removed withdrawn unverified",
    "defunct": "defunct discontinued ended dissolved ceased",
}
_STATUS = {word: status for status, words in STATUS.items() for word in words.split()}
_STATUS |= {
    "permanently closed": "defunct", "closed permanently": "defunct", "no longer active": "defunct",
    "temporarily closed": "temporarily closed", "closed temporarily": "temporarily closed",
    "on hold": "temporarily closed", "paused": "temporarily closed",
}  # fmt: skip


def mark(table: str, values: dict[str, Any], problems: Problems) -> None:
    """Hide a service that its source hides; raise RowLost for any other row so marked."""
    reasons = _hiding(values)
    if table == "service":
        _mark_service(values, reasons, problems)
    elif reasons:
        raise RowLost("excluded", reasons[0], values.get(reasons[0], ""))
    elif "status" in values and values["status"] not in (None, ""):
        values["listing_status"] = values.pop("status")


def _hiding(values: dict[str, Any]) -> list[str]:
    """The names of the columns that say: not for the public."""
    yes, no, words = _telling(tuple(values))
    if not (yes or no or words):
        return []
    found = [k for k in yes if _says_yes(values[k])] + [k for k in no if _says_no(values[k])]
    for k in words:
        said = values[k]
        if said and (HIDDEN.search(plain(said)) or (k == "flag" and is_yes(said))):
            found.append(k)
    return sorted(found)


@lru_cache(maxsize=2000)
def _telling(columns: tuple[str, ...]) -> tuple[list[str], list[str], list[str]]:
    """Which of these columns can say so. Rows of one file have the same: looked at once."""
    return (
        [c for c in columns if c in YES_MEANS_HIDDEN],
        [c for c in columns if c in NO_MEANS_HIDDEN],
        [c for c in columns if c in WORDS],
    )


def _says_yes(said: Any) -> bool:
    """ "Yes", and also any words: somebody wrote why."""
    return said not in (None, "") and plain(said).lower() not in (
        "no", "n", "false", "f", "0", "off", "none", "null", "n/a", "never", "-", "non", "não",
    )  # fmt: skip


def _says_no(said: Any) -> bool:
    return said not in (None, "") and plain(said).lower() in ("no", "n", "false", "f", "0", "off")


def _mark_service(values: dict[str, Any], reasons: list[str], problems: Problems) -> None:
    said = plain(values.get("status") or "").lower().replace("_", " ")
    values["status"] = _STATUS.get(said, "active" if not said else "inactive")
    if said and said not in _STATUS:
        # A code nobody explained may mean "closed". Nobody is sent there until somebody looks.
        problems.altered("status", "unknown_status", said)
    hidden = [column for column in reasons if column != "status"]
    yes, no, words = _telling(tuple(values))
    given = [*yes, *no, *(word for word in words if word != "status")]
    if not hidden and not given:
        return
    refer = any(REFER.search(f"{c} {values.get(c)}") for c in hidden)
    if hidden:
        problems.altered(hidden[0], "not_listed", values.get(hidden[0], ""))
    for column in given:
        values.pop(column)
    values["do_not_list"] = bool(hidden)
    values["do_not_refer"] = refer
    values["do_not_reason"] = FROM_SOURCE if hidden else ""
