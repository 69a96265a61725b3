"""Alerts on their way from the published build to Slack: told once each, whatever fails or dies on the way."""

import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import duckdb
import pytest
from filelock import FileLock
from pydantic import SecretStr

from backoffice import Kind, open_alerts, open_store
from orchestration import delivery
from orchestration.delivery import AlertRound, tell_open_alerts
from tests.orchestration.conftest import TOKEN, ChatServer, Reply
from warehouse.home import Home
from warehouse.publish import new_build_id, publish
from warehouse.sections import Alerts
from warehouse.settings import Settings

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
ONE_ROUND = """
import sys
from datetime import UTC, datetime
from orchestration.delivery import tell_open_alerts
from warehouse.home import Home
from warehouse.settings import load_settings
home = Home.locate(sys.argv[1])
sys.stdin.readline()
tell_open_alerts(home, load_settings(home), datetime(2026, 11, 24, 6, 0, tzinfo=UTC))
"""


def hold(home: Home, *subjects: str, amount: str = "12.3400", message: str = "does not add up & <@here>") -> None:
    """Publish a build in which one condition for each of `subjects` holds."""
    home.build.unlink(missing_ok=True)
    with duckdb.connect(str(home.build)) as connection:
        connection.execute("create schema alerts")
        connection.execute(
            "create table alerts.conditions (condition_id varchar, rule_id varchar, severity varchar, store_id varchar,"
            " subject_id varchar, amount decimal(18, 4), currency varchar, message_en varchar, message_zh varchar,"
            " observed_at timestamptz)"
        )
        for subject in subjects:
            connection.execute(
                "insert into alerts.conditions values "
                "(?, 'settlement_gap', 'warning', 'acme', ?, ?, 'USD', ?, ?, now())",
                [f"gap:{subject}", subject, Decimal(amount), f"{subject} {message}", f"{subject} 对不上"],
            )
    publish(home, Settings(keep_builds=3), new_build_id())


def settings_for(chat: ChatServer, **others: str) -> Settings:
    alerts = Alerts(slack_webhook_url=SecretStr(chat.url), allow_private_hosts=True)
    return Settings(alerts=alerts, **others)


def process(home: Home, chat: ChatServer, monkeypatch: pytest.MonkeyPatch) -> subprocess.Popen[str]:
    """A process of its own that makes one round once it is told to go."""
    monkeypatch.setenv("SELLERHOUSE_ALERTS__SLACK_WEBHOOK_URL", chat.url)
    monkeypatch.setenv("SELLERHOUSE_ALERTS__ALLOW_PRIVATE_HOSTS", "true")
    return subprocess.Popen([sys.executable, "-c", ONE_ROUND, str(home.root)], stdin=subprocess.PIPE, text=True)


def go(*processes: subprocess.Popen[str]) -> None:
    for one in processes:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    for one in processes:
        one.communicate(timeout=60)


def kinds(round_: AlertRound) -> list[Kind]:
    return [one.kind for one in round_.told]


def test_opening_worsening_and_going_are_each_told_once(home: Home, chat: ChatServer) -> None:
    settings = settings_for(chat)
    hold(home, "S1")
    assert kinds(tell_open_alerts(home, settings, NOW)) == [Kind.OPENED]
    assert kinds(tell_open_alerts(home, settings, NOW)) == []
    hold(home, "S1", amount="99")
    assert kinds(tell_open_alerts(home, settings, NOW)) == [Kind.WORSENED]
    hold(home)
    assert kinds(tell_open_alerts(home, settings, NOW)) == [Kind.RESOLVED]
    assert kinds(tell_open_alerts(home, settings, NOW + timedelta(days=9))) == []
    assert [("New" in text, "Worse" in text, "Resolved" in text) for text in chat.texts] == [
        (True, False, False),
        (False, True, False),
        (False, False, True),
    ]
    assert "99.00 USD (told before: warning 12.34 USD)" in chat.texts[1]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["New", "warning", "S1 does not add up", "Store", "Amount"]),
        ("zh", ["新警报", "警告", "S1 对不上", "店铺", "金额"]),
    ],
)
def test_a_message_says_what_where_and_how_much(home: Home, chat: ChatServer, language: str, words: list[str]) -> None:
    hold(home, "S1")
    tell_open_alerts(home, settings_for(chat, language=language), NOW)
    (text,) = chat.texts
    assert [word for word in [*words, "acme", "12.34 USD", "2026-11-24 06:00 UTC"] if word not in text] == []


def test_data_cannot_mention_or_link(home: Home, chat: ChatServer) -> None:
    hold(home, "S1")
    tell_open_alerts(home, settings_for(chat), NOW)
    (text,) = chat.texts
    assert "does not add up &amp; &lt;@here&gt;" in text
    assert "<" not in text


