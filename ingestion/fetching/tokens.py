"""A token that a provider gives for credentials and takes back after a while. Knows no provider's address."""

from collections.abc import Callable

import requests

from ingestion.fetching.answers import value_in
from ingestion.fetching.connection import Connection


class Token:
    """An OAuth access token: asked for when it is first needed, and anew when the provider refuses it.

    ask -- the request to the provider's token endpoint.
    """

    def __init__(self, connection: Connection, ask: Callable[[], requests.Response]) -> None:
        self._connection = connection
        self._ask = ask
        self._value = ""

    def value(self, is_refused: bool) -> str:
        """The token, another one where the last is refused. Raises FetchFailed."""
        if is_refused or not self._value:
            self._value = str(value_in(self._connection, self._ask(), "access_token"))
        return self._value
