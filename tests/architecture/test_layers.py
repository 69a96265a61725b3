"""Imports run downwards only: apps and orchestration, then ingestion and backoffice, then warehouse."""

import ast
from pathlib import Path

import pytest

from tests.architecture.source_files import ROOMS, name_of, python_files

MAY_IMPORT = {
    "warehouse": set(),
    "ingestion": {"warehouse"},
    "backoffice": {"warehouse"},
    "demo": set(),
    "orchestration": {"ingestion", "backoffice", "warehouse"},
    "apps": {"orchestration", "ingestion", "backoffice", "warehouse", "demo"},
}
LIBRARIES_OF_ONE_ROOM = {
    "dagster": {"orchestration"},
    "dagster_dbt": {"orchestration"},
    "dagster_dlt": {"orchestration"},
    "dbt": {"orchestration"},
    "great_expectations": {"orchestration"},
    "streamlit": {"apps"},
    "starlette": {"apps"},
    "uvicorn": {"apps"},
    "dlt": {"ingestion"},
}


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_what_lies_below_it(room: str) -> None:
    wrong = {
        f"{name_of(path)} imports {other}"
        for path in python_files(room)
        for other in imported(path) & set(ROOMS) - {room} - MAY_IMPORT[room]
    }
    assert not wrong


def test_the_dashboard_reads_and_never_loads() -> None:
    wrong = {
        f"{name_of(path)} imports {other}"
        for path in python_files("apps/dashboard")
        for other in imported(path) & {"ingestion", "orchestration", "demo"}
    }
    assert not wrong


@pytest.mark.parametrize("library", LIBRARIES_OF_ONE_ROOM)
def test_a_tool_stays_in_its_room(library: str) -> None:
    wrong = {
        name_of(path)
        for path in python_files()
        if library in imported(path)
        if name_of(path).split("/")[0] not in LIBRARIES_OF_ONE_ROOM[library]
    }
    assert not wrong
