"""LianLian's B2C user API and its statement: how their pages are fetched. Reads no entry, and signs nothing itself.

Made after LianLian's published descriptions; no account could be asked. Times are those of Shanghai, as there.
Some streams are asked for account by account or currency by currency; a page's place names which, and its number.
"""

import base64
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, Literal
from zoneinfo import ZoneInfo

import requests

from ingestion.fetching.answers import REPORT, count_in, list_in, short, value_in
from ingestion.fetching.connection import Api, Connection, FetchFailed, Page
from ingestion.fetching.http import HttpClient
from ingestion.fetching.stretches import Answer, Reach, Stretch, pages
from ingestion.lianlian.signing import private_key, signer
from ingestion.refusal import shown

SHOPS = "https://global-open-api.lianlianpay.com"
WALLETS = "https://global-api.lianlianpay.com"
CLOCK = ZoneInfo("Asia/Shanghai")
PAGE_SIZE = 100
ACCEPTED, BUSY = "000000", "999999"
ACCOUNTS, SHOP_BALANCES, WALLET_BALANCES = "account/query", "account/balance/query", "collection/v1/wallets"

Kind = Literal["account", "currency"]
AS_IT_IS_NOW = Reach()


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(CLOCK):%Y-%m-%d %H:%M:%S}"


def _date(moment: datetime) -> str:
    return f"{moment.astimezone(CLOCK):%Y-%m-%d}"


def _epoch(moment: datetime) -> str:
    return str(int(moment.timestamp()))


@dataclass(frozen=True)
class Stream:
    """What is different between streams.

    path, base -- where it is asked for; `method` POST sends what is asked as JSON, GET as a query.
    reach -- what time is asked for.
    time_names, as_time -- the names of the stretch's beginning and end, and how a moment is written.
    page_names -- the names of the page's number and of how many entries it holds.
    rows_at, total_at -- where the entries and their number stand in the answer; no number where all come at once.
    part_name, part_kind -- what is asked for one account or one currency after another.
    page_size -- how many entries are asked for at once.
    """

    path: str
    base: str
    method: Literal["GET", "POST"]
    rows_at: tuple[str, ...]
    reach: Reach = AS_IT_IS_NOW
    total_at: tuple[str, ...] = ()
    time_names: tuple[str, str] = ("startTime", "endTime")
    as_time: Callable[[datetime], str] = _moment
    page_names: tuple[str, str] = ("pageNum", "pageSize")
    part_name: str = ""
    part_kind: Kind | None = None
    page_size: int = PAGE_SIZE


LIST, SIZE = ("data", "resultList"), ("data", "totalSize")
MONTH = Reach(timedelta(days=30), overlap=timedelta(days=3))
# A withdrawal is told of when it is made, and succeeds or fails days after.
WITHDRAWING = Reach(timedelta(days=30), overlap=timedelta(days=14))
STREAMS: Mapping[str, Stream] = {
    "inbound_funds": Stream(
        *("transaction/entry/list", SHOPS, "POST", LIST, MONTH, SIZE),
        time_names=("startUpdateTime", "endUpdateTime"),
    ),
    "withdrawals": Stream("withdraw/record/list", SHOPS, "POST", LIST, WITHDRAWING, SIZE),
    "fund_flow": Stream(
        *("myshop/transaction", SHOPS, "POST", LIST, MONTH, SIZE), part_name="accountId", part_kind="account"
    ),
    "account_balances": Stream(SHOP_BALANCES, SHOPS, "POST", ("data",)),
    "wallet_flow": Stream(
        *("collection/v1/wallets/transaction", WALLETS, "GET", ("data", "list"), MONTH, ("data", "total")),
        as_time=_date,
        part_name="currency",
        part_kind="currency",
    ),
    "wallet_balances": Stream(WALLET_BALANCES, WALLETS, "GET", ("data",)),
}
# Of another product of LianLian's: fetched only where the settings name it, for the account that they name.
NAMED_STREAMS: Mapping[str, Stream] = {
    "statement": Stream(
        *("v1/statement/transactions", WALLETS, "GET", ("data",), MONTH, ("total_count",)),
        time_names=("begin_time", "end_time"),
        as_time=_epoch,
        page_names=("page", "page_size"),
        part_name="account_id",
        page_size=20,
    ),
}


