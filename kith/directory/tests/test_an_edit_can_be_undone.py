"""Undo puts back exactly what was, and never undoes somebody else."""

import pytest

from kith.core.refusals import NotYours
from kith.directory import actions
from kith.directory.actions import sections


def rows_of(service, name):
    return sections.read(sections.SECTIONS[name], service.pk)


def test_rows_come_back_with_their_ids(kept, cast, at_riverbend) -> None:
    rows = [{"number": "555-0105", "extension": "07"}, {"number": "555-0106"}]
    actions.set_phones(service=kept.service, rows=rows, by=cast.ben)
    before = rows_of(kept.service, "phones")
    edit = actions.set_phones(service=kept.service, rows=[{"number": "555-0199"}], by=cast.ben)
    assert len(rows_of(kept.service, "phones")) == 1
    assert actions.undo(batch=edit.batch, by=cast.sofia) == 1
    assert rows_of(kept.service, "phones") == before


def test_twice_is_refused(kept, cast, at_riverbend) -> None:
    edit = actions.stop_listing(service=kept.service, reason="closed", by=cast.ben)
    actions.undo(batch=edit.batch, by=cast.ben)
    kept.service.refresh_from_db()
    assert not kept.service.do_not_list
    with pytest.raises(actions.refusals.NothingToUndo):
        actions.undo(batch=edit.batch, by=cast.ben)


def test_what_was_changed_since_stays(kept, cast, at_riverbend) -> None:
    edit = actions.update_service(service=kept.service, fields={"name": "One"}, by=cast.ben)
    actions.update_service(service=kept.service, fields={"name": "Two"}, by=cast.sofia)
    with pytest.raises(actions.refusals.ChangedMeanwhile):
        actions.undo(batch=edit.batch, by=cast.ben)
    kept.service.refresh_from_db()
    assert kept.service.name == "Two"


def test_another_organisation_cannot_undo(kept, cast, at_riverbend) -> None:
    edit = actions.update_service(service=kept.service, fields={"name": "One"}, by=cast.ben)
    with pytest.raises(actions.refusals.NothingToUndo):
        actions.undo(batch=edit.batch, by=cast.chidi)


def test_one_field_comes_back_from_history(kept, cast, at_riverbend) -> None:
    from kith.directory.actions import history

    fields = {"name": "Late talks", "alert": "Closed in May"}
    actions.update_service(service=kept.service, fields=fields, by=cast.ben)
    kept.service.refresh_from_db()
    moment = next(
        m for m in history.moments_of(kept.service)
        if any(d.field == "alert" for d in m.differences)
    )  # fmt: skip
    actions.restore_field(service=kept.service, event_id=moment.event_id, field="name", by=cast.ben)
    kept.service.refresh_from_db()
    assert (kept.service.name, kept.service.alert) == ("Evening talks", "Closed in May")


def test_who_does_not_keep_listings_undoes_nothing(kept, cast, at_riverbend) -> None:
    edit = actions.update_service(service=kept.service, fields={"name": "One"}, by=cast.ben)
    adopted = actions.adopt(service=kept.free, by=cast.sofia)
    for batch, who in ((edit.batch, cast.amina), (adopted.batch, cast.ben)):
        with pytest.raises(NotYours):
            actions.undo(batch=batch, by=who)
    actions.undo(batch=adopted.batch, by=cast.sofia)
    kept.free.refresh_from_db()
    assert kept.free.steward is None
