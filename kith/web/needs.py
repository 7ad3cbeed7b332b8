"""The six everyday needs of the front page."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kith.directory.models import Taxonomy, TaxonomyTerm, TermName

MOST = 6


@dataclass(frozen=True, slots=True)
class Need:
    """code: what stands in the address of a search."""

    code: str
    name: str | Promise
    icon: str


BUILT_IN = (
    Need("talk", _("Someone to talk to"), "chat-heart"),
    Need("anxious-or-low", _("Feeling anxious or low"), "cloud-drizzle"),
    Need("family", _("Children and family"), "people"),
    Need("safe-place", _("A safe place"), "house-heart"),
    Need("food-and-money", _("Food and money"), "basket"),
    Need("alcohol-and-drugs", _("Alcohol and drugs"), "cup-straw"),
)


def everyday() -> list[Need]:
    """What the directory's keepers put first (positions 1 to 6), else what is built in."""
    labels = TermName.objects.filter(is_label=True, language=get_language() or "en")
    terms = (
        TaxonomyTerm.objects.filter(
            taxonomy__kind=Taxonomy.Kind.NEEDS, parent=None, removed_at=None,
            position__range=(1, MOST),
        )
        .prefetch_related(Prefetch("names", labels, to_attr="labels"))
        .order_by("position", "name", "id")[:MOST]
    )  # fmt: skip
    return [_need(term) for term in terms] or list(BUILT_IN)


def _need(term: TaxonomyTerm) -> Need:
    labels: list[TermName] = term.labels  # type: ignore[attr-defined]
    known = {need.code: need.name for need in BUILT_IN}
    name = labels[0].name if labels else known.get(term.code, term.name)
    return Need(term.code, name, term.icon or "circle")
