"""Which files of the project the architecture tests look at. Asserts nothing itself."""

from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
ROOMS = ("warehouse", "ingestion", "backoffice", "orchestration", "apps", "demo")


def python_files(*folders: str) -> Iterator[Path]:
    for folder in folders or ROOMS:
        yield from sorted((PROJECT / folder).rglob("*.py"))


def dbt_files(*endings: str) -> Iterator[Path]:
    for path in sorted((PROJECT / "dbt_project").rglob("*")):
        generated = {"target", "logs"} & set(path.relative_to(PROJECT).parts)
        if path.suffix in endings and not generated:
            yield path


def name_of(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()
