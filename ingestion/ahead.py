"""Work one step ahead of its consumer, in a thread. Changes neither items nor their order."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")


def one_ahead(items: Iterable[Item]) -> Iterator[Item]:
    """The items, the next of which is being made while the consumer works on the one before.

    What making an item raises is raised where that item would have come.
    """
    source = iter(items)
    with ThreadPoolExecutor(1) as beside:
        coming = beside.submit(_next_of(source))
        while True:
            found = coming.result()
            if not found:
                return
            coming = beside.submit(_next_of(source))
            yield found[0]


def _next_of(source: Iterator[Item]) -> Callable[[], tuple[Item, ...]]:
    """A function that takes the next item: a tuple of it, or an empty one at the end."""

    def take() -> tuple[Item, ...]:
        for item in source:
            return (item,)
        return ()

    return take
