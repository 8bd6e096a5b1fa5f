"""Numbers as systems read them: decimals, without an exponent."""

from decimal import Decimal


def decimal(number: float) -> str:
    """The shortest decimals that give this number."""
    return format(Decimal(repr(number)), "f")
