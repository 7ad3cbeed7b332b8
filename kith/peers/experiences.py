"""What peers may have lived through, in the words people ask with: needs of the directory."""

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from kith.directory.models import Taxonomy, TaxonomyTerm, TermName

WALKED = (
    "talk", "peer-support", "loneliness", "grief", "anxious-or-low", "anxiety", "depression",
    "stress", "sleep", "trauma", "unusual-experiences", "eating", "family", "young-people",
    "parenting", "new-baby", "older-people", "carers", "violence", "housing", "work",
    "alcohol-and-drugs", "recovery", "gambling",
)  # fmt: skip
"""Codes of needs in which somebody who has lived it can walk along. A shelter bed is not."""


def names(codes: tuple[str, ...] = WALKED) -> dict[str, str]:
    """What they are called in the language of the page: one query."""
    label = TermName.objects.filter(
        term=OuterRef("pk"), language=get_language() or "en", is_label=True
    )
    terms = TaxonomyTerm.objects.filter(
        taxonomy__kind=Taxonomy.Kind.NEEDS, code__in=codes, removed_at=None
    ).annotate(label=Coalesce(Subquery(label.values("name")[:1]), "name"))
    return dict(terms.order_by("position", "name").values_list("code", "label"))


def choices() -> list[tuple[str, str]]:
    """For a form; the codes themselves where the directory has no needs yet."""
    return list((names() or {code: code for code in WALKED}).items())
