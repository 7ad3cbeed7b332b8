"""A person's own plan: by private number without an account, or together at the desk.

The number stands in no address and in no cookie: every form of the page carries it.
"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from kith.accounts.access import CARE, members_only
from kith.accounts.requests import MemberRequest
from kith.core import robots
from kith.core.refusals import NotYours, Refusal
from kith.people import access as people
from kith.safety import access, actions, codes
from kith.safety.actions import planning
from kith.safety.forms.planning import QUESTIONS, PlanCodeForm, PlanForm
from kith.safety.models import Plan
from kith.safety.queries import help


@never_cache
def plan(request: HttpRequest) -> HttpResponse:
    """Ask for the number; with it, show the plan, change it, share it, print it."""
    if request.method != "POST":
        return render(request, "safety/plan_code.html", {"form": PlanCodeForm()})
    robots.check(request)
    form = PlanCodeForm(request.POST)
    if not form.is_valid():
        return render(request, "safety/plan_code.html", {"form": form}, status=422)
    try:
        return _opened(request, form.cleaned_data["code"])
    except Refusal as refusal:
        form.add_error("code", str(refusal))
        return render(request, "safety/plan_code.html", {"form": form}, status=refusal.status)


@never_cache
def kept(request: HttpRequest) -> HttpResponse:
    """What the phone shows without us, if the person chose to keep it there. Else this page."""
    return render(request, "safety/plan_kept.html")


def _opened(request: HttpRequest, code: str) -> HttpResponse:
    with planning.holding(code) as found:
        form = None
        try:
            form = _changed(request, found)
        except Refusal as refusal:
            messages.warning(request, str(refusal))
            found.refresh_from_db()
        context = _context(found, form) | {
            "code": code,
            "written_code": codes.written(code),
            "responders": access.responders(found.organization_id),
            "lines": help.lines(found.organization),
        }
        is_wrong = form is not None and form.is_bound
        return render(request, "safety/plan.html", context, status=422 if is_wrong else 200)


def _changed(request: HttpRequest, found: Plan) -> PlanForm | None:
    verb = request.POST.get("verb", "")
    if verb == "write":
        form = PlanForm(request.POST)
        if not form.is_valid():
            return form
        actions.write_plan(plan=found, steps=form.steps(), version=form.cleaned_data["version"])
        messages.success(request, _("Kept. It is yours."))
    if verb == "share":
        actions.share_plan(plan=found, members=_ids(request.POST.getlist("member")))
        messages.success(request, _("You decide who may read it. Change it whenever you like."))
    return None


def _context(found: Plan, form: PlanForm | None) -> dict[str, object]:
    steps = found.steps()
    return {
        "plan": found,
        "form": form or PlanForm(initial={**steps, "version": found.version}),
        "steps": [(question, steps[name]) for name, (question, _hint) in QUESTIONS.items()],
    }


def _ids(texts: list[str]) -> list[UUID]:
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


@members_only(*CARE)
def desk_plan(request: MemberRequest, person_id: UUID) -> HttpResponse:
    """Whether there is one, and with whom it is shared. Reading is another step."""
    return _desk_page(request, person_id)


@require_POST
@members_only(*CARE)
def move_plan(request: MemberRequest, person_id: UUID, verb: str) -> HttpResponse:
    """Begin one together, give a number, read it, write in it."""
    member = request.member
    person = people.get_for(member, person_id)
    if verb == "begin":
        code = actions.new_plan_code(plan=actions.begin_plan(person=person, by=member), by=member)
        return _desk_page(request, person_id, code=codes.written(code))
    found = Plan.objects.select_related("person__key").filter(person=person).first()
    if found is None:
        raise NotYours
    if verb == "number":
        code = actions.new_plan_code(plan=found, by=member)
        return _desk_page(request, person_id, code=codes.written(code))
    if verb == "write":
        form = PlanForm(request.POST)
        if form.is_valid():
            version = form.cleaned_data["version"]
            actions.write_plan(plan=found, steps=form.steps(), version=version, by=member)
    elif verb != "read":
        raise NotYours
    steps = actions.open_plan(plan=found, by=member)
    found.refresh_from_db()
    form = PlanForm(initial={**steps, "version": found.version})
    return _desk_page(request, person_id, form=form)


def _desk_page(request: MemberRequest, person_id: UUID, **more: object) -> HttpResponse:
    person = people.get_for(request.member, person_id)
    found = Plan.objects.filter(person=person).first()
    context = {
        "person": person, "plan": found,
        "is_shared": found is not None and request.member.id in found.shared_with, **more,
    }  # fmt: skip
    return render(request, "safety/desk/plan.html", context)
