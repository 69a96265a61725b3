"""dbt as the tests run it: as a run does, over what was parsed of the project once a machine. Asserts nothing."""

from typing import Any

from orchestration.project import invoke, manifest_path
from warehouse.home import Home
from warehouse.settings import Settings


def dbt(home: Home, settings: Settings, command: str, *arguments: str) -> Any:
    """dbt's results of one command. A fresh home would parse the whole project first, which takes longer than any test.

    Raises BuildFailed with each failed node.
    """
    manifest_path(home, settings)
    return invoke(home, settings, [command, "--no-write-json", *arguments]).result
