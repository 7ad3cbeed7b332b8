"""A device of the desk in a person's hands: one form in large calm pages, help, and the way back.

The pages are told apart from the desk by `kith.accounts.handed`: while the device is handed over
nothing else opens on it. With script, answers are kept on the device while there is no signal
(static/measures/tablet.js); without, each press goes to the server as everywhere.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from kith.accounts import handed
from kith.accounts.access import CARE, members_only
from kith.accounts.requests import MemberRequest
from kith.core.languages import INTERFACE
from kith.measures import access, actions, asking, sheets, tablets
from kith.measures.actions import Received
from kith.measures.models import Assessment, Tablet
from kith.measures.refusals import LinkGone
from kith.measures.views import filling
from kith.measures.views.answering import said

OPENS = ("tablet", "tablet_answer", "tablet_send", "tablet_call", "tablet_back")
SENDS = ("save", "call", "stop", "finish")


def hand_over(request: MemberRequest, assessment: Assessment) -> HttpResponse:
    """Lock the desk on this device and show the form. The page speaks the form's language where
    Kith does."""
    tablet = actions.hand_over(assessment=assessment, by=request.member)
    known = [language.code for language in INTERFACE]
    wished = (assessment.language, assessment.person.language)
    language = next((f"?lang={code}" for code in wished if code in known), "")
    return handed.hand_over(
        request, home=reverse("tablet") + language, opens=OPENS, about=str(tablet.id)
    )


@require_POST
@members_only(*CARE)
def hand_over_again(request: MemberRequest, assessment_id: uuid.UUID) -> HttpResponse:
    """A form that is not finished yet, once more."""
    return hand_over(request, access.assessment_for(request.member, assessment_id))


@require_POST
@members_only(*CARE)
def hand_over_ask(request: MemberRequest) -> HttpResponse:
    """Hand the device over for somebody to ask by themselves."""
    tablet = actions.hand_over(by=request.member)
    home = f"{reverse('ask')}?to={request.member.organization.slug}"
    opens = ("ask", "tablet_call", "tablet_back", "tablet_send")
    return handed.hand_over(request, home=home, opens=opens, about=str(tablet.id))


@never_cache
def tablet(request: HttpRequest) -> HttpResponse:
    """The form as it stands; once it is over, the way back. A device that nobody handed over shows
    only whether something still waits on it to be sent."""
    with _held(request) as found:
        if found is None:
            return render(request, "measures/tablet/waiting.html")
        if found.assessment is None or not found.assessment.is_waiting:
            return _back(request, found)
        sheet = filling.show(request, found.assessment, "all")
        return _form(request, found, filling.Turn("on", sheet))


@require_POST
@never_cache
def answer(request: HttpRequest) -> HttpResponse:
    """One press without script."""
    with _held(request) as found:
        if found is None or found.assessment is None or not found.assessment.is_waiting:
            return redirect("tablet")
        go = request.POST.get("go", "")
        if go not in SENDS:
            turned = filling.turn(request, found.assessment)
            return (
                _back(request, found) if turned.went == "later" else _form(request, found, turned)
            )
        received = _receive(request, found)
        return _ended(request, found, received)


@csrf_exempt  # whoever sends holds the tablet's key, and no cookie is looked at
@require_POST
@never_cache
def send(request: HttpRequest) -> JsonResponse:
    """A sending of the script, perhaps late and perhaps for the second time; its answer is what the
    page shows next."""
    with tablets.holding(request.POST.get("token", "")) as found:
        received = _receive(request, found)
        context = _said(found, received)
        return JsonResponse(
            {
                "went": received.went,
                "severity": received.severity,
                "help": _part(request, "help", context) if received.severity else "",
                "said": _part(request, "said", context) if received.went == "finished" else "",
            }
        )


@require_POST
@never_cache
def call(request: HttpRequest) -> HttpResponse:
    """ "I need somebody now", where no form is on the page."""
    with _held(request) as found:
        if found is None:
            return redirect("tablet")
        received = actions.receive(tablet=found, given={}, go="call")
        return _ended(request, found, received)


@never_cache
def back(request: HttpRequest) -> HttpResponse:
    """Nothing of the form is left on the screen; the member takes the device."""
    with _held(request) as found:
        return redirect("tablet") if found is None else _back(request, found)


@members_only(*CARE)
def returned(request: MemberRequest, tablet_id: uuid.UUID) -> HttpResponse:
    """What the member who has the device again must know first."""
    found = access.tablet_for(request.member, tablet_id)
    found, severity = actions.take_back(tablet=found, by=request.member)
    context = {
        "tablet": found, "severity": severity,
        "instrument": asking.find(found.assessment.instrument) if found.assessment else None,
    }  # fmt: skip
    return render(request, "measures/tablet/returned.html", context)


@contextmanager
def _held(request: HttpRequest) -> Iterator[Tablet | None]:
    """The tablet this device was handed over as, in a transaction of its organisation."""
    known = getattr(request, "handed", None)
    if known is None:
        yield None
        return
    try:
        with tablets.holding(tablets.token_of(uuid.UUID(known.about))) as found:
            yield found
    except LinkGone:
        yield None


def _receive(request: HttpRequest, found: Tablet) -> Received:
    go = request.POST.get("go", "")
    given: dict = {}
    if found.assessment is not None:
        given = dict(sheets.given(asking.find(found.assessment.instrument), request.POST))
    return actions.receive(
        tablet=found, given=given, go=go if go in SENDS else "save",
        replay_key=_uuid(request.POST.get("key", "")),
    )  # fmt: skip


def _said(found: Tablet, received: Received) -> dict[str, object]:
    """In plain words for the person, without points: others may look at this screen next."""
    context: dict[str, object] = {
        "organization": found.organization, "tablet": found, "severity": received.severity,
        "went": received.went,
    }  # fmt: skip
    if received.result is None or found.assessment is None:
        return context
    turned = filling.Turn(received.went, result=received.result)
    return context | said(asking.find(found.assessment.instrument), turned)


def _ended(request: HttpRequest, found: Tablet, received: Received) -> HttpResponse:
    context = _said(found, received)
    return render(request, "measures/tablet/ended.html", context)


def _form(request: HttpRequest, found: Tablet, turned: filling.Turn) -> HttpResponse:
    if turned.sheet is None or found.assessment is None:
        return _back(request, found)
    context = {
        "tablet": found, "organization": found.organization, "sheet": turned.sheet,
        "token": tablets.token_of(found.id), "key": uuid.uuid4(),
        "severity": turned.severity or filling.severity_now(found.assessment),
        "way_back": _way_back(found),
    }  # fmt: skip
    return render(request, "measures/tablet/form.html", context)


def _back(request: HttpRequest, found: Tablet) -> HttpResponse:
    context = {
        "tablet": found, "organization": found.organization, "way_back": _way_back(found),
        "can_go_on": found.assessment is not None and found.assessment.is_waiting,
    }  # fmt: skip
    return render(request, "measures/tablet/back.html", context)


def _way_back(found: Tablet) -> str:
    return handed.way_back(reverse("tablet_returned", args=[found.id]))


def _part(request: HttpRequest, name: str, context: dict[str, object]) -> str:
    return render_to_string(f"measures/tablet/parts/{name}.html", context, request)


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
