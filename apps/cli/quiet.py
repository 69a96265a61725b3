"""Keeps libraries' own notices off the terminal of commands that end with a summary. Hides no failure."""

import logging
import warnings


def keep_libraries_quiet() -> None:
    """The summary says what matters; libraries' own notices go to the logs of Dagster and dbt."""
    warnings.filterwarnings("ignore")
    logging.getLogger("dagster").setLevel(logging.CRITICAL)
    logging.getLogger("dlt").setLevel(logging.CRITICAL)
