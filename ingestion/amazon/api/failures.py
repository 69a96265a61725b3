"""Several failures told as one, so that one report that is refused keeps no other from being fetched. Mends nothing."""

from collections.abc import Iterable, Iterator, Sequence

from ingestion.fetching.connection import FetchFailed, Page

ONE_BY_ONE = "Mend one after the other; what else there was has been fetched."


def combined(failures: Sequence[FetchFailed]) -> FetchFailed:
    """One failure that tells of all, each reason once."""
    reasons = list(dict.fromkeys(failed.reason for failed in failures))
    if len(reasons) == 1:
        return failures[0]
    return FetchFailed("; ".join(reasons), ONE_BY_ONE, any(failed.can_retry for failed in failures))


def each_by_itself(parts: Iterable[Iterator[Page]]) -> Iterator[Page]:
    """Every page of every part, whatever becomes of the others. Raises FetchFailed when all were handed over."""
    failures: list[FetchFailed] = []
    for pages in parts:
        try:
            yield from pages
        except FetchFailed as failed:
            failures.append(failed)
    if failures:
        raise combined(failures)
