"""Curricula, groups, what was seen of one peer, and the certificates they hold."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kith.accounts.access import members_only
from kith.accounts.models import Role
from kith.accounts.requests import MemberRequest
from kith.core.refusals import NotYours
from kith.peers import access, actions, queries
from kith.peers.forms import training as forms
from kith.peers.models import Cohort, Curriculum
from kith.peers.views.answering import do, valid


@members_only(Role.SUPERVISOR)
def training(request: MemberRequest) -> HttpResponse:
    """Curricula with their modules, groups, and new ones of both."""
    works = {"curriculum": _curriculum, "module": _module, "cohort": _cohort}
    faulty = {}
    if request.method == "POST":
        work = works.get(request.POST.get("verb", ""))
        if work is None:
            raise NotYours
        faulty = do(request, lambda: work(request))
        if not faulty:
            return redirect("training")
    page = queries.training_page(request.member)
    wrong = faulty.get("module_form")
    context = {
        "page": page, "curriculum_form": forms.CurriculumForm(auto_id="id_curriculum_%s"),
        "cohort_form": forms.CohortForm(auto_id="id_cohort_%s"),
        "curricula": [(row, _module_form(row, wrong)) for row in page.curricula],
        **faulty,
    }  # fmt: skip
    return render(request, "peers/desk/training.html", context, status=422 if faulty else 200)


def _module_form(row: Curriculum, wrong: Any) -> Any:
    """One form a curriculum, each with names of its own: a label speaks for one field."""
    if wrong is not None and wrong.data.get("curriculum") == str(row.pk):
        return wrong
    return forms.ModuleForm(auto_id=f"id_{row.pk}_%s")


@members_only(Role.SUPERVISOR)
def cohort(request: MemberRequest, cohort_id: UUID) -> HttpResponse:
    """The sheet: who was there for what."""
    found = _own(request, Cohort, cohort_id)
    faulty = {}
    if request.method == "POST":
        work = _enrol if request.POST.get("verb") == "enrol" else _attendance
        faulty = do(request, lambda: work(request, found))
        if not faulty:
            return redirect("cohort", cohort_id)
    context = {
        "page": queries.cohort_page(found), "enrol_form": forms.EnrolForm(),
        "day_form": forms.DayForm(), **faulty,
    }  # fmt: skip
    return render(request, "peers/desk/cohort.html", context, status=422 if faulty else 200)


@members_only(Role.SUPERVISOR)
def learning(request: MemberRequest, peer_id: UUID) -> HttpResponse:
    """What one peer has learned, was seen doing, and holds."""
    peer = access.peer_for(request.member, peer_id)
    works = {"observe": _observe, "learning": _learning, "issue": _issue, "withdraw": _withdraw,
             "renew": _renew}  # fmt: skip
    faulty = {}
    if request.method == "POST":
        work = works.get(request.POST.get("verb", ""))
        if work is None:
            raise NotYours
        faulty = do(request, lambda: work(request, peer))
        if not faulty:
            return redirect("peer_learning", peer_id)
    context = {
        "page": queries.learning_page(peer),
        "observation_form": forms.ObservationForm(auto_id="id_seen_%s"),
        "learning_form": forms.LearningForm(auto_id="id_hours_%s"),
        "certificate_form": forms.CertificateForm(organization=peer.organization_id), **faulty,
    }  # fmt: skip
    return render(request, "peers/desk/learning.html", context, status=422 if faulty else 200)


def _own(request: MemberRequest, model, pk: UUID):  # type: ignore[no-untyped-def] # any of ours
    row = model.objects.filter(organization_id=request.member.organization_id, pk=pk).first()
    if row is None:
        raise NotYours
    return row


def _curriculum(request: MemberRequest) -> str:
    data = valid("curriculum_form", forms.CurriculumForm(request.POST, auto_id="id_curriculum_%s"))
    actions.found_curriculum(name=data["name"], by=request.member)
    return _("Kept.")


def _module(request: MemberRequest) -> str:
    try:
        found = _own(request, Curriculum, UUID(request.POST.get("curriculum", "")))
    except ValueError:
        raise NotYours from None
    data = valid("module_form", forms.ModuleForm(request.POST, auto_id=f"id_{found.pk}_%s"))
    actions.add_module(curriculum=found, by=request.member, **data)
    return _("Kept.")


def _cohort(request: MemberRequest) -> str:
    form = forms.CohortForm(request.POST, auto_id="id_cohort_%s")
    data = valid("cohort_form", form)
    actions.open_cohort(by=request.member, **data)
    return _("Kept.")


def _enrol(request: MemberRequest, found: Cohort) -> str:
    data = valid("enrol_form", forms.EnrolForm(request.POST))
    actions.enrol(cohort=found, peer=data["peer"], by=request.member)
    return _("Kept.")


def _attendance(request: MemberRequest, found: Cohort) -> str:
    there = []
    for ticked in request.POST.getlist("there"):
        place, _dot, module = ticked.partition(".")
        try:
            there.append((UUID(place), UUID(module)))
        except ValueError:
            continue
    on = valid("day_form", forms.DayForm(request.POST))["on"]
    actions.note_attendance(cohort=found, there=there, on=on, by=request.member)
    return _("Kept.")


def _observe(request: MemberRequest, peer) -> str:  # type: ignore[no-untyped-def] # a Peer
    form = forms.ObservationForm(request.POST, auto_id="id_seen_%s")
    data = valid("observation_form", form)
    actions.observe(
        peer=peer, levels=form.levels(), words=data["words"], replay_key=data["replay_key"],
        by=request.member,
    )  # fmt: skip
    return _("Kept.")


def _learning(request: MemberRequest, peer) -> str:  # type: ignore[no-untyped-def] # a Peer
    data = valid("learning_form", forms.LearningForm(request.POST, auto_id="id_hours_%s"))
    actions.note_learning(peer=peer, by=request.member, **data)
    return _("Kept.")


def _issue(request: MemberRequest, peer) -> str:  # type: ignore[no-untyped-def] # a Peer
    data = valid(
        "certificate_form", forms.CertificateForm(request.POST, organization=peer.organization_id)
    )
    actions.issue(peer=peer, scheme=data["scheme"], by=request.member)
    return _("The certificate is ready to print.")


def _withdraw(request: MemberRequest, peer) -> str:  # type: ignore[no-untyped-def] # a Peer
    found = get_object_or_404(peer.certificates, pk=request.POST.get("id") or None)
    actions.withdraw(certificate=found, by=request.member)
    messages.info(request, _("Whoever checks this number is told that it does not hold."))
    return _("Done.")


def _renew(request: MemberRequest, peer) -> str:  # type: ignore[no-untyped-def] # a Peer
    row = actions.renew(peer=peer, by=request.member)
    day = date_format(row.holds_until, "SHORT_DATE_FORMAT")
    return _("Renewed. It holds until %(day)s.") % {"day": day}
