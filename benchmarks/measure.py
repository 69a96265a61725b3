"""Runs a command as a process of its own and says how long it took and how much memory it held. Compares nothing."""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


class CommandFailed(RuntimeError):
    """A measured command ended with an exit code that is not among the expected ones."""


@dataclass(frozen=True)
class Measurement:
    """Wall-clock seconds, those of its processors, and the largest memory that one process held, in GiB."""

    seconds: float
    cpu_seconds: float
    peak_gib: float

    def __str__(self) -> str:
        return f"{self.seconds:8.1f} s  {self.cpu_seconds:8.1f} s of CPU  {self.peak_gib:5.2f} GiB"


def measure(
    command: Sequence[str], log: Path, expected: Sequence[int] = (0,), environment: Mapping[str, str] | None = None
) -> Measurement:
    """Run `command` with its output in `log` and `environment` over this process's. Raises CommandFailed."""
    with log.open("ab") as output:
        started = time.monotonic()
        process = subprocess.Popen(command, stdout=output, stderr=output, env={**os.environ, **(environment or {})})
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in expected:
        raise CommandFailed(f"{command[0]} ended with {process.returncode}; see {log}")
    return Measurement(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024**2)
