"""The folder that holds all a seller owns, and the path of each thing in it. No reading or writing of its data."""

import os
from dataclasses import dataclass
from pathlib import Path

DEFAULT_HOME = "./data"
HOME_VARIABLE = "SELLERHOUSE_HOME"


@dataclass(frozen=True)
class Home:
    """The paths of one seller's home directory.

    `root` is absolute. Folders are made with mode 700 by `create`, since they hold a company's money data.
    """

    root: Path

    @classmethod
    def locate(cls, directory: str | Path | None = None) -> "Home":
        """The home named by `directory`, else by SELLERHOUSE_HOME, else ./data."""
        chosen = directory or os.environ.get(HOME_VARIABLE) or DEFAULT_HOME
        return cls(Path(chosen).expanduser().resolve())

    def create(self) -> "Home":
        """Make the folders that are missing, readable by their owner alone."""
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        for folder in (self.inbox, self.archive, self.logs, self.builds, self.work, self.dagster):
            folder.mkdir(mode=0o700, exist_ok=True)
        return self

    @property
    def settings_file(self) -> Path:
        return self.root / "sellerhouse.toml"

    @property
    def inbox(self) -> Path:
        """Files to load; the first folder below it names the store."""
        return self.root / "inbox"

    @property
    def archive(self) -> Path:
        """Every raw file that was loaded, by content hash."""
        return self.root / "archive"

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    @property
    def builds(self) -> Path:
        """The published builds, each a folder of its own that holds one DuckDB file."""
        return self.root / "builds"

    @property
    def warehouse(self) -> Path:
        """What is published: a link to the current build, replaced in one step."""
        return self.root / "warehouse.duckdb"

    @property
    def backoffice(self) -> Path:
        return self.root / "backoffice.db"

    @property
    def identity_key(self) -> Path:
        """The secret that personal data of the seller's own people is hashed with; readable by its owner alone."""
        return self.root / "identity.key"

    @property
    def work(self) -> Path:
        """What a run writes before it is published; nothing here is read by people."""
        return self.root / "work"

    @property
    def raw(self) -> Path:
        return self.work / "raw.duckdb"

    @property
    def build(self) -> Path:
        """The database that dbt builds. Its name is that of the published file, since views name their database."""
        return self.work / self.warehouse.name

    @property
    def exported(self) -> Path:
        """What a cluster has built, as it came from there: the tables' files and a database of views over them."""
        return self.work / "exported"

    @property
    def cluster(self) -> Path:
        """What a cluster and this machine share, where the settings name no other place."""
        return self.root / "spark"

    @property
    def engine_mark(self) -> Path:
        """The name of the engine that holds what was loaded."""
        return self.work / "engine"

    @property
    def dbt(self) -> Path:
        """What dbt compiles and logs, kept out of its project."""
        return self.work / "dbt"

    @property
    def dagster(self) -> Path:
        return self.root / "dagster"

    @property
    def run_lock(self) -> Path:
        return self.work / "run.lock"

    @property
    def last_run(self) -> Path:
        return self.root / "last_run.json"
