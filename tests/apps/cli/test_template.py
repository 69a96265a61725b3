"""The command that writes the seller's workbook, and what a spreadsheet program finds in it."""

from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from apps.cli.main import app
from apps.cli.template_book import in_language
from ingestion import purchasing


@pytest.fixture
def written(tmp_path: Path, request: pytest.FixtureRequest) -> openpyxl.Workbook:
    path = tmp_path / "book.xlsx"
    done = CliRunner().invoke(app, ["template", "--out", str(path), "--language", request.param])
    assert done.exit_code == 0, done.output
    return openpyxl.load_workbook(path)


@pytest.mark.parametrize(("written", "language"), [("en", "en"), ("zh", "zh")], indirect=["written"])
def test_every_column_is_explained_and_has_its_heading(written: openpyxl.Workbook, language: str) -> None:
    for kind in purchasing.SOURCE.formats:
        sheet = written[in_language(kind.sheet_names, language)]
        assert sheet.freeze_panes == "A2"
        assert [str(cell.value).lower() for cell in sheet[1]] == [
            in_language(column.headings, language).lower() for column in kind.columns
        ]
        assert all(cell.comment and cell.comment.text for cell in sheet[1])


@pytest.mark.parametrize("written", ["zh"], indirect=True)
def test_drop_downs_offer_the_words_that_load(written: openpyxl.Workbook) -> None:
    expenses = written["费用"]
    offered = {str(check.sqref).split(":")[0]: check.formula1 for check in expenses.data_validations.dataValidation}
    column = offered["D2"].split("!")[1].replace("$", "")
    words = [cell.value for (cell,) in written["下拉选项"][column]]
    kinds = next(item for item in purchasing.SOURCE.formats if item.kind == "expenses").columns
    choices = next(item for item in kinds if item.name == "expense_kind").choices
    assert words == [in_language(choice.words, "zh") for choice in choices]
    assert words[0] == "房租仓租"


@pytest.mark.parametrize("written", ["en"], indirect=True)
def test_the_first_sheet_explains_the_book_in_both_languages(written: openpyxl.Workbook) -> None:
    sheet = written.worksheets[0]
    texts = " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell)
    assert "do not change the headings" in texts
    assert "请勿修改第 1 行的表头" in texts


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_text("my records")
    done = CliRunner().invoke(app, ["template", "--out", str(path)])
    assert (done.exit_code, path.read_text()) == (1, "my records")
    assert "is there already" in done.output
