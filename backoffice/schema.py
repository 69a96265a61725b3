"""Brings a store to the newest migration, once, also when several processes start together. No table is named here."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

MIGRATIONS = Path(__file__).parent / "migrations"


class BackofficeTooNew(RuntimeError):
    """The store was written by a newer version of the product. Trying again does not help; upgrading does."""


def upgrade(reader: Engine, writer: Engine) -> None:
    """Run the steps that this store has not had, all in one transaction, so that a kill leaves the store as it was.

    `writer` takes the write lock as its transaction begins: a second process waits, then finds nothing left to do.
    """
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    scripts = ScriptDirectory.from_config(config)
    with reader.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    if current == scripts.get_current_head():
        return
    if current is not None and current not in {script.revision for script in scripts.walk_revisions()}:
        raise BackofficeTooNew(
            f"the backoffice store is at step {current}, which this version of Sellerhouse does not know; "
            "it was written by a newer version: upgrade Sellerhouse, or restore the back-up made before the upgrade"
        )
    with writer.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
