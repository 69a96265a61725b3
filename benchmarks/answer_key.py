"""How many of the gaps that are planted in large made-up sellers the whole path finds, and what else it takes for gaps.

Usage: python -m benchmarks.answer_key [--orders 200000] [--seeds 7 11 42] [--keep DIR]

Prints, for each seed, what was planted, found, missed and false with precision and recall, then each gap that was
missed or false. Seconds are this machine's.
"""

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path

import duckdb

from benchmarks.measure import Measurement, measure
from demo import write_seller
from demo.answer_check import AnswerCheck, check_answers

COMMAND = str(Path(sys.executable).parent / "sellerhouse")
# A seller's files include some that are refused, which a run tells by its exit code.
REFUSED_FILES = 3


def main() -> None:
    """Check each seed in turn, in a folder that is removed afterwards unless --keep names one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--orders", type=int, default=200_000, help="orders a year, in four stores")
    parser.add_argument("--seeds", type=int, nargs="+", default=[7, 11, 42])
    parser.add_argument("--keep", type=Path, help="leave files, homes and logs in this folder")
    options = parser.parse_args()
    place = options.keep or Path(tempfile.mkdtemp(prefix="sellerhouse-benchmark-"))
    try:
        for seed in options.seeds:
            measured, answers = checked_run(place / str(seed), options.orders, seed)
            report(options.orders, seed, measured, answers)
            if not options.keep:
                shutil.rmtree(place / str(seed))
    finally:
        if not options.keep:
            shutil.rmtree(place, ignore_errors=True)


def checked_run(place: Path, orders: int, seed: int) -> tuple[Measurement, AnswerCheck]:
    """Write a seller, run everything over its files in a home of its own, and compare with its answer key."""
    files, home = place / "files", place / "home"
    write_seller(files, orders, seed)
    home.mkdir()
    shutil.copy(files / "sellerhouse.toml", home)
    run = [COMMAND, "run", str(files), "--home", str(home)]
    measured = measure(run, place / "log.txt", expected=(REFUSED_FILES,))
    key = json.loads((files / "answer_key.json").read_text(encoding="utf-8"))
    with duckdb.connect(str(home / "warehouse.duckdb"), read_only=True) as connection:
        return measured, check_answers(connection, key["faults"])


def report(orders: int, seed: int, measured: Measurement, answers: AnswerCheck) -> None:
    """Print one seed's figures, and each gap that is missed or false."""
    print(f"\n{orders:,} orders, seed {seed}:{measured}")
    print(f"  planted {answers.planted:>6}    found {answers.found:>6}    recall    {answers.recall:.4f}")
    print(
        f"  missed  {len(answers.missed):>6}    false {len(answers.unplanted):>6}    precision {answers.precision:.4f}"
    )
    for fault in answers.missed:
        print("  missed ", {name: value for name, value in fault.items() if value is not None})
    for gap in answers.unplanted:
        print("  false  ", gap)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
