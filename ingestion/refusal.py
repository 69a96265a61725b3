"""Why a file was not loaded, in words that its owner can act on. No detection of what is wrong lives here."""

import unicodedata

SHOWN_LENGTH = 80


class FileRefused(Exception):
    """A file, or a member of an archive, that cannot be loaded as it is.

    `line` is where it went wrong, `advice` what to do, and `can_retry` whether the same bytes may load another time.
    """

    def __init__(self, reason: str, advice: str, line: int | None = None, can_retry: bool = False) -> None:
        self.reason = reason
        self.advice = f"{advice} {RETRY_HELPS if can_retry else RETRY_IS_USELESS}"
        self.line = line
        self.can_retry = can_retry
        super().__init__(reason)


RETRY_HELPS = "Trying again can help."
RETRY_IS_USELESS = "Trying again with the same file will not help."


def shown(text: str, length: int = SHOWN_LENGTH) -> str:
    """Text from a file, fit for a message or a log: control characters escaped, cut to a readable length."""
    cut = text if len(text) <= length else text[: length - 1] + "…"
    return "".join(character if _is_visible(character) else _escaped(character) for character in cut)


def _is_visible(character: str) -> bool:
    return character == " " or unicodedata.category(character)[0] not in "CZ"


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii") if ord(character) != 0xA0 else " "
