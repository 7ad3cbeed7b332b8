"""Tables and edges as they were published."""

import pytest

from kith.measures.tests.filled import number, result

SWEMWBS = [
    7.00, 9.51, 11.25, 12.40, 13.33, 14.08, 14.75, 15.32, 15.84, 16.36,
    16.88, 17.43, 17.98, 18.59, 19.25, 19.98, 20.73, 21.54, 22.35, 23.21,
    24.11, 25.03, 26.02, 27.03, 28.13, 29.31, 30.70, 32.55, 35.00,
]  # fmt: skip


@pytest.mark.parametrize(("raw", "metric"), list(enumerate(SWEMWBS, 7)))
def test_swemwbs_is_put_on_its_metric(raw: int, metric: float) -> None:
    answers = [1] * 7
    for place in range(7):
        answers[place] += min(4, max(0, raw - 7 - 4 * place))
    assert sum(answers) == raw
    assert number("swemwbs", answers) == metric


BANDS = {
    "phq-9": [(0, "minimal"), (4, "minimal"), (5, "mild"), (9, "mild"), (10, "moderate"),
              (14, "moderate"), (15, "moderately_severe"), (19, "moderately_severe"),
              (20, "severe"), (27, "severe")],
    "phq-8": [(4, "minimal"), (5, "mild"), (10, "moderate"), (15, "moderately_severe"),
              (20, "severe"), (24, "severe")],
    "gad-7": [(4, "minimal"), (5, "mild"), (9, "mild"), (10, "moderate"), (14, "moderate"),
              (15, "severe"), (21, "severe")],
    "phq-2": [(2, "below_cut"), (3, "look_further"), (6, "look_further")],
    "gad-2": [(2, "below_cut"), (3, "look_further")],
    "k6": [(12, "below_cut"), (13, "above_cut")],
    "pcl-5": [(30, "below_cut"), (31, "near_cut"), (32, "near_cut"), (33, "above_cut")],
    "core-10": [(10, "below_cut"), (11, "above_cut")],
}  # fmt: skip


def spread(name: str, total: int) -> list[int]:
    """Answers that come to this total, counted after reversing."""
    from kith.measures import library

    left, answers = total, []
    for item in library.get(name).items:
        worth = min(max(item.numbers), left)
        answers.append(max(item.numbers) - worth if item.reversed else worth)
        left -= worth
    return answers


@pytest.mark.parametrize(
    ("name", "total", "band"), [(n, t, b) for n, cases in BANDS.items() for t, b in cases]
)
def test_a_band_begins_where_it_was_published(name: str, total: int, band: str) -> None:
    scored = result(name, spread(name, total))
    assert (scored.score, scored.band) == (total, band)


@pytest.mark.parametrize(
    ("name", "answers", "score", "band"),
    [
        ("k10", [1] * 10, 10, "low_distress"),
        ("k10", [2, 2, 2, 2, 2, 1, 1, 1, 1, 1], 15, "low_distress"),
        ("k10", [2, 2, 2, 2, 2, 2, 1, 1, 1, 1], 16, "moderate_distress"),
        ("k10", [3, 3, 2, 2, 2, 2, 2, 2, 2, 2], 22, "high_distress"),
        ("k10", [3] * 10, 30, "very_high_distress"),
        ("ucla-3", [2, 2, 1], 5, "not_lonely"),
        ("ucla-3", [2, 2, 2], 6, "lonely"),
        ("who-5", [1, 1, 1, 2, 2], 28, "very_low_wellbeing"),
        ("who-5", [2, 2, 2, 1, 1], 32, "low_wellbeing"),
        ("who-5", [3, 3, 2, 2, 2], 48, "low_wellbeing"),
        ("who-5", [3, 3, 3, 2, 2], 52, "good_wellbeing"),
        ("who-5", [5] * 5, 100, "good_wellbeing"),
        ("djg-6", [3, 1, 1, 3, 1, 3], 0, "not_lonely"),
        ("djg-6", [2, 2, 2, 2, 2, 2], 6, "very_lonely"),
        ("djg-6", [1, 1, 1, 3, 1, 3], 1, "not_lonely"),
        ("djg-6", [1, 3, 1, 3, 1, 3], 2, "somewhat_lonely"),
        ("whodas-12", [4] * 12, 48, ""),
        ("ssosh", [1, 5, 1, 5, 5, 1, 5, 1, 5, 1], 1, ""),
        ("ssosh", [5, 1, 5, 1, 1, 5, 1, 5, 1, 5], 5, ""),
        ("core-10", [0, 4, 4, 0, 0, 0, 0, 0, 0, 0], 0, "below_cut"),
        ("core-10", [4, 0, 0, 4, 4, 4, 4, 4, 4, 4], 40, "above_cut"),
    ],
)
def test_a_score_and_its_band(name: str, answers: list, score: float, band: str) -> None:
    scored = result(name, answers)
    assert (float(scored.score or 0), scored.band) == (score, band)


def test_swemwbs_bands_lie_on_the_metric() -> None:
    low, middle, high = ([3] * 7, [3] * 6 + [4], [4, 4, 4, 4, 4, 4, 5])
    assert [result("swemwbs", a).band for a in (low, middle)] == [
        "low_wellbeing", "average_wellbeing"
    ]  # fmt: skip
    assert result("swemwbs", high).band == "average_wellbeing"  # 27.03, just below 27.5
    assert result("swemwbs", [4, 4, 4, 4, 5, 5, 5]).band == "high_wellbeing"


def test_loneliness_has_two_parts() -> None:
    scored = result("djg-6", ["yes", "no", "more or less", "no", "yes", "more or less"])
    assert dict(scored.subscales) == {"emotional": 2, "social": 2}


def test_post_traumatic_stress_has_four_parts() -> None:
    scored = result("pcl-5", [1] * 20)
    assert dict(scored.subscales) == {"intrusion": 5, "avoidance": 2, "mood": 7, "arousal": 6}


def test_dont_know_counts_as_three_and_is_told_apart() -> None:
    scored = result("ribs", [1, 0, "dk", 0, 5, "dk", "dk", 1])
    assert (scored.score, dict(scored.apart)) == (12, {"dk": 2})


def test_reported_behaviour_is_not_scored() -> None:
    assert number("ribs", [None] * 4 + [4, 4, 4, 4]) == 16
