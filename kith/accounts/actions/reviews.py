"""A community's word on the words of the pages."""

from django.utils.translation import gettext_lazy as _

from kith.accounts import catalogues, tenancy
from kith.accounts.models import CatalogueReview, Member, Role
from kith.audit import chain
from kith.core import clock
from kith.core.refusals import NotYours, Refusal

REVIEWERS = (Role.COUNCIL, Role.ADMINISTRATOR)
"""Community council members speak for their language; an administrator enters it for them."""


class NothingToReview(Refusal):
    message = _("There is nothing to review in this language.")
    status = 404


class WordsChanged(Refusal):
    message = _("The words were changed while you were reading. Please look at them again.")


def review_catalogue(
    *, by: Member, language: str, digest: str, is_approved: bool
) -> CatalogueReview:
    """Approve a language's words as they were read (`digest`), or say that they need work.

    The name is published beside the language, for the whole installation.
    """
    if not (by.is_active and by.has_role(*REVIEWERS)):
        raise NotYours
    catalogue = catalogues.find(language)
    if catalogue is None or catalogue.language.code == catalogues.SOURCE or not catalogue.total:
        raise NothingToReview
    if catalogue.digest != digest:
        raise WordsChanged
    with tenancy.acting_for(by.organization_id):
        review = CatalogueReview.objects.create(
            language=language, catalogue=digest, is_approved=is_approved, reviewed_by=by.id,
            reviewer_name=by.name, reviewer_of=by.organization.name, reviewed_at=clock.now(),
        )  # fmt: skip
        chain.record(
            "catalogue_reviewed", by=by, organization=by.organization_id, subject=review,
            stream="settings", language=language, approved=is_approved,
        )  # fmt: skip
    return review
