"""What a job calls: it is told how far the search is, may end it, and has the best plan by then."""

from kith.outreach.rules.tours import reading, solving
from kith.outreach.rules.tours.searching import Progress
from kith.outreach.tests.weeks import stop, van, week


def test_a_page_may_stop_a_search_and_keep_the_best() -> None:
    """Asked to stop at the third look, long before the ten minutes are over."""
    heard: list[Progress] = []
    looks: list[bool] = []

    def enough() -> bool:
        looks.append(True)
        return len(looks) > 2

    problem = reading.read(
        week({"school": (10, 0), "farm": (0, 20)}, [stop("school"), stop("farm")], [van()])
    )

    answer = solving.solve(problem, seconds=600, progress=heard.append, stop=enough)

    assert answer["search"]["ended"] == "stopped"
    assert (answer["served"], answer["check"]["kept"]) == (2, True)
    assert heard[0].share < 0.01
    assert heard[0].bound is not None
