"""Ways to reach somebody, streets, money and papers, in several languages; plain words pass."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.circles.rules.boundaries import crossed

PASSES = (
    "Soup for two on Sunday.",
    "I can mind two children on Tuesday from 3 to 5.",
    "Necesito ayuda para leer una carta el jueves a las 10.",
    "أقدم مساعدة في القراءة يوم الثلاثاء",
    "Waxaan rabaa qof ila socda sabtida.",
    "我可以周三陪你散步 30 分钟",
    "می‌توانم سه‌شنبه‌ها با شما قدم بزنم",
    "شمال المدينة",
)
TOUCHES = (
    ("Call 555 012 3456", "reach"),
    ("اتصل ٠٥٥٥ ٠١٢ ٣٤٥", "reach"),
    ("dee @ example.org", "reach"),
    ("see www.example.org/x", "reach"),
    ("12 Mill Street, second door", "address"),
    ("calle del Molino 12", "address"),
    ("خیابان آزادی ۱۲", "address"),
    ("和平路 12 号", "address"),
    ("Can somebody lend me $40?", "money"),
    ("necesito dinero", "money"),
    ("أحتاج قرض", "money"),
    ("借钱", "money"),
    ("I keep your passport safe", "documents"),
    ("carte d’identité", "documents"),
    ("تذکره", "documents"),
)


@pytest.mark.parametrize("words", PASSES)
def test_plain_words_pass(words):
    assert crossed(words) == ()


@pytest.mark.parametrize(("words", "code"), TOUCHES)
def test_a_boundary_is_found(words, code):
    assert code in crossed(words)


def test_money_where_the_circle_allows_it():
    assert crossed("10 $ for the bus", allows_money=True) == ()


@given(st.from_regex(r"[2-9]\d{9}", fullmatch=True), st.sampled_from([" ", "-", ".", "", " ‎"]))
def test_a_number_is_found_however_it_is_spaced(number, gap):
    spaced = gap.join((number[:3], number[3:6], number[6:]))
    assert "reach" in crossed(f"Ring me: {spaced}!")


@given(st.text(max_size=80))
def test_large_and_small_letters_are_the_same(text):
    assert crossed(text) == crossed(text.swapcase().swapcase())
