"""What needs and communities are called, and words that mean the same."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.accounts.access import members_only
from kith.accounts.requests import MemberRequest
from kith.core.languages import INTERFACE, is_rtl
from kith.directory import access, actions
from kith.directory.forms.words import SynonymForm, TermNamesForm
from kith.directory.models import Synonym, TaxonomyTerm, TermName
from kith.directory.views.desk import queries


def _language(request: MemberRequest) -> str:
    asked = request.GET.get("in") or get_language() or "en"
    return asked if asked in {language.code for language in INTERFACE} else "en"


@members_only(*access.NAMERS)
def words(request: MemberRequest) -> HttpResponse:
    """Terms and synonyms of one language."""
    language = _language(request)
    form = SynonymForm(request.POST or None, initial={"language": language})
    if form.is_valid():
        actions.add_synonym(**form.cleaned_data, by=request.member)
        messages.success(request, _("Saved."))
        return redirect(f"{reverse('desk_words')}?in={form.cleaned_data['language']}")
    context = {
        "language_shown": language, "languages": INTERFACE, "form": form,
        "needs": queries.tree("needs", language),
        "communities": queries.tree("communities", language),
        "synonyms": Synonym.objects.filter(language=language),
        "rtl": is_rtl(language),
    }  # fmt: skip
    status = 422 if form.is_bound else 200
    return render(request, "directory/desk/words.html", context, status=status)


@members_only(*access.NAMERS)
def term(request: MemberRequest, term_id: UUID) -> HttpResponse:
    """One term in one language."""
    found = get_object_or_404(TaxonomyTerm, pk=term_id, removed_at=None)
    language = _language(request)
    names = list(TermName.objects.filter(term=found, language=language).order_by("name"))
    initial = {
        "label": next((n.name for n in names if n.is_label), ""),
        "others": "\n".join(n.name for n in names if not n.is_label),
    }
    form = TermNamesForm(request.POST or None, initial=initial)
    if form.is_valid():
        actions.set_term_names(
            term=found, language=language, label=form.cleaned_data["label"],
            others=form.other_names(), by=request.member,
        )  # fmt: skip
        messages.success(request, _("Saved."))
        return redirect(f"{reverse('desk_words')}?in={language}")
    context = {"term": found, "form": form, "language_shown": language, "rtl": is_rtl(language)}
    status = 422 if form.is_bound else 200
    return render(request, "directory/desk/term.html", context, status=status)


@require_POST
@members_only(*access.NAMERS)
def remove_synonym(request: MemberRequest, synonym_id: UUID) -> HttpResponse:
    found = get_object_or_404(Synonym, pk=synonym_id)
    actions.remove_synonym(synonym=found, by=request.member)
    messages.success(request, _("Taken away."))
    return redirect(f"{reverse('desk_words')}?in={found.language}")