def test_up_to_five_go_one_by_one_and_more_in_one_message(home: Home, chat: ChatServer) -> None:
    hold(home, *"ABCDE")
    tell_open_alerts(home, settings_for(chat), NOW)
    assert len(chat.posts) == 5
    many = [f"N{number:03}" for number in range(60)]
    hold(home, *"ABCDE", *many)
    told = tell_open_alerts(home, settings_for(chat), NOW).told
    assert (len(told), len(chat.posts)) == (60, 6)
    assert "60 alerts" in chat.texts[5]
    assert "and 40 more" in chat.texts[5]
    assert len(chat.posts[5]["blocks"]) <= 50
    assert kinds(tell_open_alerts(home, settings_for(chat), NOW)) == []


def test_very_long_texts_stay_below_what_slack_takes(home: Home, chat: ChatServer) -> None:
    hold(home, *"ABCDEF", message="&" * 5000)
    tell_open_alerts(home, settings_for(chat), NOW)
    assert max(len(block["text"]["text"]) for block in chat.posts[0]["blocks"]) <= 3000


def test_what_was_not_delivered_is_told_in_the_next_round(home: Home, chat: ChatServer) -> None:
    hold(home, "A", "B", "C")
    chat.replies = [Reply(), Reply(502)]
    first = tell_open_alerts(home, settings_for(chat), NOW)
    assert ([one.subject_id for one in first.told], [one.subject_id for one in first.pending]) == (["A"], ["B", "C"])
    assert [(failure.retry_helps, failure.is_delivered) for failure in first.failures] == [(True, False)]
    assert str(first) == "1 told, 2 pending; the webhook answered 502 (the next round tries again)"
    second = tell_open_alerts(home, settings_for(chat), NOW)
    assert [one.subject_id for one in second.told] == ["B", "C"]
    assert [("A" in text, "B " in text, "C " in text) for text in (post["text"] for post in chat.posts)].count(
        (True, False, False)
    ) == 1


def test_a_refused_url_keeps_alerts_pending_and_secret(home: Home, chat: ChatServer) -> None:
    hold(home, "A")
    strict = Settings(alerts=Alerts(slack_webhook_url=SecretStr(chat.url)))
    refused = tell_open_alerts(home, strict, NOW)
    assert (len(refused.pending), refused.failures[0].retry_helps, chat.requests) == (1, False, [])
    assert TOKEN not in f"{refused} {refused!r}"
    assert "retrying does not help" in str(refused)
    assert kinds(tell_open_alerts(home, settings_for(chat), NOW)) == [Kind.OPENED]


@pytest.mark.parametrize("url", [None, SecretStr(" ")])
def test_without_a_webhook_the_inbox_tells(home: Home, url: SecretStr | None) -> None:
    hold(home, "A", "B")
    settings = Settings(alerts=Alerts(slack_webhook_url=url))
    assert kinds(tell_open_alerts(home, settings, NOW)) == [Kind.OPENED, Kind.OPENED]
    assert kinds(tell_open_alerts(home, settings, NOW)) == []
    with open_store(home) as store:
        assert [alert.subject_id for alert in open_alerts(store)] == ["A", "B"]


def test_nothing_published_tells_and_resolves_nothing(home: Home, chat: ChatServer) -> None:
    settings = settings_for(chat)
    assert tell_open_alerts(home, settings, NOW).skipped == "nothing is published yet"
    hold(home, "A")
    tell_open_alerts(home, settings, NOW)
    home.warehouse.unlink()
    assert tell_open_alerts(home, settings, NOW).skipped
    with open_store(home) as store:
        assert [alert.status for alert in open_alerts(store)] == ["open"]


def test_a_round_under_way_elsewhere_is_left_to_it(
    home: Home, chat: ChatServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold(home, "A")
    monkeypatch.setattr(delivery, "LOCK_SECONDS", 0.1)
    with FileLock(home.work / "alerts.lock"):
        assert "another process" in tell_open_alerts(home, settings_for(chat), NOW).skipped
    assert chat.requests == []


def test_two_processes_at_once_tell_once(home: Home, chat: ChatServer, monkeypatch: pytest.MonkeyPatch) -> None:
    hold(home, "A", "B")
    go(process(home, chat, monkeypatch), process(home, chat, monkeypatch))
    told = sorted(post["text"].partition(": ")[2].split()[0] for post in chat.posts)
    assert told == ["A", "B"]


@pytest.mark.parametrize(("deadly_post", "told_by_the_next"), [(1, ["A", "B", "C"]), (2, ["B", "C"]), (3, ["C"])])
def test_killed_between_two_posts_the_next_process_tells_the_rest(
    home: Home, chat: ChatServer, monkeypatch: pytest.MonkeyPatch, deadly_post: int, told_by_the_next: list[str]
) -> None:
    hold(home, "A", "B", "C")
    victim = process(home, chat, monkeypatch)
    kill: Callable[[], object] = lambda: victim.send_signal(signal.SIGKILL)  # noqa: E731
    chat.replies = [*[Reply()] * (deadly_post - 1), Reply(before=kill)]
    go(victim)
    assert (victim.returncode, len(chat.posts)) == (-signal.SIGKILL, deadly_post)
    rest = tell_open_alerts(home, settings_for(chat), NOW)
    assert [one.subject_id for one in rest.told] == told_by_the_next
    with open_store(home) as store:
        assert store.verify().is_intact
