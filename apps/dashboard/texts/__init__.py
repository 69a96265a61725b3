"""The words of the dashboard in each language, one TOML file a language. No words stand anywhere else."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = {"en": "English", "zh": "中文"}


@dataclass(frozen=True)
class Texts:
    """The words of one language, by dotted key."""

    language: str
    entries: Mapping[str, str]

    def __call__(self, key: str, **values: Any) -> str:
        """The text of `key` with its {places} filled. A key that does not exist is a bug and raises KeyError."""
        text = self.entries[key]
        return text.format(**values) if values else text

    def of(self, group: str, value: str | None) -> str:
        """The name of a value that comes from the data, such as a gap's kind; the value itself where it has none."""
        return self.entries.get(f"{group}.{value}", str(value or "").replace("_", " "))


@cache
def texts(language: str) -> Texts:
    """The catalogue of `language`, read once."""
    content = tomllib.loads((Path(__file__).parent / f"{language}.toml").read_text(encoding="utf-8"))
    entries = {f"{group}.{name}": text for group, names in content.items() for name, text in names.items()}
    return Texts(language, entries)
