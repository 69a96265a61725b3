"""What a run that was cut off left behind: its package is finished, its scraps removed. Starts no load of its own."""

import logging
import shutil
from pathlib import Path

import dlt
import pyarrow as pa
from dlt.common.storages import FileStorage, PackageStorage
from dlt.pipeline.exceptions import PipelineStepFailed

from ingestion.preparing import parsed_folder
from ingestion.raw_store import RawStore
from warehouse import archive
from warehouse.home import Home

LOG = logging.getLogger(__name__)
ENDED = ("completed", "failed")


def finish_interrupted_load(home: Home, pipeline: dlt.Pipeline, store: RawStore) -> None:
    """Load the package that a run left, so that each of its rows is there once, and clear away what it only began.

    A job may have been committed just before its run died, without dlt having noted it. The rows of every job that is
    not noted as done are therefore taken out before the job is run (again). A package that cannot be loaded is given
    up: its rows are taken out, and its files, which still lie where they were, are read anew.
    """
    shutil.rmtree(parsed_folder(home), ignore_errors=True)
    archive.clear_unfinished(home)
    _drop_scraps(Path(pipeline.working_dir))
    if not pipeline.has_pending_data:
        return
    try:
        pipeline.normalize()
        for load_id in pipeline.list_normalized_load_packages():
            undone = _undone_jobs(Path(pipeline.working_dir), load_id)
            store.take_out_jobs([path for path in undone if path.suffix == ".parquet"])
        pipeline.load()
    except (PipelineStepFailed, pa.ArrowException, OSError) as error:
        LOG.warning("a load that was cut off cannot be finished, its files will be read anew: %s", error)
        _give_up(pipeline, store)


def known_files(store: RawStore) -> dict[str, set[str | None]]:
    """For the hash of each file that was ever loaded, the stores it was loaded for."""
    known: dict[str, set[str | None]] = {}
    for content_hash, store_id in store.loaded_files("content_hash", "store_id"):
        known.setdefault(content_hash, set()).add(store_id)
    return known


def _drop_scraps(working_folder: Path) -> None:
    """Remove extractions that never became whole, and what had come to its end but could not be put away any more."""
    normalize, packages = working_folder / "normalize", working_folder / "load" / "normalized"
    extracted = normalize / "extracted"
    begun = [folder for folder in _folders(normalize) if folder != extracted]
    packed = [folder for folder in _folders(extracted) if (packages / folder.name).exists()]
    loaded = [folder for folder in _folders(packages) if (folder / PackageStorage.PACKAGE_COMPLETED_FILE_NAME).exists()]
    for folder in (*begun, *packed, *loaded):
        shutil.rmtree(folder, ignore_errors=True)


def _folders(parent: Path) -> list[Path]:
    return [folder for folder in parent.iterdir() if folder.is_dir()] if parent.is_dir() else []


def _give_up(pipeline: dlt.Pipeline, store: RawStore) -> None:
    """Take out all that the pending packages brought, then drop them; in this order, so that nothing stays half."""
    working_folder = Path(pipeline.working_dir)
    extracted, normalized = working_folder / "normalize" / "extracted", working_folder / "load" / "normalized"
    store.take_out_packages([*_folders(extracted), *_folders(normalized)])
    pipeline.abort_packages()
    if pipeline.has_pending_data or pipeline.list_normalized_load_packages():
        pipeline.load()


def _undone_jobs(working_folder: Path, load_id: str) -> list[Path]:
    """The jobs that dlt will run when it takes the package up: all but those it noted as ended."""
    folder = working_folder / "load" / "normalized"
    packages = PackageStorage(FileStorage(str(folder)), "normalized")
    jobs = [*packages.list_new_jobs(load_id), *packages.list_started_jobs(load_id)]
    ended = {job for job in jobs if (packages.load_pending_transition(load_id, Path(job).name) or ("",))[0] in ENDED}
    return [folder / job for job in jobs if job not in ended]
