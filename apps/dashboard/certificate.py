"""A settlement's certificate as one printable HTML file that needs no other. It reads no table and shows nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from apps.dashboard.texts import Texts

# Everything that is put into the page is escaped.
_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "assets"), autoescape=True, undefined=StrictUndefined
)


@dataclass(frozen=True)
class Step:
    """One step on the way of a settlement's money: what it is called, its figures, and where they stand.

    holds -- whether the step is proven; None where nothing can be said of it.
    """

    title: str
    figures: Sequence[tuple[str, str]]
    holds: bool | None = None
    raw_file: str | None = None
    raw_line: int | None = None


def certificate(words: Texts, settlement_id: str, facts: str, steps: Sequence[Step], build: str) -> bytes:
    """The HTML file, UTF-8, in the language of `words`; `build` says which figures it was made of."""
    page = _TEMPLATES.get_template("certificate.html").render(
        words=words, settlement_id=settlement_id, facts=facts, steps=steps, build=build
    )
    return page.encode("utf-8")
