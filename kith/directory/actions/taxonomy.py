"""The words of needs and communities: loading the ones that come with Kith, editing them."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kith.accounts.models import Member, Role
from kith.core import events, yamls
from kith.core.languages import INTERFACE
from kith.core.refusals import NotYours
from kith.directory.actions.refusals import NotPossible
from kith.directory.events import ServicesChanged
from kith.directory.models import Synonym, Taxonomy, TaxonomyTerm, TermName

DATA = Path(__file__).parent.parent / "data"
SPACE = UUID("6b697468-0000-5000-8000-74617861786f")
"""Ids are made from codes inside this space, so they are the same in every installation."""
DRAFT = {"state": "draft"}
LANGUAGES = tuple(language.code for language in INTERFACE)


def term_id(kind: str, code: str) -> UUID:
    """The id of a term that came with Kith."""
    return uuid5(SPACE, f"{kind}/{code}")


def load_taxonomy() -> int:
    """Needs, communities and synonyms that come with Kith; how many rows were added.

    A version is loaded once: what was renamed or taken out at the desk stays so.
    """
    with transaction.atomic():
        added = sum(_load_terms(_read(name)) for name in ("needs", "communities"))
        added += _load_synonyms(_read("synonyms")) if added else 0
        if added:
            events.publish(ServicesChanged(None))
    return added


def _read(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yamls.read(DATA / f"{name}.yaml")
    return loaded


def _load_terms(data: Mapping[str, Any]) -> int:
    kind, version = data["kind"], data["version"]
    taxonomy, _new = Taxonomy.objects.get_or_create(
        pk=uuid5(SPACE, kind), defaults={"name": data["name"], "kind": kind, "version": ""}
    )
    if taxonomy.version == version:
        return 0
    terms = [_term(taxonomy, term, number) for number, term in enumerate(data["terms"], 1)]
    names = [name for term in data["terms"] for name in _names(kind, term)]
    TaxonomyTerm.objects.bulk_create(terms, ignore_conflicts=True)
    TermName.objects.bulk_create(names, ignore_conflicts=True)
    Taxonomy.objects.filter(pk=taxonomy.pk).update(version=version)
    return len(terms) + len(names)


def _term(taxonomy: Taxonomy, term: Mapping[str, Any], number: int) -> TaxonomyTerm:
    parent = term.get("parent")
    return TaxonomyTerm(
        id=term_id(taxonomy.kind, term["code"]), taxonomy=taxonomy, code=term["code"],
        name=_split(term["en"])[0], language="en", icon=term.get("icon", ""),
        parent_id=term_id(taxonomy.kind, parent) if parent else None,
        position=term.get("position", number),
    )  # fmt: skip


def _names(kind: str, term: Mapping[str, Any]) -> Iterator[TermName]:
    for language in LANGUAGES:
        for number, name in enumerate(_split(term.get(language, ""))):
            yield TermName(
                id=uuid5(SPACE, f"{kind}/{term['code']}/{language}/{name}"),
                term_id=term_id(kind, term["code"]), language=language, name=name,
                is_label=number == 0, extra=DRAFT,
            )  # fmt: skip


def _split(names: str) -> list[str]:
    return list(dict.fromkeys(name.strip() for name in names.split("|") if name.strip()))


def _load_synonyms(data: Mapping[str, Mapping[str, Iterable[str]]]) -> int:
    rows = [
        Synonym(
            id=uuid5(SPACE, f"synonym/{language}/{words}/{means}"), language=language,
            words=str(words), means=means, extra=DRAFT,
        )
        for language, entries in data.items() for words, all_means in entries.items()
        for means in all_means
    ]  # fmt: skip
    return len(Synonym.objects.bulk_create(rows, ignore_conflicts=True))


def _must_name(by: Member) -> None:
    """Words belong to the whole installation: administrators and directors change them."""
    if not by.has_role(Role.ADMINISTRATOR, Role.DIRECTOR):
        raise NotYours


def set_term_names(
    *, term: TaxonomyTerm, language: str, label: str, others: Iterable[str], by: Member
) -> None:
    """What a term is called in one language. Written by a person, it is a draft no more."""
    _must_name(by)
    label = label.strip()
    if language not in LANGUAGES or not label:
        raise NotPossible(_("Please give it a name."))
    names = [label, *(n.strip() for n in others if n.strip() and n.strip() != label)]
    with transaction.atomic():
        TaxonomyTerm.objects.select_for_update().get(pk=term.pk)
        TermName.objects.filter(term=term, language=language).delete()
        TermName.objects.bulk_create(
            TermName(term=term, language=language, name=name, is_label=number == 0)
            for number, name in enumerate(dict.fromkeys(names))
        )
        if language == "en":
            TaxonomyTerm.objects.filter(pk=term.pk).update(name=label)
        events.publish(ServicesChanged(None))


def add_synonym(*, language: str, words: str, means: str, by: Member) -> Synonym:
    """Whoever types `words` also finds `means`. Said twice, it is one row."""
    _must_name(by)
    words, means = words.strip(), means.strip()
    if language not in LANGUAGES or not words or not means or words == means:
        raise NotPossible(_("Please write two different words."))
    try:
        with transaction.atomic():
            return Synonym.objects.create(language=language, words=words, means=means)
    except IntegrityError:
        return Synonym.objects.get(language=language, words=words, means=means)


def remove_synonym(*, synonym: Synonym, by: Member) -> None:
    """Take it away; a second press finds it gone and that is what was wanted."""
    _must_name(by)
    Synonym.objects.filter(pk=synonym.pk).delete()
