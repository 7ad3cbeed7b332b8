"""schemathesis makes requests out of our own document, right ones and wrong ones, and checks each
answer: no server error, only the statuses and content types that are documented, bodies as their
schemas say, wrong requests refused, right ones answered, unknown methods refused.
"""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode

from kith.directory.exporting.tests import listings
from kith.directory.search import index

EXAMPLES = 8
"""For each operation, right ones and wrong ones."""


@pytest.fixture
def one_connection() -> Iterator[None]:
    """A request would end by closing the connection, and with it the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("mode", GenerationMode)
def test_every_answer_is_as_documented(
    mode: GenerationMode, db: None, one_connection: None
) -> None:
    listings.make()
    index.refresh()
    document = schemathesis.openapi.from_wsgi("/hsds/openapi.json", WSGIHandler())
    for found in document.get_all_operations():
        operation = found.ok()
        if mode == GenerationMode.POSITIVE or operation.path != "/":  # nothing to do wrong there
            _attack(operation, mode)


def _attack(operation: Any, mode: GenerationMode) -> None:
    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=EXAMPLES, deadline=None, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    def attack(case: Any) -> None:
        case.call_and_validate(headers={"Accept-Encoding": "identity"})

    attack()
