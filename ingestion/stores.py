"""Which store a file belongs to. Never a guess: a file that could be of several stores is refused."""

from collections.abc import Mapping
from typing import Any

from ingestion.inbox import Candidate
from ingestion.refusal import FileRefused, shown
from warehouse.sections import STORE_ID
from warehouse.settings import Settings

DEFAULT_STORE = "default"


def store_of(candidate: Candidate, store_id: str | None, settings: Settings) -> tuple[str, list[str]]:
    """The store's id, and warnings. Raises FileRefused where several stores are possible, or the name cannot be one."""
    stores: Mapping[str, Any] = settings.stores
    named = store_id or candidate.store_folder
    if named is None and len(stores) == 1:
        return next(iter(stores)), []
    if named is None and stores:
        raise FileRefused(
            f"it is not said which store the file belongs to; configured are {', '.join(sorted(stores))}",
            "Put it into a folder with the store's name (inbox/<store>/…), or load it with --store <store>.",
            can_retry=True,
        )
    if named is None:
        return DEFAULT_STORE, [
            f"no store is configured and the file lies in no store's folder: it was loaded for store '{DEFAULT_STORE}'"
        ]
    name = named.strip().lower()
    if not STORE_ID.match(name):
        raise FileRefused(
            f"'{shown(named)}' cannot name a store",
            "Rename the folder: lower-case letters, digits, '.', '_' and '-' are allowed, such as inbox/acme-us/.",
            can_retry=True,
        )
    if name not in stores:
        return name, [f"store '{name}' is not in sellerhouse.toml; it was made with timezone UTC and no currency"]
    return name, []
