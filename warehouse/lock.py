"""One run writes at a time: the lock that every run holds. Readers never take it."""

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from warehouse.home import Home


class AnotherRunWrites(RuntimeError):
    """Another run of this home is writing. Trying again when it has ended helps."""


@contextmanager
def write_lock(home: Home, wait_seconds: float = 0) -> Iterator[None]:
    """Hold the home's run lock. The system frees it when the process dies, however it dies.

    Raises AnotherRunWrites when it is not free within `wait_seconds`.
    """
    lock = FileLock(home.run_lock, mode=0o600)
    try:
        lock.acquire(timeout=wait_seconds)
    except Timeout as error:
        raise AnotherRunWrites(
            f"another run is writing to {home.root}; wait for it to end (`sellerhouse status` shows it) and try again"
        ) from error
    try:
        yield
    finally:
        lock.release()
