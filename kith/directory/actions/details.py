"""What hangs on a service: languages, costs, phones, contacts, areas, needs, words elsewhere."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from kith.accounts.models import Member
from kith.core import languages as spoken
from kith.directory.actions.editing import Edit, edit_service
from kith.directory.actions.refusals import NotPossible
from kith.directory.models import Service, ServiceText, Taxonomy, TaxonomyTerm

Rows = Iterable[Mapping[str, Any]]


def set_languages(
    *, service: Service, codes: Iterable[str], by: Member, based_on: str = ""
) -> Edit:
    """The languages spoken there, by BCP 47 code. Rows already there keep their notes."""
    known = {row.code: row for row in service.languages.filter(removed_at=None)}
    rows: list[dict[str, Any]] = []
    for code in dict.fromkeys(codes):
        if code in known:
            rows.append({"id": known[code].pk})
        else:
            rows.append({"code": code, "name": spoken.english_name_of(code)})
    return edit_service("languages", service=service, rows=rows, by=by, based_on=based_on)


def set_costs(*, service: Service, rows: Rows, by: Member, based_on: str = "") -> Edit:
    """What it costs, in words and amounts."""
    return edit_service("costs", service=service, rows=rows, by=by, based_on=based_on)


def set_phones(*, service: Service, rows: Rows, by: Member, based_on: str = "") -> Edit:
    """The numbers one may call."""
    return edit_service("phones", service=service, rows=rows, by=by, based_on=based_on)


def set_contacts(*, service: Service, rows: Rows, by: Member, based_on: str = "") -> Edit:
    """Whom to ask for."""
    return edit_service("contacts", service=service, rows=rows, by=by, based_on=based_on)


def set_areas(*, service: Service, rows: Rows, by: Member, based_on: str = "") -> Edit:
    """Where people must live to be served."""
    return edit_service("areas", service=service, rows=rows, by=by, based_on=based_on)


def set_documents(*, service: Service, rows: Rows, by: Member, based_on: str = "") -> Edit:
    """What to bring."""
    return edit_service("documents", service=service, rows=rows, by=by, based_on=based_on)


def set_websites(*, service: Service, rows: Rows, by: Member, based_on: str = "") -> Edit:
    """Further addresses on the web."""
    return edit_service("websites", service=service, rows=rows, by=by, based_on=based_on)


def set_needs(*, service: Service, terms: Iterable[UUID], by: Member, based_on: str = "") -> Edit:
    """What it helps with."""
    return _set_terms("needs", Taxonomy.Kind.NEEDS, service, terms, by, based_on)


def set_communities(
    *, service: Service, terms: Iterable[UUID], by: Member, based_on: str = ""
) -> Edit:
    """Whom it is made with and for."""
    return _set_terms("communities", Taxonomy.Kind.COMMUNITIES, service, terms, by, based_on)


def _set_terms(
    section: str, kind: str, service: Service, terms: Iterable[UUID], by: Member, based_on: str
) -> Edit:
    wanted = list(dict.fromkeys(terms))
    known = TaxonomyTerm.objects.filter(pk__in=wanted, taxonomy__kind=kind, removed_at=None)
    if known.count() != len(wanted):
        raise NotPossible
    rows = [{"taxonomy_term_id": term} for term in wanted]
    return edit_service(section, service=service, rows=rows, by=by, based_on=based_on)


def set_texts(*, service: Service, rows: Rows, by: Member, based_on: str = "") -> Edit:
    """The service's words in other languages; a text that was changed is a draft until reviewed."""
    before = {str(t.pk): t for t in service.texts.filter(removed_at=None)}
    checked = [_drafted_if_changed(row, before.get(str(row.get("id") or ""))) for row in rows]
    return edit_service("texts", service=service, rows=checked, by=by, based_on=based_on)


def _drafted_if_changed(row: Mapping[str, Any], before: ServiceText | None) -> Mapping[str, Any]:
    """Nobody vouches for words they have not seen: a review covers the text it was given to."""
    words = ("name", "description", "eligibility_description")
    if before is None or before.state == row.get("state"):
        is_new_text = before is not None and any(
            name in row and row[name] != getattr(before, name) for name in words
        )
        if is_new_text and before and before.state == ServiceText.State.REVIEWED:
            return {**row, "state": ServiceText.State.DRAFT}
    return row


def review_text(*, text: ServiceText, by: Member) -> Edit:
    """Somebody who reads the language vouches for the text as it stands."""
    others = text.service.texts.filter(removed_at=None).exclude(pk=text.pk)
    rows: list[dict[str, Any]] = [{"id": other.pk} for other in others]
    rows.append({"id": text.pk, "state": ServiceText.State.REVIEWED})
    return edit_service("texts", service=text.service, rows=rows, by=by)
