"""What other rooms ask: by every means, labelled when guessed, kept when told to."""

import numpy as np
import pytest

from kith.region import travel
from kith.region.rules.streets.network import Means

HOMES = np.array([[42.400, -100.900], [42.417, -100.911], [42.383, -100.918]])
PLACES = np.array([[42.4025, -100.8925], [42.412, -100.860]])


@pytest.mark.parametrize("means", list(Means))
def test_without_a_region_it_is_an_estimate_and_says_so(means) -> None:
    found = travel.times(None, HOMES, PLACES, means)
    assert found.is_estimate and found.estimated.all()
    assert (found.engine, found.version) == ("crow-fly", "")
    assert found.median.shape == (3, 2) and np.isfinite(found.median).any()


def test_by_every_means_of_the_town(town) -> None:
    foot, car, transit = (travel.times(town, HOMES, PLACES, m, hour=14) for m in Means)
    assert not (foot.is_estimate or car.is_estimate or transit.is_estimate)
    assert (foot.engine, car.engine, transit.engine) == ("streets", "streets", "kith")
    assert (car.median < foot.median).all()
    assert (transit.median <= foot.median + 1).all() and (transit.median < foot.median - 300).any()
    assert (transit.low <= transit.median).all() and (transit.median <= transit.high).all()


def test_a_place_off_the_streets_is_guessed_and_only_that(town) -> None:
    far = np.array([[42.5, -100.9]])
    found = travel.times(town, np.concatenate([HOMES, far]), PLACES, Means.CAR)
    assert found.estimated.tolist() == [[False] * 2] * 3 + [[True] * 2]
    assert np.isfinite(found.median).all()


def test_where_one_is_one_is_at_once(town) -> None:
    found = travel.times(town, HOMES, HOMES, Means.FOOT)
    assert (np.diag(found.median) == 0).all()


def test_public_transport_of_a_region_without_timetables_is_guessed(town) -> None:
    bare = travel.Region(town.folder, town.digest)
    bare.__dict__["schedule"] = None
    found = travel.times(bare, HOMES, PLACES, Means.TRANSIT)
    assert found.is_estimate and found.engine == "crow-fly"


def test_matrices_are_kept_only_when_told(town, monkeypatch) -> None:
    kept = town.folder / "matrices"
    travel.times(town, HOMES, PLACES, Means.FOOT)
    assert not kept.exists()
    first = travel.times(town, HOMES, PLACES, Means.FOOT, keep=True)
    assert len(list(kept.iterdir())) == 1
    monkeypatch.setattr(travel, "_found", None)  # not worked out again
    again = travel.times(town, HOMES, PLACES, Means.FOOT, keep=True)
    np.testing.assert_array_equal(first.median, again.median)
    assert (again.engine, again.version) == (first.engine, first.version)


def test_another_question_is_another_matrix(town) -> None:
    for hour in (8, 9):
        travel.times(town, HOMES, PLACES, Means.TRANSIT, hour=hour, every=30, keep=True)
        travel.times(town, HOMES, PLACES, Means.FOOT, hour=hour, keep=True)
    assert len(list((town.folder / "matrices").iterdir())) == 3


def test_a_matrix_that_was_cut_short_is_worked_out_again(town) -> None:
    first = travel.times(town, HOMES, PLACES, Means.FOOT, keep=True)
    (file,) = (town.folder / "matrices").iterdir()
    file.write_bytes(file.read_bytes()[:100])
    again = travel.times(town, HOMES, PLACES, Means.FOOT, keep=True)
    np.testing.assert_array_equal(first.median, again.median)


def test_the_oldest_matrix_makes_room(town, monkeypatch) -> None:
    monkeypatch.setattr(travel, "MOST_KEPT", 1)
    for limit in (600, 1200):
        travel.times(town, HOMES, PLACES, Means.FOOT, limit=limit, keep=True)
    assert len(list((town.folder / "matrices").iterdir())) == 1


def test_nobody_goes_nowhere(town) -> None:
    for means in Means:
        assert travel.times(town, [], PLACES, means).median.shape == (0, 2)
        assert travel.times(town, HOMES, [], means).median.shape == (3, 0)


@pytest.mark.parametrize(
    ("origins", "limit", "why"),
    [([[91, 0]], 600, "origins"), ([[float("nan"), 0]], 600, "origins"), (HOMES, 0, "limit"),
     (HOMES, float("inf"), "limit")],
)  # fmt: skip
def test_a_question_that_is_none_is_refused(origins, limit, why) -> None:
    with pytest.raises(ValueError, match=why):
        travel.times(None, origins, PLACES, Means.FOOT, limit=limit)


def test_the_newest_region_is_the_current_one(town) -> None:
    assert travel.current() is town and travel.current("larkhaven") is town
    assert travel.current("atlantis") is None


def test_a_region_whose_files_are_gone_is_none(town) -> None:
    town.folder.rename(town.folder.with_name("elsewhere"))
    assert travel.current() is None


@pytest.mark.django_db
def test_nothing_built_is_no_region() -> None:
    assert travel.current() is None
