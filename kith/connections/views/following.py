"""Following a request by its private number, without an account.

The number stands in no address and in no cookie: every form of the page carries it, so that nothing
is left behind when the page is closed.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from kith.connections import access, actions, queries, shelves
from kith.connections.actions import SafeContact
from kith.connections.forms import (
    CodeForm,
    ConsentForm,
    OutcomeForm,
    SafeContactForm,
    WordsForm,
)
from kith.connections.models import Request
from kith.core import robots
from kith.core.refusals import Refusal


class Unclear(Exception):
    """A form came back with faults; it is shown again with them."""

    def __init__(self, name: str, form: forms.Form) -> None:
        self.name, self.form = name, form


@never_cache
def follow(request: HttpRequest) -> HttpResponse:
    """Ask for the number; with it, show the request and do what the pressed button says."""
    if request.method != "POST":
        return render(request, "connections/follow.html", {"form": CodeForm()})
    form = CodeForm(request.POST)
    if not form.is_valid():
        return render(request, "connections/follow.html", {"form": form}, status=422)
    if "verb" not in request.POST:
        robots.check(request)
    try:
        return _opened(request, form.cleaned_data["code"])
    except Refusal as refusal:
        form.add_error("code", str(refusal))
        return render(request, "connections/follow.html", {"form": form}, status=refusal.status)


def _opened(request: HttpRequest, code: str) -> HttpResponse:
    faulty: dict[str, forms.Form] = {}
    address = str(request.META.get("REMOTE_ADDR", ""))
    with access.following(code=code, address=address) as found:
        verb = VERBS.get(request.POST.get("verb", ""))
        if verb:
            try:
                messages.success(request, verb(request, found))
            except Unclear as unclear:
                faulty[unclear.name] = unclear.form
            except Refusal as refusal:
                messages.error(request, str(refusal))
            found.refresh_from_db()
        page = queries.follow_page(found)
        context = {"page": page, "code": code, **_forms(page, found), **faulty}
        status = 422 if faulty else 200
        return render(request, "connections/following.html", context, status=status)


def _forms(page: Any, found: Request) -> dict[str, forms.Form]:
    chosen = next((o for o in page.options if o.state == "chosen"), None)
    consent = ConsentForm(
        organization_name=page.organization_name, service_name=chosen.title if chosen else ""
    )
    return {
        "words_form": WordsForm(),
        "outcome_form": OutcomeForm(),
        "consent_form": consent,
        "contact_form": SafeContactForm(
            initial={
                "ways": page.ways, "hours": page.hours, "voicemail": page.voicemail,
                "code_word": page.code_word, "phone": page.phone, "email": page.email,
            }
        ),
    }  # fmt: skip


def _words(request: HttpRequest, found: Request) -> str:
    form = _valid("words_form", WordsForm(request.POST))
    actions.add_words(request=found, words=form.cleaned_data["words"])
    return _("Added. Thank you.")


def _choose(request: HttpRequest, found: Request) -> str:
    option = actions.choose_option(option=_option(request, found))
    if option.source != "directory":
        return _("You chose.")
    return _("You chose. Please say below what we may tell them.")


def _pass(request: HttpRequest, found: Request) -> str:
    actions.pass_option(option=_option(request, found))
    return _("We leave this one out.")


def _agree(request: HttpRequest, found: Request) -> str:
    option = get_object_or_404(found.options, state="chosen")
    form = _valid(
        "consent_form",
        ConsentForm(
            request.POST, organization_name=found.organization.name, service_name=option.title
        ),
    )
    actions.give_consent(
        request=found,
        service_id=option.subject,
        shares=tuple(form.cleaned_data["shares"]),
        words=form.words(),
        language=get_language() or "en",
    )
    return _("Thank you. We tell them what you ticked, and nothing else.")


def _take_back(request: HttpRequest, found: Request) -> str:
    actions.withdraw_consent(consent=get_object_or_404(found.consents, pk=_id(request)))
    return _("Taken back. They can no longer see it.")


def _take_back_elsewhere(request: HttpRequest, found: Request) -> str:
    key, language = request.POST.get("id", ""), get_language() or "en"
    shelves.take_back(found.person, key=key, language=language)
    return _("Taken back")


def _safe_contact(request: HttpRequest, found: Request) -> str:
    form = _valid("contact_form", SafeContactForm(request.POST))
    data = form.cleaned_data
    actions.change_safe_contact(
        request=found,
        safe_contact=SafeContact(
            ways=tuple(data["ways"]), hours=data["hours"], voicemail=data["voicemail"],
            code_word=data["code_word"],
        ),
        phone=data["phone"],
        email=data["email"],
    )  # fmt: skip
    return _("We will keep to this.")


def _outcome(request: HttpRequest, found: Request) -> str:
    form = _valid("outcome_form", OutcomeForm(request.POST))
    actions.say_outcome(
        request=found, words=form.cleaned_data["words"], helped=form.cleaned_data["helped"]
    )
    return _("Thank you for telling us.")


def _look_again(request: HttpRequest, found: Request) -> str:
    actions.look_again(request=found)
    return _("We look again.")


def _withdraw(request: HttpRequest, found: Request) -> str:
    actions.withdraw_request(request=found, erase=request.POST.get("erase") == "1")
    return _("Your request is taken back.")


def _valid(name: str, form: Any) -> Any:
    if not form.is_valid():
        raise Unclear(name, form)
    return form


def _option(request: HttpRequest, found: Request) -> Any:
    return get_object_or_404(found.options, pk=_id(request))


def _id(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("id", ""))
    except ValueError:
        return None


VERBS: dict[str, Callable[[HttpRequest, Request], str]] = {
    "words": _words,
    "choose": _choose,
    "pass": _pass,
    "agree": _agree,
    "take_back": _take_back,
    "take_back_elsewhere": _take_back_elsewhere,
    "safe_contact": _safe_contact,
    "outcome": _outcome,
    "look_again": _look_again,
    "withdraw": _withdraw,
}
