"""Settlement flat files as they come: short rows, blank rows, odd order, Excel's marks, columns that are new."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from tests.ingestion.conftest import Reading
from tests.ingestion.report_builders import V1_HEADINGS, V2_HEADINGS, as_text, line, total_row, v2_file


def amounts(reading: Reading) -> list[Decimal]:
    return [row["amount"] for row in reading.rows["amazon_settlement_lines"]]


def test_a_row_may_leave_out_its_last_blank_cell(read: Callable[..., Reading], tmp_path: Path) -> None:
    rows = as_text([total_row("6.00"), line("1.00"), line("2.00"), line("3.00")]).split("\n")
    rows[3] = rows[3].removesuffix("\t")
    assert rows[3].count("\t") == 22
    short = tmp_path / "short.txt"
    short.write_text("\n".join(rows), encoding="utf-8")
    reading = read(short)
    assert amounts(reading) == [Decimal("1.00"), Decimal("2.00"), Decimal("3.00")]
    assert [row["raw_line"] for row in reading.rows["amazon_settlement_lines"]] == [3, 4, 5]


def test_a_last_line_without_a_newline_loads_when_it_is_whole(read: Callable[..., Reading], tmp_path: Path) -> None:
    whole = tmp_path / "whole.txt"
    whole.write_text(as_text([total_row(), line("1.00"), line("2.00")]).removesuffix("\n"), encoding="utf-8")
    assert amounts(read(whole)) == [Decimal("1.00"), Decimal("2.00")]


def test_blank_rows_are_passed_over_and_counted(read: Callable[..., Reading], tmp_path: Path) -> None:
    rows = as_text([total_row(), line("1.00"), {}, line("2.00")]).split("\n")
    spaced = tmp_path / "spaced.txt"
    spaced.write_text("\n".join([*rows[:3], "", "   ", *rows[3:]]) + "\n\n", encoding="utf-8")
    lines = read(spaced).rows["amazon_settlement_lines"]
    assert [(row["amount"], row["raw_line"]) for row in lines] == [(Decimal("1.00"), 3), (Decimal("2.00"), 7)]


def test_quotes_are_text_in_a_tab_separated_report(read: Callable[..., Reading], tmp_path: Path) -> None:
    rows = [line("1.00", sku='Map 24" x 36"', promotion_id='"Save'), line("2.00", sku='"quoted"')]
    lines = read(v2_file(tmp_path / "quotes.txt", *rows)).rows["amazon_settlement_lines"]
    assert [row["sku"] for row in lines] == ['Map 24" x 36"', '"quoted"']
    assert lines[0]["promotion_id"] == '"Save'


def test_several_settlements_in_one_file(read: Callable[..., Reading], tmp_path: Path) -> None:
    both = tmp_path / "both.txt"
    rows = [total_row("1.00", "1"), line("1.00", "1"), line("2.00", "2", sku="SKU-2"), total_row("2.00", "2", "EUR")]
    both.write_text(as_text(rows), encoding="utf-8")
    reading = read(both)
    found = {row["settlement_id"]: (row["total_amount"], row["currency"]) for row in reading.rows["amazon_settlements"]}
    assert found == {"1": (Decimal("1.00"), "USD"), "2": (Decimal("2.00"), "EUR")}
    assert len(reading.rows["amazon_settlement_lines"]) == 2


def test_new_columns_are_kept_and_buyers_data_is_dropped(read: Callable[..., Reading], tmp_path: Path) -> None:
    headings = [*V2_HEADINGS, "New Fee-Code", "buyer-name", "ship-city", "推广编号", "raw_line"]
    row = {**line(), "New Fee-Code": "F1", "buyer-name": "Jo", "ship-city": "Rome", "推广编号": "P1", "raw_line": "99"}
    wide = tmp_path / "wide.txt"
    wide.write_text(as_text([total_row(), row], headings), encoding="utf-8")
    (found,) = read(wide).rows["amazon_settlement_lines"]
    assert (found["new_fee_code"], found["column_28"], found["raw_line_2"], found["raw_line"]) == ("F1", "P1", "99", 3)
    assert not {"buyer_name", "ship_city"} & found.keys()


def test_columns_in_another_order_with_other_spelling(read: Callable[..., Reading], tmp_path: Path) -> None:
    headings = list(reversed(V2_HEADINGS))
    text = as_text([total_row(), line("7.77")], headings)
    mixed = tmp_path / "mixed.txt"
    mixed.write_text(text.replace("settlement-id", "Settlement ID").replace("posted-date\t", "Posted_Date \t"), "utf-8")
    (found,) = read(mixed).rows["amazon_settlement_lines"]
    assert (found["amount"], found["sku"], str(found["posted_date"])) == (Decimal("7.77"), "SKU-1", "2026-01-05")


def test_item_codes_that_a_spreadsheet_mangled_are_warned_of(read: Callable[..., Reading], tmp_path: Path) -> None:
    reading = read(v2_file(tmp_path / "excel.txt", line(order_item_code="4.57658E+13"), line()))
    assert reading.only.status == "loaded"
    assert [warning for warning in reading.only.warnings if "spreadsheet" in warning]


def test_a_wrong_total_loads(read: Callable[..., Reading], tmp_path: Path) -> None:
    reading = read(v2_file(tmp_path / "wrong.txt", line("9.99")))
    assert reading.rows["amazon_settlements"][0]["total_amount"] == Decimal("10.00")
    assert amounts(reading) == [Decimal("9.99")]


def test_a_second_other_total_is_warned_of(read: Callable[..., Reading], tmp_path: Path) -> None:
    twice = tmp_path / "twice.txt"
    twice.write_text(as_text([total_row("1.00"), line("1.00"), total_row("5.00")]), encoding="utf-8")
    reading = read(twice)
    assert [row["total_amount"] for row in reading.rows["amazon_settlements"]] == [Decimal("1.00")]
    assert [warning for warning in reading.only.warnings if "line 4" in warning and "second, other total" in warning]


@pytest.mark.parametrize("rows", [5_000, 300_000])
def test_line_numbers_hold_across_blocks(read: Callable[..., Reading], tmp_path: Path, rows: int) -> None:
    body = as_text([line(sku="S")], V2_HEADINGS).split("\n")[1]
    numbered = (body.replace("\tS\t", f"\tSKU-{number}\t") for number in range(3, rows + 3))
    long = tmp_path / "long.txt"
    long.write_text(as_text([total_row()]) + "\n".join(numbered) + "\n", encoding="utf-8")
    lines = read(long).rows["amazon_settlement_lines"]
    assert len(lines) == rows
    assert all(row["sku"] == f"SKU-{row['raw_line']}" for row in lines)


def v1_line(**cells: str) -> dict[str, str]:
    return {
        **total_row(),
        **dict.fromkeys(
            ["settlement-start-date", "settlement-end-date", "deposit-date", "total-amount", "currency"], ""
        ),
        "transaction-type": "ServiceFee",
        "posted-date": "2026-01-05T00:00:00+00:00",
        **cells,
    }


def test_v1_keeps_both_amounts_of_a_row_and_reads_by_name(read: Callable[..., Reading], tmp_path: Path) -> None:
    wide = [
        total_row("-560.99"),
        v1_line(**{"item-related-fee-amount": "-500.88", "other-fee-amount": "-60.11"}),
    ]
    narrow = [name for name in V1_HEADINGS if not name.startswith("promotion")]
    assert (len(V1_HEADINGS), len(narrow)) == (36, 33)
    for name, headings in {"wide": V1_HEADINGS, "narrow": narrow}.items():
        path = tmp_path / f"{name}.txt"
        path.write_text(as_text(wide, headings), encoding="utf-8")
        (row,) = read(path).rows["amazon_settlement_v1_lines"]
        assert (row["item_related_fee_amount"], row["other_fee_amount"]) == (Decimal("-500.88"), Decimal("-60.11"))
        assert row["promotion_amount"] is None
