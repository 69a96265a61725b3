"""Files and functions stay short enough to be read at once."""

import ast
from pathlib import Path

import pytest

from tests.architecture.source_files import dbt_files, name_of, python_files

PYTHON_LINES, FUNCTION_LINES, SQL_LINES, YAML_LINES = 250, 45, 120, 300
# Only shrinks.
TOO_LONG_FOR_NOW: frozenset[str] = frozenset()


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize(
    ("paths", "most"),
    [
        ([*python_files(), *python_files("tests", "benchmarks")], PYTHON_LINES),
        ([*dbt_files(".sql")], SQL_LINES),
        ([*dbt_files(".yml")], YAML_LINES),
    ],
    ids=["python", "sql", "yaml"],
)
def test_files_are_short(paths: list[Path], most: int) -> None:
    assert paths, "no files were found, so the test would prove nothing"
    too_long = {name_of(path): lines_of(path) for path in paths if lines_of(path) > most}
    assert set(too_long) <= TOO_LONG_FOR_NOW, too_long


def test_functions_are_short() -> None:
    too_long = {
        f"{name_of(path)}:{node.name}": node.end_lineno - node.lineno + 1
        for path in python_files()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno
        and node.end_lineno - node.lineno + 1 > FUNCTION_LINES
    }
    assert set(too_long) <= TOO_LONG_FOR_NOW, too_long


def test_every_module_opens_with_its_charter() -> None:
    without = [
        name_of(path)
        for path in python_files()
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) and path.stat().st_size
    ]
    assert not without


def test_names_say_what_a_module_is_about() -> None:
    vague = {"utils", "helpers", "common", "manager", "misc"}
    assert not [name_of(path) for path in python_files() if path.stem in vague or path.stem.endswith("_v2")]
