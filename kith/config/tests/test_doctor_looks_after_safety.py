"""Live and not ready is broken; ready and not live wants a press; both are said with the mend."""

import datetime as dt

from kith.accounts import tenancy
from kith.config.doctor import inside
from kith.config.doctor.finding import ATTENTION, BROKEN, WELL
from kith.core import clock
from kith.safety import actions
from kith.safety.models import Shift

NOW = dt.datetime(2026, 3, 14, 2, 0, tzinfo=dt.UTC)


def _states() -> dict[str, str]:
    found = list(inside.safety())
    return {finding.what.partition(":")[0].partition(" is")[0]: finding.state for finding in found}


def test_what_is_missing_is_found_and_what_is_live_without_it_is_broken(cast) -> None:
    with clock.stopped_at(NOW):
        assert _states()["Riverbend Commons"] == ATTENTION
        with tenancy.acting_for(cast.riverbend.id):
            for language in ("en", "es"):
                words = actions.write_words(by=cast.sofia, language=language, steps="Breathe")
                actions.review_words(words=words, by=cast.sofia)
            for day in range(15):
                for half, member in enumerate((cast.ben, cast.sofia)):
                    start = NOW - dt.timedelta(hours=2) + dt.timedelta(days=day, hours=12 * half)
                    actions.add_shift(
                        by=cast.sofia, member=member, starts_at=start,
                        ends_at=start + dt.timedelta(hours=12),
                    )  # fmt: skip
        assert _states()["Riverbend Commons"] == ATTENTION
        with tenancy.acting_for(cast.riverbend.id):
            actions.go_live(by=cast.sofia)
        assert _states()["Riverbend Commons"] == WELL
        with tenancy.acting_for(cast.riverbend.id):
            Shift.objects.filter(member=cast.ben).delete()
        assert _states()["Riverbend Commons"] == BROKEN
