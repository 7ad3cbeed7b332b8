"""Everything here happens at two in the morning, with Amina on duty and Ben behind her."""

from collections.abc import Iterator

import pytest

from kith.accounts import tenancy
from kith.core import clock
from kith.safety.tests.factories import NIGHT, on_duty
from tests.cast import Cast


@pytest.fixture
def night(cast: Cast) -> Iterator[Cast]:
    """The cast, acting for Riverbend, with the clock stopped."""
    with clock.stopped_at(NIGHT), tenancy.acting_for(cast.riverbend.id):
        on_duty(cast.amina, cast.ben)
        yield cast
