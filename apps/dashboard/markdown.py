"""Makes text from files safe to stand inside Markdown: it shows as it is, and formats or links nothing."""

import re

# Markdown lets any ASCII punctuation be escaped; that also stops links, directives, formulas and emoji names.
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def escape(text: object) -> str:
    """`text` as plain words on one line of Markdown."""
    return _PUNCTUATION.sub(r"\\\1", " ".join(str(text).split()))
