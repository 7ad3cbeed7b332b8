from django.template import Context, Template

ROWS = [
    {"label": "North Quay", "value": 40, "low": 30, "high": 50},
    {"label": "Station Yard", "value": None},
]


def draw() -> str:
    return Template('{% load kith %}{% bars "Most from North Quay" rows unit="requests" %}').render(
        Context({"rows": ROWS})
    )


def test_a_value_held_back_is_said_and_never_zero():
    drawn = draw()
    assert drawn.count("held back") == 2  # in the drawing and in the table
    assert drawn.count('class="bar"') == 1


def test_the_same_numbers_stand_in_a_table():
    assert '<td class="number">40</td>' in draw()
    assert "30–50" in draw()


def test_the_longest_end_fills_the_drawing():
    drawn = draw()
    assert 'width="256.0"' in drawn  # 40 of 50, of 320
    assert "H480.0" in drawn  # 160 + 320
