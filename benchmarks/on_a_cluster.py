"""The same settlement lines loaded and built on Spark with one worker and with two, beside DuckDB.

Usage: python -m benchmarks.on_a_cluster [--lines 1000000]

Everything runs on this machine: workers share its cores with the driver, so the figures say what a cluster costs where
one machine would do, and whether a second worker helps, not how fast a real one is. It needs Java 17 and the extras
`spark` and `local-cluster`.
"""

import argparse
import tempfile
from collections.abc import Mapping
from pathlib import Path

from benchmarks.full_path import COMMAND, SEED, STORE
from benchmarks.measure import Measurement, measure
from demo import write_settlement_lines
from demo.spark_cluster import SparkCluster

WORKERS = (1, 2)


def main() -> None:
    """Measure DuckDB, then a cluster of each size, on the same files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=1_000_000)
    lines = parser.parse_args().lines
    with tempfile.TemporaryDirectory(prefix="sellerhouse-cluster-") as folder:
        place = Path(folder)
        files = write_settlement_lines(place / "files", lines, SEED)
        paths = [str(files.settlements), str(files.costs)]
        print(f"\n{lines:,} settlement lines")
        duckdb = _report("duckdb", _run(place, "duckdb", paths, {}))
        for workers in WORKERS:
            name = f"spark, {workers} worker{'s' if workers > 1 else ''}"
            with SparkCluster(place / f"cluster-{workers}", workers) as cluster:
                settings = {**cluster.environment, "SELLERHOUSE_ENGINE": "spark"}
                measured = _report(name, _run(place, f"spark-{workers}", paths, settings))
                increment = _report("  next day", _run(place, f"spark-{workers}", [str(files.next_day)], settings))
            print(f"  {name} / duckdb      {measured.seconds / duckdb.seconds:5.2f}")
            print(f"  next day / full path        {increment.seconds / measured.seconds:5.2f}", flush=True)
            for part in ("spark/raw", "builds"):
                print(f"  {part:<18} {_bytes_of(place / f'spark-{workers}' / part) / lines:8.1f} bytes a line")
            print(f"  {'tables':<18} {_bytes_of(cluster.folder / 'tables') / lines:8.1f} bytes a line", flush=True)


def _run(place: Path, name: str, paths: list[str], environment: Mapping[str, str]) -> Measurement:
    command = [COMMAND, "run", *paths, "--store", STORE, "--home", str(place / name)]
    return measure(command, place / "log.txt", environment=environment)


def _bytes_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*.parquet"))


def _report(name: str, measured: Measurement) -> Measurement:
    print(f"  {name:<18} {measured}", flush=True)
    return measured


if __name__ == "__main__":
    main()
