"""When things run: Dagster assets, checks, jobs, schedules, sensors and alert delivery. No business rules."""
