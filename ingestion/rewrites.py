"""What files write around a value, as rewrites that a column may ask for. Names no format and reads nothing."""

Rewrites = tuple[tuple[str, str], ...]

WITHOUT_CURRENCY_SIGN: Rewrites = ((r"^([-+]?)\s*\p{Sc}\s*", r"\1"), (r"\s*\p{Sc}$", ""))
"""$12.50, -$3.00, 12,50 €: which currency it is, a sign that several countries share does not say."""

UNWRAPPED: Rewrites = ((r'^="(.*)"$', r"\1"),)
"""="00123": how a table keeps a spreadsheet program from taking an id for a number."""

LOCAL_CLOCK_AS_UTC: Rewrites = (
    (r"^([^:]*\d[T ,]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s?[AaPp]\.?[Mm]\.?)?)$", r"\1 UTC"),
)
"""A clock time without a zone is read as if it were UTC. Keep the text in another column, so that it can be told."""

WITHOUT_SIGNER: Rewrites = (
    (r"(?i)\b(signature|signer|received by|left with|recipient|consignee)\s*[:：].*$", r"\1"),
    (r"(?i)\b(signed(?: for)? by)\b.*$", r"\1"),
    (r"(签收人|收件人|签收者)\s*[:：]?.*$", r"\1"),
)
"""Carriers end a delivery's text with who signed for it: a name is personal, and is cut off."""
