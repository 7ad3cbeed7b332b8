"""Whatever the rules give as a reason, the pages have words for."""

import pytest

from kith.core.sources import Reason
from kith.directory.templatetags.reasons import in_words
from kith.peers.forms.wishing import wish_choices
from kith.peers.reason_words import RULES
from kith.peers.rules.matching.instance import LIFTABLE, Rule

pytestmark = pytest.mark.django_db


def test_wishes_kept_and_missed():
    groups = [group for group in wish_choices() if isinstance(group[1], list)]
    for code in [code for _name, group in groups for code, _label in group]:
        kind, value = code.split(":")
        assert in_words(Reason(f"wish_{kind}", {"value": value}))
        assert in_words(Reason(f"missed_{kind}", {"value": value}))


def test_rules_and_lifted_rules():
    assert set(RULES) == {rule.value for rule in Rule}
    assert all(in_words(Reason(f"lifted_{rule}")) for rule in LIFTABLE)
