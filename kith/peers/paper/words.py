"""What stands on a certificate, in one language: no layout, so that a test can read it."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import formats, translation
from django.utils.translation import gettext as _

from kith.core.languages import is_rtl
from kith.peers.models import Certificate


@dataclass(frozen=True, slots=True)
class Sheet:
    """link: what the square code says. The number stands behind a `#`, which no browser sends: it
    is in no log of any server. made_on: the day the file says it was made."""

    language: str
    is_rtl: bool
    organization: str
    title: str
    name: str
    sentence: str
    facts: tuple[tuple[str, str], ...]
    warning: str
    check: str
    address: str
    number: str
    link: str
    made_on: dt.date

    def text(self) -> str:
        """Every letter that must be drawn."""
        told = [word for fact in self.facts for word in fact]
        return "".join([self.organization, self.title, self.name, self.sentence, *told,
                        self.warning, self.check, self.address, self.number])  # fmt: skip


def sheet_of(certificate: Certificate, language: str) -> Sheet:
    """Needs `organization` and `issued_by`."""
    with translation.override(language):
        return Sheet(
            language=language, is_rtl=is_rtl(language),
            organization=certificate.organization.name, title=_("Certificate"),
            name=certificate.name, sentence=_sentence(certificate), facts=_facts(certificate),
            warning=_warning(certificate),
            check=_("Whether it holds can be checked by this number at"),
            address=address_of_check(), number=certificate.number,
            link=f"{_whole_address()}#{certificate.number}", made_on=certificate.issued_on,
        )  # fmt: skip


def address_of_check() -> str:
    """As somebody types it: without what goes without saying."""
    return _whole_address().partition("://")[2].rstrip("/")


def _whole_address() -> str:
    return f"{settings.PUBLIC_ADDRESS}{reverse('check_certificate')}"


def _sentence(certificate: Certificate) -> str:
    return _(
        "has learned to walk with others as a peer: %(hours)s hours, under the scheme “%(scheme)s”."
    ) % {
        "hours": formats.number_format(_short(certificate.hours)),
        "scheme": certificate.scheme_name,
    }


def _facts(certificate: Certificate) -> tuple[tuple[str, str], ...]:
    days = [(_("On"), certificate.issued_on), (_("Holds until"), certificate.valid_until)]
    told = [(words, formats.date_format(day, "DATE_FORMAT")) for words, day in days if day]
    return (*told, (_("Given by"), certificate.issued_by.name))


def _warning(certificate: Certificate) -> str:
    return _("This certificate does not hold any more") if certificate.withdrawn_at else ""


def _short(hours):  # type: ignore[no-untyped-def] # a Decimal: 40 rather than 40.0
    return int(hours) if hours == int(hours) else hours
