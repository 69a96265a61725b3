"""Why a file was not loaded, in words that its owner can act on. No detection of what is wrong lives here."""

import unicodedata
from pathlib import Path

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


def not_a_file(path: Path) -> FileRefused:
    """What to say of a path that no file lies at."""
    if path.is_symlink():
        return FileRefused("it is a link, not a file", "Put the file itself there.")
    if path.exists():
        return FileRefused("it is no ordinary file", "Put the file itself there.")
    return FileRefused("there is no such file", "Check the path.", can_retry=True)


def unreadable(error: OSError) -> FileRefused:
    """What to say of a file that the system does not give."""
    return FileRefused(f"the file cannot be read ({error.strerror})", "Check the disk and the file.", can_retry=True)


def unforeseen(error: Exception) -> FileRefused:
    """A fault of this program: it must not keep the files beside this one from loading, and must not be silent."""
    return FileRefused(
        f"an error in the program itself: {type(error).__name__}: {shown(str(error))}",
        "Please report it with this message and, if you can, the file's first lines.",
    )


def of_another_store(store: str | None, others: set[str | None]) -> FileRefused:
    """What to say of money that another store has already."""
    names = ", ".join(sorted(f"'{name}'" for name in others if name))
    return FileRefused(
        f"the very same file was already loaded for store {names}; it cannot be the money of store '{store}' as well",
        f"If it belongs to '{store}', ask for a rebuild without the first one; else remove it from the inbox.",
    )


def damaged_in_archive() -> FileRefused:
    """What to say of a kept file whose bytes are no longer those that were kept."""
    return FileRefused(
        "the archive's copy of the file is damaged: its content is no longer what it was when it was kept",
        "Put the archive back from a back-up, or load the original file.",
    )
