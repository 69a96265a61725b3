"""Text to decimals and counts, a column of distinct texts at a time. Money never passes through a float here."""

import pyarrow as pa
import pyarrow.compute as pc

PLAIN = r"^-?\d+(\.\d+)?$"
GROUPS = r"[\s\x{00A0}\x{202F}'’]"
FULL = (
    r"^[-+]?(\d+|\d{1,3}(THOUSANDS\d{3})+)(MARK\d*)?$|"
    r"^[-+]?MARK\d+$|"
    r"^(\d+|\d{1,3}(THOUSANDS\d{3})+)(MARK\d*)?-$"
)
THOUSANDS = {".": f"(,|{GROUPS})", ",": f"([.]|{GROUPS})"}
FULL_BY_MARK = {
    mark: FULL.replace("THOUSANDS", separator).replace("MARK", f"[{mark}]") for mark, separator in THOUSANDS.items()
}
WIDE = pa.decimal128(38, 18)


class Unreadable(ValueError):
    """A text that is not what its column holds."""

    def __init__(self, value: str, reason: str) -> None:
        self.value = value
        self.reason = reason
        super().__init__(reason)


def decimals(values: pa.Array, mark: str, kind: pa.Decimal128Type, rounds: bool) -> pa.Array:
    """Distinct texts as decimals; `mark` is the file's decimal mark.

    Digits beyond the scale of `kind` are rounded where `rounds` allows it, else they make the text unreadable.
    """
    plain = _plain(values, mark)
    try:
        return plain.cast(kind)
    except pa.ArrowInvalid:
        pass
    try:
        wide = plain.cast(WIDE) if not rounds else _cut_to(plain, WIDE.scale).cast(WIDE)
        return pc.round(wide, kind.scale, "half_towards_infinity").cast(kind) if rounds else wide.cast(kind)
    except pa.ArrowInvalid:
        raise _first_that_fails(values, plain, kind) from None


def counts(values: pa.Array, mark: str) -> pa.Array:
    """Distinct texts as whole numbers; "3.0" counts as 3."""
    plain = pc.replace_substring_regex(_plain(values, mark), r"\.0*$", "")
    try:
        return plain.cast(pa.int32())
    except pa.ArrowInvalid:
        for value, text in zip(values, plain, strict=True):
            if text.is_valid and not _fits(text.as_py()):
                raise Unreadable(value.as_py(), "is not a whole number of a possible size") from None
        raise


def _plain(values: pa.Array, mark: str) -> pa.Array:
    """The texts with '.' as decimal mark and nothing but digits besides a leading minus."""
    if mark == "." and _all(values, PLAIN):
        return values
    bare = pc.utf8_trim_whitespace(pc.replace_substring(values, "\u2212", "-"))
    pattern = FULL_BY_MARK[mark]
    fits = pc.match_substring_regex(bare, pattern)
    if pc.all(fits).as_py() is False:
        wrong = values.filter(pc.invert(fits))
        raise Unreadable(wrong[0].as_py(), f"is not a number (this file writes decimals with '{mark}')")
    bare = pc.replace_substring_regex(bare, THOUSANDS[mark], "")
    bare = pc.replace_substring_regex(bare, r"^(.*)-$", r"-\1")
    return pc.replace_substring(pc.replace_substring(bare, ",", "."), "+", "")


def _all(values: pa.Array, pattern: str) -> bool:
    return pc.all(pc.match_substring_regex(values, pattern)).as_py() is not False


def _cut_to(plain: pa.Array, scale: int) -> pa.Array:
    return pc.replace_substring_regex(plain, rf"(\.\d{{{scale}}})\d+$", r"\1")


def _first_that_fails(values: pa.Array, plain: pa.Array, kind: pa.Decimal128Type) -> Unreadable:
    whole_digits = kind.precision - kind.scale
    for value, text in zip(values, plain, strict=True):
        digits, _, decimal_places = (text.as_py() or "").lstrip("-").partition(".")
        if len(digits.lstrip("0")) > whole_digits:
            return Unreadable(value.as_py(), "is too large to be an amount")
        if len(decimal_places.rstrip("0")) > kind.scale:
            return Unreadable(value.as_py(), f"has more than {kind.scale} decimals")
    return Unreadable("", "is not a number")


def _fits(text: str) -> bool:
    digits = text.lstrip("-")
    return digits.isdigit() and int(digits) < 2**31
