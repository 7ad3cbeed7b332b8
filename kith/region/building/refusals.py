"""Why a region cannot be built."""

from django.utils.translation import gettext_lazy as _

from kith.core.refusals import Refusal


class CannotBuild(Refusal):
    """A file cannot be used; the sentence says which and why."""

    status = 422


class AlreadyBuilding(Refusal):
    """Two builds of the same at once would write into each other."""

    message = _("This region is being built already. Wait until that is done.")


class NoSuchRegion(Refusal):
    message = _("There is no such region here. Build one: kith region build.")
    status = 404
