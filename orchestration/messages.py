"""How an alert reads in Slack, in English and Chinese. It sends nothing and decides nothing."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Literal

from backoffice import Kind, Notification, Severity

Language = Literal["en", "zh"]
Block = dict[str, Any]
MOST_LISTED = 20
LONGEST_MESSAGE = 500

SIGNS = {Severity.CRITICAL: "🔴", Severity.WARNING: "🟠", Severity.INFO: "🔵"}
WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "opened": "New",
        "worsened": "Worse",
        "unacknowledged": "Still open, nobody has acknowledged it",
        "resolved": "Resolved",
        "critical": "critical",
        "warning": "warning",
        "info": "info",
        "store": "Store",
        "subject": "Subject",
        "amount": "Amount",
        "told": "told before",
        "since": "Since",
        "many": "{count} alerts",
        "more": "and {count} more: `sellerhouse status` and the dashboard list them all",
    },
    "zh": {
        "opened": "新警报",
        "worsened": "情况恶化",
        "unacknowledged": "仍未解决，且无人确认",
        "resolved": "已解决",
        "critical": "严重",
        "warning": "警告",
        "info": "提示",
        "store": "店铺",
        "subject": "对象",
        "amount": "金额",
        "told": "上次通知时",
        "since": "开始于",
        "many": "{count} 条警报",
        "more": "另有 {count} 条：请运行 `sellerhouse status` 或打开仪表盘查看",
    },
}


def single(notification: Notification, language: Language) -> tuple[str, list[Block]]:
    """The plain text and the blocks of one alert."""
    words = WORDS[language]
    facts = [f"*{words[name]}* {value}" for name, value in _facts(notification, words) if value]
    since = f"{words['since']} {notification.opened_at:%Y-%m-%d %H:%M} UTC"
    message = _message(notification, language)
    blocks = [
        _section(f"{_headline(notification, words)}\n{message}"),
        _section("   ".join(facts)),
        {"type": "context", "elements": [_text(since)]},
    ]
    return f"{_headline(notification, words)}: {message}", blocks if facts else [blocks[0], blocks[2]]


def batch(notifications: Sequence[Notification], language: Language) -> tuple[str, list[Block]]:
    """The plain text and the blocks of many alerts in one message: the most severe are listed, the rest counted."""
    words = WORDS[language]
    title = words["many"].format(count=len(notifications))
    blocks = [_section(f"*{title}*")]
    blocks += [_section(_line(one, language)) for one in notifications[:MOST_LISTED]]
    left = len(notifications) - MOST_LISTED
    if left > 0:
        blocks.append(_section(words["more"].format(count=left)))
    return title, blocks


def escape(text: str) -> str:
    """Text as Slack wants it: no mark-up, mention or link can come from data."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _line(notification: Notification, language: Language) -> str:
    words = WORDS[language]
    facts = ", ".join(value for _, value in _facts(notification, words) if value)
    return f"{_headline(notification, words)}: {_message(notification, language)} ({facts})"


def _headline(notification: Notification, words: dict[str, str]) -> str:
    sign = "✅" if notification.kind is Kind.RESOLVED else SIGNS[notification.severity]
    return f"{sign} *{words[notification.kind]}* ({words[notification.severity]})"


def _facts(notification: Notification, words: dict[str, str]) -> list[tuple[str, str]]:
    amount = _amount(notification.amount, notification.currency)
    if notification.kind is Kind.WORSENED and notification.told_severity is not None:
        told = _amount(notification.told_amount, notification.currency)
        amount += f" ({words['told']}: {' '.join(part for part in (words[notification.told_severity], told) if part)})"
    return [
        ("store", escape(notification.store_id or "")),
        ("subject", escape(notification.subject_id or "")),
        ("amount", amount.strip()),
    ]


def _message(notification: Notification, language: Language) -> str:
    message = notification.message_zh if language == "zh" else notification.message_en
    short = message if len(message) <= LONGEST_MESSAGE else f"{message[:LONGEST_MESSAGE]}…"
    return escape(" ".join(short.split()))


def _amount(amount: Decimal | None, currency: str | None) -> str:
    if amount is None:
        return ""
    cents = amount.quantize(Decimal("0.01"))
    return f"{cents if cents == amount else amount.normalize():,f} {escape(currency or '')}".strip()


def _section(text: str) -> Block:
    return {"type": "section", "text": _text(text)}


def _text(text: str) -> Block:
    """Verbatim: Slack makes no links, channels or mentions of what looks like one."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}
