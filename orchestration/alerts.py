"""The sensor that tells people what is wrong. Rules are dbt's; states and delivery are reached through `delivery`."""

from datetime import UTC, datetime

import dagster as dg

from orchestration.delivery import tell_open_alerts
from warehouse.home import Home
from warehouse.settings import load_settings

ALERT_SECONDS = 60


def alert_sensor(home: Home) -> dg.SensorDefinition:
    """Compares the published conditions with what was told before, and tells what is new, worse or over."""

    @dg.sensor(name="alerts", minimum_interval_seconds=ALERT_SECONDS, default_status=dg.DefaultSensorStatus.RUNNING)
    def alerts(context: dg.SensorEvaluationContext) -> dg.SkipReason:
        round_ = tell_open_alerts(home, load_settings(home), datetime.now(UTC))
        return dg.SkipReason(str(round_))

    return alerts
