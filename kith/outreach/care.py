"""Where care is already, as anybody finds it in the directory: public places only."""

from uuid import UUID

from django.db.models import BooleanField, F, Func, Value

from kith.directory.models.listing import Listing
from kith.outreach.rules.choice.question import ANY, NOBODY


class _Found(Func):
    """Whether a line of search is found by a word of its own."""

    arg_joiner = " @@ "
    template = "(%(expressions)s::tsquery)"
    output_field = BooleanField()


def places(need: str, language: str = "") -> list[tuple[float, float]]:
    """Latitude and longitude of each place that offers a need: its id, ANY or NOBODY; in a
    language, where one is named. Services that take nobody now are left out; so is every address
    that is not public."""
    if need == NOBODY:
        return []
    rows = Listing.objects.filter(earth__isnull=False, is_paused=False)
    if need != ANY:
        rows = rows.filter(_Found(F("words"), Value(f"'n/{UUID(need).hex}'")))
    if language:
        rows = rows.filter(languages__contains=[language])
    found = rows.values_list("location__latitude", "location__longitude").distinct()
    return sorted((at, along) for at, along in found if at is not None and along is not None)
