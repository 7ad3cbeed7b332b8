"""What the form offers to choose from."""

from functools import cache
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from kith.core.languages import INTERFACE, SPOKEN_CODES, name_of
from kith.directory.models.service import Access, Cost
from kith.directory.search.address import DISTANCES, Typed


@cache
def spoken() -> tuple[tuple[str, str], ...]:
    """Languages to ask for: those of the pages first, then the others by their own names."""
    first = tuple((language.code.split("-")[0], language.name) for language in INTERFACE)
    known = {code for code, _name in first} | {"prs"}
    rest = sorted({(code, name_of(code)) for code in SPOKEN_CODES if code not in known},
                  key=lambda pair: pair[1].casefold())  # fmt: skip
    return (*first, *rest)


def all_of(form: Typed) -> dict[str, Any]:
    """For the template: (value, label, is chosen)."""
    return {
        "spoken": [(code, name, code in form.speaks) for code, name in spoken()],
        "ways": [(way.value, way.label, way.value in form.way) for way in Access],
        "costs": [
            (cost.value, cost.label, cost.value in form.cost)
            for cost in Cost
            if cost is not Cost.UNKNOWN
        ],
        "distances": [
            (str(km), _("%(km)s km") % {"km": km}, str(km) == form.km) for km in DISTANCES
        ],
        "weekdays": [(str(day), name, str(day) == form.day) for day, name in WEEKDAYS.items()],
    }
