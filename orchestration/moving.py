"""A home from one engine to the other: its rows, a build of them, the proof that it is the same, and the switch."""

from dataclasses import dataclass
from datetime import UTC, datetime

from ingestion import move_rows
from orchestration import project
from orchestration.building import build_models
from orchestration.progress import Progress
from warehouse import last_run
from warehouse.comparison import differences
from warehouse.engine import built_database, check_adapter, engine_of_rows, note_engine
from warehouse.home import Home
from warehouse.lock import write_lock
from warehouse.publish import new_build_id, publish
from warehouse.sections import EngineName
from warehouse.settings import Settings, load_settings, save_engine


class NotMoved(RuntimeError):
    """The move did not end as it must; the home works on as before."""


@dataclass(frozen=True)
class Move:
    """What was moved: rows by raw table, and the build that was published from them."""

    rows: dict[str, int]
    build_id: str


def move_engine(home: Home, to: EngineName, progress: Progress) -> Move:
    """Take everything that was loaded to the engine `to`, and publish its build once it equals the old engine's.

    Until the last step nothing that is read or run changes, and the old engine's rows stay where they are. A move that
    was cut off is begun anew. Raises NotMoved, EngineNotUsable, and BuildFailed where a build does not pass.
    """
    settings = load_settings(home)
    holder = engine_of_rows(home)
    if holder is None or holder == to:
        raise NotMoved(f"there is nothing to move: {'no file was loaded yet' if holder is None else f'it is {to}'}")
    before, after = (settings.model_copy(update={"engine": engine}) for engine in (holder, to))
    check_adapter(after)
    with write_lock(home):
        build_models(home, before, progress)
        progress("move", 0, 1)
        rows = move_rows(home, before, after)
        progress("move", 1, 1)
        (project.target_folder(home, after) / "built").unlink(missing_ok=True)
        # What is the same row by row holds the same checks.
        build_models(home, after, progress, is_checked=False)
        _prove_equal(home, before, after)
        return Move(rows, _switch(home, after))


def _prove_equal(home: Home, before: Settings, after: Settings) -> None:
    found = list(differences(built_database(home, before), built_database(home, after)))
    if found:
        raise NotMoved(f"{after.engine} does not publish what {before.engine} does:\n" + "\n".join(found))


def _switch(home: Home, after: Settings) -> str:
    """Publish, then let runs go to the new engine; a crash in between is made good by moving again."""
    build_id = new_build_id()
    last_run.begin(home, f"move-engine-{datetime.now(UTC):%Y%m%dT%H%M%SZ}")
    publish(home, after, build_id)
    save_engine(home, after.engine)
    note_engine(home, after.engine)
    last_run.end(home, "published", build_id=build_id, published_at=last_run.now(), failed_checks=[])
    return build_id
