"""JSON documents (API answers, webhooks) as rows of text cells, by declared paths. Knows no provider's names."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingestion.formats import Layout
from ingestion.refusal import FileRefused, shown
from ingestion.rows import Block, Sheet, block_of
from ingestion.survey import Survey

ROW_SET = "row_set"
UP = "^"
OR = "|"
PERSONAL = re.compile(
    r"(first|last|full|given|sur|buyer|customer|recipient|payer|receiver|signer|contact|alternate_full)_?name"
    r"|e_?mail|phone|address|zip|postal|post_?code|^customer$|^payer_info$|^shipping_info$|^buyer(_?info)?$|recipient",
    re.IGNORECASE,
)
DAMAGED = "Download it again; a file that was edited by hand must stay valid JSON."


@dataclass(frozen=True)
class RowSet:
    """One kind of rows in a document, and where their columns stand.

    name -- stands in the column `row_set` of each row, so that an arrangement can tell the kinds apart.
    levels -- the way down to the rows: each level is the path of a list (or of one object) in the level above it.
    paths -- for each column the path to its value from the row, names joined by dots, a number for a place in a list;
        each leading `^.` leads one level up, as in `^.id` for the id of what holds the row. Of several paths parted by
        `|`, the first that leads to a value counts: providers rename things from one version to the next.
    """

    name: str
    levels: tuple[str, ...]
    paths: Mapping[str, str]

    def names(self) -> Iterator[str]:
        """Every name on the way to what is read."""
        for path in (*self.levels, *self.paths.values()):
            yield from re.split(r"[.|]", path)


def json_layout(known_by: Sequence[str], row_sets: Sequence[RowSet]) -> Layout:
    """Documents in which all names of `known_by` stand, as rows.

    The line of a row is the place of its outermost record in the document, from 1: what an API gives has no lines.
    Numbers come as the text that the document has, never by way of a float; lists and objects come as JSON.
    """
    columns = tuple(dict.fromkeys(name for row_set in row_sets for name in row_set.paths))
    headings = (ROW_SET, *columns)

    def knows(text: str) -> bool:
        return text.startswith(("{", "[")) and all(f'"{name}"' in text for name in known_by)

    def read(path: Path, survey: Survey) -> Sheet:
        document = _parsed(path, survey)

        def blocks() -> Iterator[Block]:
            for row_set in row_sets:
                found = list(_rows([document], row_set.levels, 0))
                rows = [_cells(row_set, trail, columns) for trail, _ in found]
                if rows:
                    yield block_of(len(headings), rows, [place for _, place in found])

        return Sheet(headings, (), 1, blocks)

    names = frozenset([*known_by, *(name for row_set in row_sets for name in row_set.names())])
    return Layout(knows, read, lambda path, survey: _without_personal_data(path, survey, names))


def _without_personal_data(path: Path, survey: Survey, read: frozenset[str]) -> Iterator[bytes]:
    """The document as it is where it names nobody; else with null for what tells of people and is not read."""
    content = path.read_bytes()
    document = json.loads(content.decode(survey.encoding))
    yield json.dumps(document, ensure_ascii=False).encode() if _blank(document, read) else content


def _blank(value: Any, read: frozenset[str]) -> bool:
    """Put null in the place of personal data below a value; whether there was any."""
    if isinstance(value, list):
        return bool([item for item in value if _blank(item, read)])
    if not isinstance(value, dict):
        return False
    found = [name for name in value if name not in read and value[name] and PERSONAL.search(name)]
    value.update(dict.fromkeys(found))
    return bool([*found, *(item for item in value.values() if _blank(item, read))])


def _parsed(path: Path, survey: Survey) -> Any:
    try:
        return json.loads(path.read_text(encoding=survey.encoding), parse_float=str, parse_int=str)
    except json.JSONDecodeError as error:
        raise FileRefused(f"the JSON is damaged or cut off ({error.msg})", DAMAGED, error.lineno) from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise FileRefused(f"the JSON cannot be read ({shown(str(error))})", DAMAGED) from error


def _rows(trail: list[Any], levels: Sequence[str], place: int) -> Iterator[tuple[list[Any], int]]:
    """Each row with what holds it, outermost first, and the place of its outermost record."""
    if not levels:
        yield trail, max(place, 1)
        return
    below = _value(trail[-1], levels[0].split(".")) if levels[0] else trail[-1]
    records = below if isinstance(below, list) else [below]
    for number, record in enumerate(records, 1):
        if isinstance(record, dict):
            yield from _rows([*trail, record], levels[1:], place or number)


def _cells(row_set: RowSet, trail: list[Any], columns: Sequence[str]) -> list[str | None]:
    return [row_set.name, *(_cell(trail, row_set.paths.get(name)) for name in columns)]


def _cell(trail: list[Any], path: str | None) -> str | None:
    for alternative in path.split(OR) if path else ():
        names = alternative.split(".")
        levels_up = sum(name == UP for name in names)
        value = _value(trail[-1 - levels_up], names[levels_up:])
        if value is not None:
            return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return None


def _value(record: Any, names: Sequence[str]) -> Any:
    """What stands at a path below `record`; None where the path ends before."""
    for name in names:
        if isinstance(record, dict):
            record = record.get(name)
        elif isinstance(record, list) and name.isdigit() and int(name) < len(record):
            record = record[int(name)]
        else:
            return None
    return record
