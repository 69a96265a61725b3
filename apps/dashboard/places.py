"""How places of goods are named for people: `fba:acme:US` is acme's FBA in the US. Knows no quantities."""

from apps.dashboard.texts import Texts

MARKETPLACE_WAREHOUSES = ("fba", "awd")


def place_text(words: Texts, location: str | None) -> str:
    """The name of a place; what the ledger calls it where it is of no known kind."""
    kind, _, rest = (location or "").partition(":")
    if kind in MARKETPLACE_WAREHOUSES:
        store_id, _, region = rest.rpartition(":")
        return words(f"place.{kind}", store=store_id, region=region)
    if kind == "in_transit":
        return words("place.in_transit", shipment=rest)
    if kind == "warehouse":
        return rest
    return words.of("place", location)
