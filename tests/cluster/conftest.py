"""A Spark cluster for the whole session, and homes that build on it. Asserts nothing itself."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from demo.spark_cluster import FOR_LITTLE_DATA, SparkCluster
from tests.e2e.conftest import SELLER, Installation


@dataclass(frozen=True)
class OnCluster(Installation):
    """A home whose settings name the cluster; `prefix` tells its schemas from those of the others."""

    cluster: SparkCluster
    prefix: str

    def with_the_clusters_settings(self, engine: str) -> "OnCluster":
        """The sample seller's settings, with this engine and the cluster's address."""
        self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        text = (SELLER / "sellerhouse.toml").read_text(encoding="utf-8")
        spark = f'[spark]\nport = {self.cluster.port}\nschema_prefix = "{self.prefix}"\n'
        (self.home / "sellerhouse.toml").write_text(f'engine = "{engine}"\n{text}\n{spark}', encoding="utf-8")
        return self


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkCluster]:
    with SparkCluster(tmp_path_factory.mktemp("cluster"), workers=2, settings=FOR_LITTLE_DATA) as running:
        yield running
    assert not running.is_running, "what the tests have started must end with them"


@pytest.fixture(scope="session")
def on_cluster(cluster: SparkCluster, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], OnCluster]:
    return lambda name: OnCluster(tmp_path_factory.mktemp(name) / "home", cluster, f"{name}_")


def published(place: Installation) -> Path:
    return (place.home / "warehouse.duckdb").resolve()
