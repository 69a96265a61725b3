"""Starts the receiver on the address that the settings name: `python -m apps.webhooks`. No path and no rule here."""

import logging
import sys

import uvicorn

from apps.webhooks.receiver import application
from warehouse.home import Home
from warehouse.settings import SettingsRefused, load_settings

MOST_CONNECTIONS = 64
STOP_SECONDS = 5


def main() -> None:
    """Serve until a signal ends it; what is being kept then is kept."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    home = Home.locate().create()
    try:
        settings = load_settings(home)
    except SettingsRefused as error:
        sys.exit(str(error))
    if not settings.serve.webhook_port:
        sys.exit("serve.webhook_port is 0: the receiver of webhooks is turned off")
    uvicorn.run(
        application(home, settings),
        host=settings.serve.host,
        port=settings.serve.webhook_port,
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=MOST_CONNECTIONS,
        timeout_graceful_shutdown=STOP_SECONDS,
    )


if __name__ == "__main__":
    main()
