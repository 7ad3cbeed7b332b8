import re

import pytest
from django import forms


class Ask(forms.Form):
    name = forms.CharField(label="Name", help_text="Any name will do.")
    how = forms.ChoiceField(
        label="How", widget=forms.RadioSelect, choices=[("call", "Call"), ("text", "Text")]
    )
    agreed = forms.BooleanField(label="I agree", required=False)


@pytest.fixture
def wrong() -> str:
    return Ask({"name": "", "how": "letter"}).render()


def test_the_summary_leads_to_each_field(wrong):
    assert '<a href="#id_name">Name: This field is required.</a>' in wrong


def test_the_control_is_tied_to_help_and_error(wrong):
    control = re.search(r"<input[^>]*name=\"name\"[^>]*>", wrong)
    assert control
    assert 'aria-invalid="true"' in control[0]
    assert 'aria-describedby="id_name_helptext id_name_error"' in control[0]
    assert 'id="id_name_helptext"' in wrong
    assert 'id="id_name_error"' in wrong


def test_choices_stand_in_a_fieldset_with_their_question(wrong):
    assert re.search(r"<fieldset[^>]*>\s*<legend>How\s*</legend>", wrong)
    assert wrong.count('class="form-check-input is-invalid"') == 2


def test_a_lone_checkbox_stands_before_its_words(wrong):
    assert wrong.index('name="agreed"') < wrong.index("I agree")


def test_controls_wear_the_class_of_their_kind():
    form = Ask()
    assert 'class="form-control"' in str(form["name"])
    assert 'class="form-check-input"' in str(form["agreed"])


def test_what_may_stay_empty_says_so():
    assert "(if you like)" not in Ask()["name"].as_field_group()
