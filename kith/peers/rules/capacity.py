"""How many people somebody can walk with at a time: the limit, and the hours that a week leaves."""

from decimal import Decimal


def most_people(
    limit: int, weekly_hours: Decimal, protected_hours: Decimal, hours_each: Decimal
) -> int:
    """The smaller of the agreed limit and what fits beside protected time.

    hours_each is what one person takes in a week; 0, like a week of 0 hours, is not counted: then
    the limit stands alone. Hours are decimals; the answer is never below 0.
    """
    if not hours_each or not weekly_hours:
        return limit
    free = max(Decimal(0), weekly_hours - protected_hours)
    return min(limit, int(free // hours_each))
