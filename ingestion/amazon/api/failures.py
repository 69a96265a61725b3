"""Several failures told as one, so that one report that is refused keeps no other from being fetched. Mends nothing."""

from collections.abc import Sequence

from ingestion.fetching.connection import FetchFailed

ONE_BY_ONE = "Mend one after the other; what else there was has been fetched."


def combined(failures: Sequence[FetchFailed]) -> FetchFailed:
    """One failure that tells of all, each reason once."""
    reasons = list(dict.fromkeys(failed.reason for failed in failures))
    if len(reasons) == 1:
        return failures[0]
    return FetchFailed("; ".join(reasons), ONE_BY_ONE, any(failed.can_retry for failed in failures))
