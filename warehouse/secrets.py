"""Secrets of stores and accounts, from the environment or a file for its owner alone. Never logged or shown."""

import os
import re
import tomllib
from collections.abc import Mapping
from typing import Any

from pydantic import SecretStr

from warehouse.home import Home

VARIABLE_PREFIX = "SELLERHOUSE_SECRET__"


class SecretMissing(LookupError):
    """A secret that is needed and not set; the message names the variable and the place in the file."""


class SecretsRefused(ValueError):
    """A secrets file that others can read, or that is not valid."""


def secrets_of(home: Home, store_id: str) -> Mapping[str, SecretStr]:
    """All secrets that are set for a store, by lower-case name; the environment wins over the file.

    The environment has them as SELLERHOUSE_SECRET__<STORE>__<NAME>, with every character of the store's name that is
    no letter or digit as `_`; the file secrets.toml of the home, mode 600, has a table for each store.
    Raises SecretsRefused.
    """
    prefix = f"{VARIABLE_PREFIX}{_variable(store_id)}__"
    named = {name.removeprefix(prefix).lower(): value for name, value in os.environ.items() if name.startswith(prefix)}
    return {name: SecretStr(str(value)) for name, value in {**_of_file(home, store_id), **named}.items()}


def secret(home: Home, store_id: str, name: str) -> SecretStr:
    """One secret of a store. Raises SecretMissing or SecretsRefused."""
    found = secrets_of(home, store_id).get(name)
    if found is None or not found.get_secret_value():
        variable = f"{VARIABLE_PREFIX}{_variable(store_id)}__{name.upper()}"
        raise SecretMissing(
            f"the secret '{name}' of '{store_id}' is not set: set {variable}, "
            f"or {name} in the table [{store_id}] of {home.secrets_file} (mode 600)"
        )
    return found


def _variable(store_id: str) -> str:
    return re.sub(r"[^A-Z0-9]", "_", store_id.upper())


def _of_file(home: Home, store_id: str) -> dict[str, Any]:
    path = home.secrets_file
    if not path.is_file():
        return {}
    if path.stat().st_mode & 0o077:
        raise SecretsRefused(f"{path} can be read by others; `chmod 600 {path}`")
    try:
        return dict(tomllib.loads(path.read_text(encoding="utf-8")).get(store_id, {}))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SecretsRefused(f"{path} is not valid TOML") from error
