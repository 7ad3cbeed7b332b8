"""What the tests of this room share."""

from unittest.mock import patch

import pytest


@pytest.fixture
def broken_log():
    """`with broken_log:` no entry can be added to the log."""
    return patch("kith.audit.chain.record", side_effect=RuntimeError("the log is full"))
