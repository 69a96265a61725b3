"""Amounts that PayPal's reports write without sign and mark: always in hundredths, whatever the currency. Adds no sign.

15000 JPY are 150 yen: the number of decimals that a currency has plays no part.
"""

import pyarrow as pa
import pyarrow.compute as pc

from ingestion.refusal import FileRefused, shown

HUNDREDTHS = r"^\d*$"


def with_two_decimals(cells: pa.DictionaryArray, title: str, lines: pa.Array) -> pa.DictionaryArray:
    """The cells as texts with two decimals: 5200 as 52.00. Raises FileRefused for anything but digits."""
    texts = pc.utf8_trim_whitespace(cells.dictionary)
    fits = pc.match_substring_regex(texts, HUNDREDTHS)
    if pc.all(fits).as_py() is False:
        wrong = pc.index(pc.fill_null(fits, True), False).as_py()
        row = pc.index(cells.indices, wrong).as_py()
        raise FileRefused(
            f"'{shown(texts[wrong].as_py())}' in '{title}' is not written as these reports write amounts: "
            "digits alone, the last two of which are decimals (12.34 stands as 1234)",
            "Download the report again; if it was opened and saved in a spreadsheet program, use the original.",
            lines[row].as_py() if row >= 0 else None,
        )
    padded = pc.if_else(pc.equal(texts, ""), "", pc.utf8_lpad(texts, 3, "0"))
    marked = pc.replace_substring_regex(padded, r"^(\d+)(\d{2})$", r"\1.\2")
    return pa.DictionaryArray.from_arrays(cells.indices, marked)