class _Access:
    """One seller's requests, signed, to the hosts that they go to; and the accounts and currencies that there are."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        developer, token = (connection.secret(name).get_secret_value() for name in API.secrets[:2])
        basic = base64.b64encode(f"{developer}:{token}".encode()).decode()
        self._sign = signer(private_key(connection.secret("private_key")))
        self._clients = {
            base: HttpClient(connection, base, lambda _refused: {"Authorization": f"Basic {basic}"})
            for base in (SHOPS, WALLETS)
        }

    def ask(self, method: str, base: str, path: str, asked: Mapping[str, Any]) -> requests.Response:
        """The answer to a request. LianLian can answer 200 to what failed: raises FetchFailed for that as well."""
        client = self._clients[base]
        try:
            if method == "GET":
                response = client.get(path, path, params=dict(asked), auth=self._sign)
            else:
                response = client.post(path, path, json=dict(asked), auth=self._sign)
        except FetchFailed as failed:
            if BUSY in failed.reason:
                raise FetchFailed(failed.reason, REPORT, True) from None
            raise
        document = value_in(self.connection, response)
        code = document.get("code", ACCEPTED) if isinstance(document, dict) else ACCEPTED
        if code != ACCEPTED:
            said = shown(f"{code} {document.get('message') or ''}".strip(), 200)
            raise FetchFailed(f"LianLian: it answers with an error ({said})", REPORT, code == BUSY)
        return response

    def parts(self, kind: Kind | None) -> tuple[str, ...]:
        """What a stream is asked for one after another; one part without a name where it is asked for as a whole."""
        if kind == "account":
            return self._accounts
        return self._currencies if kind == "currency" else (self.connection.options.account,)

    @cached_property
    def _accounts(self) -> tuple[str, ...]:
        found: set[str] = set()
        page, total = 1, 1
        while (page - 1) * PAGE_SIZE < total:
            response = self.ask("POST", SHOPS, ACCOUNTS, {"pageNum": page, "pageSize": PAGE_SIZE})
            found.update(str(account["accountId"]) for account in list_in(self.connection, response, *LIST))
            page, total = page + 1, count_in(self.connection, response, *SIZE)
        return tuple(sorted(found))

    @cached_property
    def _currencies(self) -> tuple[str, ...]:
        response = self.ask("GET", WALLETS, WALLET_BALANCES, {})
        return tuple(sorted({str(wallet["currency"]) for wallet in list_in(self.connection, response, "data")}))


def _fetch(connection: Connection) -> Iterator[Page]:
    access = _Access(connection)
    named = {name: stream for name, stream in NAMED_STREAMS.items() if name in connection.options.streams}
    for name, stream in {**STREAMS, **named}.items():
        if connection.wants(name):
            yield from pages(connection, name, stream.reach, _question(access, name, stream))


def _question(access: _Access, name: str, stream: Stream) -> Callable[[Stretch], Answer]:
    """What asks for one page, and knows which comes after it: the part's next, else the first of the next part."""

    def ask(stretch: Stretch) -> Answer:
        parts = access.parts(stream.part_kind)
        part, page = stretch.place or (parts[0] if parts else None, 1)
        if part is None:
            return Answer(None)
        response = access.ask(stream.method, stream.base, stream.path, _asked(stream, stretch, part, page))
        rows = list_in(access.connection, response, *stream.rows_at)
        total = count_in(access.connection, response, *stream.total_at) if stream.total_at else 0
        if page * stream.page_size < total:
            if not rows:
                raise short(access.connection, name)
            return Answer(response.content, [part, page + 1])
        after = [other for other in parts if other > part]
        return Answer(response.content if rows else None, [after[0], 1] if after else None)

    return ask


def _asked(stream: Stream, stretch: Stretch, part: str, page: int) -> dict[str, Any]:
    asked: dict[str, Any] = {stream.part_name: part} if stream.part_name and part else {}
    if stream.reach.longest:
        asked |= zip(stream.time_names, (stream.as_time(stretch.start), stream.as_time(stretch.end)), strict=True)
    if stream.total_at:
        asked |= zip(stream.page_names, (page, stream.page_size), strict=True)
    return asked


def _check(connection: Connection) -> str:
    """Asks for the balances of the shops' accounts, the least that needs a right signature."""
    response = _Access(connection).ask("POST", SHOPS, SHOP_BALANCES, {})
    currencies = sorted(str(one["currency"]) for one in list_in(connection, response, "data"))
    return f"accounts in {', '.join(currencies) or 'no currency yet'}"


API = Api(
    source="lianlian",
    title="LianLian",
    platform="lianlian",
    secrets=("developer_id", "master_token", "private_key"),
    fetch=_fetch,
    check=_check,
)
