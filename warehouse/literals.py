"""Texts as SQL literals, for the few statements that take no parameters: attach, copy, set. Values go in parameters."""


def literal(text: object) -> str:
    """`text` in quotes."""
    return "'" + str(text).replace("'", "''") + "'"
