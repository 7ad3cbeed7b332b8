"""Proof of work: what was issued and solved is accepted, and nothing else."""

import datetime as dt
import hashlib

from hypothesis import given
from hypothesis import strategies as st

from kith.core import proof
from kith.core.proof import Verdict

KEY = b"k" * 32
NOW = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
within = st.timedeltas(
    min_value=dt.timedelta(0), max_value=proof.LIFETIME - dt.timedelta(seconds=1)
)


def solved(bits: int = 6) -> tuple[str, str]:
    signed = proof.issue(KEY, NOW, bits)
    return signed, proof.solve(signed)


@given(bits=st.integers(1, 10), age=within)
def test_what_is_solved_in_time_is_proved(bits, age):
    signed, answer = solved(bits)
    assert proof.verify(signed, answer, KEY, NOW + age) is Verdict.PROVED


@given(answer=st.text(max_size=20))
def test_an_answer_is_proved_exactly_when_its_digest_begins_with_zeros(answer):
    signed = proof.issue(KEY, NOW, 4)
    text = signed.rpartition(".")[0]
    is_number = answer.isascii() and answer.isdecimal() and len(answer) <= 12
    digest = hashlib.sha256(f"{text}.{answer}".encode()).hexdigest()
    expected = Verdict.PROVED if is_number and digest[0] == "0" else Verdict.UNPROVED
    assert proof.verify(signed, answer, KEY, NOW) is expected


@given(junk=st.text(max_size=300))
def test_whatever_was_not_issued_here_is_forged(junk):
    assert proof.verify(junk, "0", KEY, NOW) is Verdict.FORGED


@given(place=st.integers(0, 70), letter=st.sampled_from("0123456789abcdef."))
def test_a_changed_challenge_is_forged(place, letter):
    signed, answer = solved()
    changed = signed[:place] + letter + signed[place + 1 :]
    if changed != signed:
        assert proof.verify(changed, answer, KEY, NOW) is Verdict.FORGED


def test_another_installations_challenge_is_forged():
    signed, answer = solved()
    assert proof.verify(signed, answer, b"x" * 32, NOW) is Verdict.FORGED


def test_a_challenge_runs_out():
    signed, answer = solved()
    later = NOW + proof.LIFETIME + dt.timedelta(seconds=1)
    assert proof.verify(signed, answer, KEY, later) is Verdict.EXPIRED


def test_a_challenge_from_the_future_is_not_taken():
    signed, answer = solved()
    assert proof.verify(signed, answer, KEY, NOW - dt.timedelta(minutes=1)) is Verdict.EXPIRED


def test_two_challenges_are_never_the_same():
    assert proof.issue(KEY, NOW) != proof.issue(KEY, NOW)
