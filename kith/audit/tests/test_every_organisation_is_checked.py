"""`kith doctor --audit` walks the chains of each organisation, as the role that serves."""

from unittest.mock import patch

from kith.accounts import tenancy
from kith.audit import chain, signing


def write(organization) -> None:
    with tenancy.acting_for(organization.id):
        chain.record("opened", by=None, organization=organization.id)


def test_all_chains_hold(cast) -> None:
    write(cast.riverbend)
    write(cast.harbour)
    assert list(chain.verify_all()) == []
    assert [h.organization for h in chain.export_heads()] == [cast.riverbend.id, cast.harbour.id]


def test_a_break_says_whose_and_where(cast) -> None:
    write(cast.riverbend)
    with patch.object(signing, "_key", return_value=b"another installation"):
        write(cast.harbour)
    broken = [(b.organization, b.stream, b.sequence) for b in chain.verify_all()]
    assert broken == [(cast.harbour.id, "reads", 1)]


def test_heads_kept_earlier_still_stand(cast) -> None:
    write(cast.riverbend)
    kept = chain.export_heads()
    write(cast.riverbend)
    assert list(chain.verify_all(kept)) == []
