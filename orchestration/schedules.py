"""When a run starts by itself: daily, and when files arrive in the inbox. Alerts have a sensor of their own."""

import hashlib

import dagster as dg

from ingestion import waiting_files
from warehouse.home import Home
from warehouse.settings import Settings

INBOX_SECONDS = 30


def daily_schedule(settings: Settings, job_name: str) -> dg.ScheduleDefinition:
    """One run a day at the hour that the settings name."""
    at = settings.schedule.at
    return dg.ScheduleDefinition(
        name="daily",
        job_name=job_name,
        cron_schedule=f"{at.minute} {at.hour} * * *",
        execution_timezone=settings.schedule.timezone,
        default_status=dg.DefaultScheduleStatus.RUNNING,
    )


def inbox_sensor(home: Home, job_name: str) -> dg.SensorDefinition:
    """A run when files lie in the inbox that no run has seen as they are now.

    A file counts once two looks in a row find the same size and time: one that is still being copied waits.
    """

    @dg.sensor(
        name="inbox",
        job_name=job_name,
        minimum_interval_seconds=INBOX_SECONDS,
        default_status=dg.DefaultSensorStatus.RUNNING,
    )
    def inbox(context: dg.SensorEvaluationContext) -> dg.RunRequest | dg.SkipReason:
        seen = _state_of(home)
        before = context.cursor
        context.update_cursor(seen)
        if not seen:
            return dg.SkipReason("the inbox is empty")
        if seen != before:
            return dg.SkipReason("files are arriving: waiting until they stop changing")
        return dg.RunRequest(run_key=seen)

    return inbox


def _state_of(home: Home) -> str:
    """A hash of what lies in the inbox, empty where nothing does."""
    files = [(path, path.stat()) for path in waiting_files(home)]
    if not files:
        return ""
    listing = "\n".join(f"{path} {stat.st_size} {stat.st_mtime_ns}" for path, stat in files)
    return hashlib.sha256(listing.encode()).hexdigest()
