"""How column headings are compared and turned into names. Knows no heading of any format."""

import re
import unicodedata
from collections.abc import Iterable

PERSONAL_WORDS = re.compile(
    r"\b(buyer|recipient|phone|e ?mail|address|city|town|postal|postcode|zip|cpf|"
    r"(ship|order|bill) state|province|ciudad|provincia|codigo postal|direccion|telefono|comprador|"
    r"ville|code postal|adresse|ort|postleitzahl|bundesland|strasse|citta|cap|indirizzo|plaats|postcode)\b"
)
PERSONAL_SIGNS = ("市区町村", "都道府県", "郵便番号", "住所", "電話", "收件人", "电话", "地址", "邮编", "城市")


def heading(cell: str) -> str:
    """A heading in the form in which headings are compared: no case, accents, punctuation or doubled spaces."""
    bare = cell.casefold()
    if not cell.isascii():
        decomposed = unicodedata.normalize("NFKD", cell.replace("\ufeff", "")).casefold()
        bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return re.sub(r"[\W_]+", " ", bare).strip()


def is_personal(name: str) -> bool:
    """Whether a heading (as `heading` writes it) names a buyer's personal data."""
    return bool(PERSONAL_WORDS.search(name)) or any(heading(sign) in name for sign in PERSONAL_SIGNS)


def column_name(cell: str, position: int, taken: Iterable[str]) -> str:
    """A snake_case name for a column that no format declares, different from all names taken."""
    words = re.sub(r"[^a-z0-9]+", "_", heading(cell).encode("ascii", "ignore").decode()).strip("_")
    base = words if re.match(r"[a-z]", words) else f"column_{position}" + (f"_{words}" if words else "")
    name, number = base[:100].strip("_"), 2
    used = set(taken)
    while name in used:
        name, number = f"{base[:100].strip('_')}_{number}", number + 1
    return name
