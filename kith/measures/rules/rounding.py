"""Rounding half up, exactly: published rules say "rounded", and 10.5 must become 11, never 10."""

from decimal import Decimal
from fractions import Fraction
from math import floor


def half_up(number: Fraction, places: int = 0) -> Decimal:
    """A fraction to so many decimals; exactly half goes up."""
    scale = 10**places
    return Decimal(floor(number * scale + Fraction(1, 2))).scaleb(-places)
