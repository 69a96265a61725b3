"""Access tokens of Login with Amazon, which all of Amazon's APIs ask for. Asks for nothing else."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from ingestion.amazon.api.answers import answer_of
from ingestion.amazon.api.settings import REFRESH_EARLY, TOKEN_HOST, TOKEN_PATH
from ingestion.fetching.connection import Connection, FetchFailed
from ingestion.fetching.http import HttpClient

SECRETS = ("client_id", "client_secret", "refresh_token")


class Login:
    """An access token, fetched when it is first needed, and anew when it has expired.

    prefix -- what the names of the three secrets begin with.
    """

    def __init__(self, connection: Connection, prefix: str = "") -> None:
        self._connection = connection
        self._prefix = prefix
        self._http = HttpClient(connection, TOKEN_HOST)
        self._url = _token_url(connection.options.host)
        self._token = ""
        self._ends_at = datetime.min.replace(tzinfo=UTC)

    def token(self, is_refused: bool = False) -> str:
        """The token; `is_refused` says that the last one was not accepted. Raises FetchFailed."""
        if is_refused or datetime.now(UTC) >= self._ends_at:
            answer = self._asked()
            self._token = str(answer["access_token"])
            self._ends_at = datetime.now(UTC) + timedelta(seconds=int(answer["expires_in"])) - REFRESH_EARLY
        return self._token

    def _asked(self) -> Mapping[str, Any]:
        secrets = {name: self._connection.secret(self._prefix + name).get_secret_value() for name in SECRETS}
        try:
            response = self._http.post("token", self._url, data={"grant_type": "refresh_token", **secrets})
        except FetchFailed as failed:
            if failed.can_retry:
                raise
            names = ", ".join(self._prefix + name for name in SECRETS)
            advice = f"Authorise the application again, then set {names} anew."
            # The text of the answer is not told: it may repeat what was sent.
            raise FetchFailed("Login with Amazon does not accept the credentials", advice, False) from None
        return answer_of(response, "access_token", "expires_in")


def _token_url(host: str) -> str:
    """Amazon's own address for tokens, unless all of Amazon is played by another host."""
    name = urlsplit(host).hostname or ""
    return (host if name and not name.endswith(".amazon.com") else TOKEN_HOST).rstrip("/") + TOKEN_PATH
