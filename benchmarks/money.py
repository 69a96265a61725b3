"""Every finance and reconciliation mart on one large seller's money, and once more with a day more, stage by stage.

Usage: python -m benchmarks.money [--lines 1000000] [--keep DIR]

The seller has settlements, orders, a bank's statement and a cost sheet. Prints each stage's time, processor and memory,
the slowest models, and the ratio against a hand-written DuckDB script; refuses where the two tell different figures.
Seconds are this machine's. Ten million lines take some 6 GB of disk.
"""

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.figures import differing_figures
from benchmarks.full_path import BASELINE, COMMAND, STORE, files_of
from benchmarks.measure import Measurement, measure
from orchestration.building import build_models
from warehouse.home import Home
from warehouse.publish import new_build_id, publish
from warehouse.settings import load_settings

SLOWEST = 15
SELF = [sys.executable, "-m", "benchmarks.money"]


def main() -> None:
    """Measure everything; or, as one measured process, only build or only publish."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--keep", type=Path, help="leave files, databases and logs in this folder")
    parser.add_argument("--build", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--publish", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.build:
        build(Home.locate(options.build))
    elif options.publish:
        home = Home.locate(options.publish)
        publish(home, load_settings(home), new_build_id())
    else:
        place = options.keep or Path(tempfile.mkdtemp(prefix="sellerhouse-benchmark-"))
        try:
            measure_all(place, options.lines)
        finally:
            if not options.keep:
                shutil.rmtree(place, ignore_errors=True)


def build(home: Home) -> None:
    """Build and check every model, and note how long each took."""
    results = build_models(home, load_settings(home), lambda *_: None)
    seconds = {item.node.name: item.execution_time for item in results}
    _nodes(home.root).write_text(json.dumps(seconds), encoding="utf-8")


def measure_all(place: Path, lines: int) -> None:
    """Write the files, run the script and every stage twice, and print what each took."""
    files = files_of(place, lines)
    script = measure([*BASELINE, str(files.settlements), str(place / "baseline.duckdb")], place / "log.txt")
    print(f"\n{lines:,} settlement lines\n  {'script':<10} {script}", flush=True)
    first = _stages(place, "first run", [files.costs, files.money, files.settlements])
    told_apart = differing_figures(place / "home" / "warehouse.duckdb", place / "baseline.duckdb")
    if told_apart:
        sys.exit(f"the script and the product tell different figures: {told_apart}")
    next_day = _stages(place, "next day", [files.next_day, files.next_day_money])
    print(f"  first run / script     {first / script.seconds:6.2f}")
    print(f"  next day / first run   {next_day / first:6.2f}")


def _stages(place: Path, title: str, paths: list[Path]) -> float:
    """Print the stages of one run and its slowest models; the seconds of all stages."""
    home, log = place / "home", place / "log.txt"
    stages = {
        "load": [COMMAND, "load", *map(str, paths), "--store", STORE, "--home", str(home)],
        "build": [*SELF, "--build", str(home)],
        "publish": [*SELF, "--publish", str(home)],
    }
    measured = dict[str, Measurement]()
    print(f"  {title}")
    for name, command in stages.items():
        measured[name] = measure(command, log)
        print(f"    {name:<8} {measured[name]}", flush=True)
    seconds: dict[str, float] = json.loads(_nodes(home).read_text(encoding="utf-8"))
    for name, taken in sorted(seconds.items(), key=lambda node: -node[1])[:SLOWEST]:
        print(f"      {taken:6.2f} s  {name}")
    return sum(one.seconds for one in measured.values())


def _nodes(home: Path) -> Path:
    return home.with_name("nodes.json")


if __name__ == "__main__":
    main()
