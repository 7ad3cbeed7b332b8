import pytest
from django.template import Context, Template, TemplateSyntaxError


def draw(source: str) -> str:
    return Template("{% load kith %}" + source).render(Context({"theirs": "<b>"}))


def test_an_icon_is_silent_beside_its_words(front_end):
    drawn = draw('{% icon "geo-alt" %}')
    assert 'aria-hidden="true"' in drawn
    assert "<path" in drawn


def test_a_state_says_itself_in_words():
    drawn = draw('{% state "wait" "hourglass" "Waiting" %}')
    assert "state-wait" in drawn
    assert "Waiting" in drawn


def test_an_unknown_tone_is_a_mistake_of_the_page():
    with pytest.raises(TemplateSyntaxError):
        draw('{% state "purple" "hourglass" "Waiting" %}')


def test_words_of_others_stay_words():
    assert "<b>" not in draw('{% state "wait" "hourglass" theirs %}')
