"""How amounts, shares and changes are written for people. Decimals in, text out: no float ever holds an amount."""

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
NOT_KNOWN = "–"


def amount_text(amount: Decimal | None) -> str:
    """1234.5 as 1,234.50; a dash where there is no amount."""
    if amount is None:
        return NOT_KNOWN
    return f"{amount.quantize(CENT, ROUND_HALF_UP) + 0:,.2f}"


def exact_text(amount: Decimal | None) -> str:
    """All the digits that are stored, but no fewer than cents."""
    if amount is None:
        return NOT_KNOWN
    places = max(2, -int(amount.normalize().as_tuple().exponent))
    return f"{amount:,.{places}f}"


def share(part: Decimal | int | None, whole: Decimal | int | None) -> Decimal | None:
    """part / whole, or None where the whole is nothing."""
    if part is None or not whole:
        return None
    return Decimal(part) / Decimal(whole)


def share_text(value: Decimal | None) -> str:
    """0.1834 as 18.3%."""
    return NOT_KNOWN if value is None else f"{value * 100:,.1f}%"


def change_text(now: Decimal | int, before: Decimal | int) -> str | None:
    """By how much `now` differs from `before`, such as +12.5%; None where there was nothing to compare with."""
    if not before:
        return None
    change = (Decimal(now) - Decimal(before)) / abs(Decimal(before)) * 100
    return _signed(change, "%")


def points_text(now: Decimal | None, before: Decimal | None) -> str | None:
    """By how many percentage points a share moved, such as -1.2."""
    if now is None or before is None:
        return None
    return _signed((now - before) * 100)


def _signed(change: Decimal, unit: str = "") -> str:
    """With its sign, to one place; what rounds to nothing is a plain 0, which Streamlit shows as no change."""
    rounded = change.quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{rounded:+,.1f}{unit}" if rounded else "0"
