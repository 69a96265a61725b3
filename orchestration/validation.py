"""Great Expectations in a process of its own, on the core that a run leaves free. What is expected stands in suites.

The library takes seconds to import and a run needs it only near its end, so the process is started with the run.
"""

import atexit
import multiprocessing
import signal
import warnings
from collections.abc import Iterator
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import duckdb

from orchestration.suites import Suite

if TYPE_CHECKING:
    import pandas as pd


class Validator:
    """One process that answers, suite by suite, what of it does not hold. It ends when closed."""

    def __init__(self) -> None:
        spawn = multiprocessing.get_context("spawn")
        self._connection, theirs = spawn.Pipe()
        self._process = spawn.Process(target=_answer, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()

    def failures(self, suite: Suite, database: Path) -> list[str]:
        """What of `suite` does not hold in `database`, in words. Raises what stopped the suite from being tried."""
        try:
            self._connection.send((suite, database))
            answer = self._connection.recv()
        except (EOFError, OSError) as error:
            raise RuntimeError(f"{suite.name} could not be tried: Great Expectations' process has ended") from error
        if isinstance(answer, Exception):
            raise answer
        found: list[str] = answer
        return found

    def close(self) -> None:
        """Let the process end."""
        self._connection.close()
        self._process.join()


@cache
def validator() -> Validator:
    """This process's validator, started when first asked for."""
    started = Validator()
    atexit.register(started.close)
    return started


def _answer(connection: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is its starter's to answer; this process ends with it
    warnings.filterwarnings("ignore")  # of what the library imports where it is there, and does not use here
    import great_expectations as gx

    while True:
        try:
            suite, database = connection.recv()
        except EOFError:
            return
        try:
            connection.send(list(_failures(gx, suite, _rows(suite, database))))
        except Exception as error:
            connection.send(RuntimeError(f"{suite.name} could not be tried: {error}"))


def _rows(suite: Suite, database: Path) -> "pd.DataFrame":
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(f"select {', '.join(suite.columns)} from {suite.schema}.{suite.table}").df()


def _failures(gx: ModuleType, suite: Suite, rows: "pd.DataFrame") -> Iterator[str]:
    if rows.empty:
        return
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    table = context.data_sources.add_pandas("build").add_dataframe_asset(suite.table)
    expectations = [getattr(gx.expectations, name)(**arguments) for name, arguments in suite.expectations]
    validation = gx.ValidationDefinition(
        name=suite.name,
        data=table.add_batch_definition_whole_dataframe("all"),
        suite=context.suites.add(gx.ExpectationSuite(name=suite.name, expectations=expectations)),
    )
    for outcome in validation.run(batch_parameters={"dataframe": rows}).results:
        if not outcome.success:
            expected = outcome.expectation_config.to_json_dict()
            arguments = {name: value for name, value in expected["kwargs"].items() if name != "batch_id"}
            said = (
                outcome.exception_info.get("exception_message")
                or f"rows at fault: {outcome.result.get('unexpected_count')}"
            )
            yield f"{suite.schema}.{suite.table}: {expected['type']} {arguments}: {said}"
