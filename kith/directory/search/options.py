"""Services as options for somebody who asks: found by the same search, with what would not fit."""

from collections.abc import Sequence

from kith.core.sources import Offer, Wish
from kith.directory.rules.distance import Point
from kith.directory.search.query import Query, Result, search

NAME = "directory"


class DirectoryOptions:
    """An `OptionSource`. `do_not_refer` services have no listing, so they are never offered."""

    name = NAME

    def offers(self, wish: Wish, limit: int) -> Sequence[Offer]:
        """Each service once, through the door that suits best."""
        page = search(_query(wish, limit * 2))
        best: dict[object, Result] = {}
        for result in page.results:
            best.setdefault(result.service, result)
        return [_offer(result) for result in list(best.values())[:limit]]


def _query(wish: Wish, size: int) -> Query:
    near = None
    if wish.latitude is not None and wish.longitude is not None:
        near = Point(wish.latitude, wish.longitude)
    return Query(
        words=wish.words, needs=wish.needs, communities=wish.communities,
        languages=wish.languages, speaks=wish.languages, near=near, age=wish.age,
        access=wish.access, costs=("free",) if wish.only_free else (), at=wish.at,
        is_soft=True, size=size,
    )  # fmt: skip


def _offer(result: Result) -> Offer:
    return Offer(
        source=NAME,
        subject=result.service,
        title=result.name,
        fits=result.score,
        reasons=result.reasons,
        misfits=result.misfits,
    )
