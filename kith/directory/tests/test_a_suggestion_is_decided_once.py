"""What people outside say reaches the keepers, and nobody else."""

import datetime as dt

import pytest

from kith.accounts import tenancy
from kith.core import clock
from kith.core.ids import uuid7
from kith.core.refusals import NotYours, ReasonMissing
from kith.directory import actions
from kith.directory.models import Suggestion
from kith.directory.models.suggestion import Kind, Side, State


@pytest.fixture
def said(kept):
    return actions.suggest(
        service=kept.service, side=Side.PUBLIC, fields={"cost": "sliding"}, words="They ask 2 now"
    )


def test_the_public_says_it_without_an_account(kept, cast) -> None:
    key = uuid7()
    for _press in range(2):
        actions.suggest(service=kept.service, side=Side.PUBLIC, kind=Kind.WRONG, key=key)
    with tenancy.acting_for(cast.riverbend.id):
        one = Suggestion.objects.get()
        assert (one.kind, one.by, one.state) == (Kind.WRONG, None, State.OPEN)
    with tenancy.acting_for(cast.harbour.id):
        assert not Suggestion.objects.exists()


def test_accepting_applies_it(said, kept, cast, at_riverbend) -> None:
    edit = actions.accept_suggestion(suggestion=said, by=cast.ben)
    kept.service.refresh_from_db()
    assert edit.is_changed and kept.service.cost == "sliding"
    with pytest.raises(actions.refusals.AlreadyDecided):
        actions.decline_suggestion(suggestion=said, reason="no", by=cast.ben)


def test_declining_needs_a_reason_and_changes_nothing(said, kept, cast, at_riverbend) -> None:
    with pytest.raises(ReasonMissing):
        actions.decline_suggestion(suggestion=said, reason=" ", by=cast.ben)
    actions.decline_suggestion(suggestion=said, reason="It is still free", by=cast.ben)
    kept.service.refresh_from_db()
    assert kept.service.cost == "free"
    with pytest.raises(actions.refusals.AlreadyDecided):
        actions.accept_suggestion(suggestion=said, by=cast.ben)


def test_a_bad_proposal_leaves_it_open(kept, cast, at_riverbend) -> None:
    bad = actions.suggest(service=kept.service, side=Side.PUBLIC, fields={"cost": "a lot"})
    with pytest.raises(actions.refusals.NotPossible):
        actions.accept_suggestion(suggestion=bad, by=cast.ben)
    bad.refresh_from_db()
    assert bad.state == State.OPEN


@pytest.mark.parametrize("who", ["chidi", "amina"])
def test_others_do_not_decide(said, cast, at_riverbend, who) -> None:
    with pytest.raises(NotYours):
        actions.accept_suggestion(suggestion=said, by=getattr(cast, who))


def test_only_words_may_be_proposed(kept) -> None:
    with pytest.raises(actions.refusals.NotPossible):
        actions.suggest(service=kept.service, side=Side.PUBLIC, fields={"do_not_list": True})


def test_a_hidden_listing_takes_none(kept, cast, at_riverbend) -> None:
    actions.stop_listing(service=kept.service, reason="unsafe", by=cast.ben)
    with pytest.raises(actions.refusals.NotListed):
        actions.suggest(service=kept.service, side=Side.PUBLIC, kind=Kind.WRONG)


def test_what_was_written_goes_after_thirty_days(said, cast, at_riverbend) -> None:
    actions.decline_suggestion(suggestion=said, reason="no", by=cast.ben)
    assert actions.forget_suggestions(organization=cast.riverbend.id) == 0
    with clock.stopped_at(clock.now() + dt.timedelta(days=31)):
        assert actions.forget_suggestions(organization=cast.riverbend.id) == 1
