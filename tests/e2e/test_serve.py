"""`sellerhouse serve` over the sample seller, in a real browser and through Dagster's own interface."""

import json
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from urllib.error import HTTPError, URLError

import pytest
from playwright.sync_api import Page, expect

from tests.apps.dashboard.browsing import settled
from tests.e2e.conftest import Installation

SECONDS = 120


@dataclass(frozen=True)
class Served:
    """What `sellerhouse serve` started."""

    process: "subprocess.Popen[bytes]"
    dashboard: str
    dagster: str
    webhooks: str


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str) -> None:
    deadline = time.monotonic() + SECONDS
    while not answers(address):
        assert time.monotonic() < deadline, f"{address} did not come up"
        time.sleep(0.2)


def answers(address: str) -> bool:
    try:
        urllib.request.urlopen(address, timeout=5).close()
    except URLError:
        return False
    return True


@pytest.fixture(scope="module")
def served(demo: Installation) -> Iterator[Served]:
    ports = {name: free_port() for name in ("DASHBOARD", "DAGSTER", "WEBHOOK")}
    env = {f"SELLERHOUSE_SERVE__{name}_PORT": str(port) for name, port in ports.items()}
    process = demo.start("serve", env=env)
    dashboard, dagster, webhooks = (f"http://127.0.0.1:{port}" for port in ports.values())
    try:
        wait_for(dashboard)
        wait_for(f"{dagster}/server_info")
        wait_for(f"{webhooks}/health")
        yield Served(process, dashboard, dagster, webhooks)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)


@pytest.fixture
def page(blank_page: Page, served: Served) -> Page:
    blank_page.goto(served.dashboard)
    settled(blank_page)
    return blank_page


def test_a_port_that_is_taken_is_named(served: Served, demo: Installation) -> None:
    port = served.dashboard.rsplit(":", 1)[1]
    said = demo.run("serve", expect=1, env={"SELLERHOUSE_SERVE__DASHBOARD_PORT": port}).stdout
    assert f"127.0.0.1:{port} cannot be used" in said
    assert "SELLERHOUSE_SERVE__DASHBOARD_PORT" in said


def ask_dagster(served: Served, query: str) -> dict[str, object]:
    request = urllib.request.Request(
        f"{served.dagster}/graphql", json.dumps({"query": query}).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=SECONDS) as response:
        answer: dict[str, object] = json.load(response)["data"]
    return answer


def test_webhooks_are_received_beside_the_dashboard(served: Served) -> None:
    unsigned = urllib.request.Request(f"{served.webhooks}/webhooks/nobody/17track", b"{}")
    with pytest.raises(HTTPError) as refused:
        urllib.request.urlopen(unsigned, timeout=SECONDS)
    assert refused.value.code == HTTPStatus.UNAUTHORIZED


@pytest.mark.parametrize(("link", "heading"), [("SKU profit", "SKU profit"), ("Settlements", "Settlements")])
def test_every_page_shows_the_sample_seller(page: Page, link: str, heading: str) -> None:
    expect(page.get_by_role("heading", name="Overview")).to_be_visible()
    page.get_by_test_id("stSidebarNavItems").get_by_role("link", name=link).click()
    expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
    settled(page)
    expect(page.get_by_test_id("stDataFrame").first).to_be_visible()


def test_refused_files_stand_on_the_dashboard(page: Page, answer_key: dict[str, list[dict[str, str]]]) -> None:
    page.get_by_test_id("stSidebarNavItems").get_by_role("link", name="Data quality").click()
    refused = [fault for fault in answer_key["faults"] if fault["kind"] == "refused_file"]
    assert refused
    expect(page.get_by_test_id("stMain").get_by_text(str(len(refused)), exact=True).first).to_be_visible()
    settled(page)


def test_dagster_has_one_graph_from_raw_table_to_mart(served: Served) -> None:
    answer = ask_dagster(served, "{ assetNodes { assetKey { path } dependencyKeys { path } } }")
    nodes = {"/".join(node["assetKey"]["path"]): node for node in answer["assetNodes"]}  # type: ignore[attr-defined]
    upstream = {"/".join(key["path"]) for key in nodes["staging/stg_amazon__settlement_lines"]["dependencyKeys"]}
    assert upstream == {"raw/amazon_settlement_lines"}
    assert "finance/sku_profit_monthly" in nodes


def test_dagster_lists_the_schedule_and_the_sensors(served: Served) -> None:
    answer = ask_dagster(
        served,
        "{ repositoriesOrError { ... on RepositoryConnection { nodes { schedules { name } sensors { name } } } } }",
    )
    [repository] = answer["repositoriesOrError"]["nodes"]  # type: ignore[index]
    assert repository["schedules"]
    assert len(repository["sensors"]) >= 2
