"""Every word exists in every language, says the same things, and every key that the code asks for exists."""

import ast
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.dashboard import amounts, markdown
from apps.dashboard.texts import LANGUAGES, texts

DASHBOARD = Path(markdown.__file__).parent
# A Markdown character that is not escaped; a backslash before it makes it plain.
SPECIAL = set(string.punctuation)


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_every_key_exists_in_both_languages_with_the_same_places(language: str) -> None:
    english, other = texts("en").entries, texts(language).entries
    assert english.keys() == other.keys()
    assert {key: places(text) for key, text in english.items()} == {key: places(text) for key, text in other.items()}
    assert all(text.strip() for text in other.values())


def test_every_key_that_stands_in_the_code_exists() -> None:
    """Keys made of parts, such as column names, are covered by opening every page."""
    asked = set()
    for path in DASHBOARD.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and _is_words(node.func):
                key = node.args[0]
                if isinstance(key, ast.Constant):
                    asked.add(key.value)
    assert len(asked) > 60
    assert asked <= texts("en").entries.keys()


def _is_words(function: ast.expr) -> bool:
    return (isinstance(function, ast.Name) and function.id == "words") or (
        isinstance(function, ast.Attribute) and function.attr == "texts"
    )


def test_a_name_of_the_data_without_words_shows_as_it_is() -> None:
    words = texts("en")
    assert words.of("kind", "settlement_total_gap") == "Total does not match lines"
    assert words.of("kind", "brand_new_gap") == "brand new gap"
    assert words.of("kind", None) == ""


@given(st.text())
def test_no_markdown_survives_escaping(text: str) -> None:
    escaped = markdown.escape(text)
    assert "\n" not in escaped
    plain = escaped
    for character in SPECIAL:
        plain = plain.replace(f"\\{character}", "")
    assert not SPECIAL & set(plain)


@pytest.mark.parametrize(
    ("amount", "text"),
    [("1234567.891", "1,234,567.89"), ("-0.004", "0.00"), ("0.005", "0.01"), ("-1234.5", "-1,234.50")],
)
def test_amounts_are_rounded_once_and_grouped(amount: str, text: str) -> None:
    assert amounts.amount_text(amounts.Decimal(amount)) == text


def test_what_is_not_known_is_a_dash() -> None:
    assert amounts.amount_text(None) == amounts.share_text(None) == amounts.exact_text(None) == "–"
    assert amounts.share(None, 3) is None
    assert amounts.share(3, 0) is None


@pytest.mark.parametrize(
    ("now", "before", "text"),
    [(150, 100, "+50.0%"), (50, -100, "+150.0%"), (100, 100, "0"), (1, 0, None), ("100.01", 100, "0")],
)
def test_changes_are_against_the_size_of_what_was(now: object, before: int, text: str | None) -> None:
    assert amounts.change_text(amounts.Decimal(str(now)), before) == text


@pytest.mark.parametrize(
    ("amount", "text"), [("1.27000000", "1.27"), ("0.00012345", "0.00012345"), ("100", "100.00"), ("1E+3", "1,000.00")]
)
def test_exact_text_hides_no_digit(amount: str, text: str) -> None:
    assert amounts.exact_text(amounts.Decimal(amount)) == text
