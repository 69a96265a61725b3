"""How a run tells how far it is. Drawing it is the caller's."""

from typing import Protocol


class Progress(Protocol):
    """Receives each step's advance; `total` is 0 while it is unknown."""

    def __call__(self, step: str, done: int, total: int) -> None: ...


def silent(step: str, done: int, total: int) -> None:
    """For runs that nobody watches."""
