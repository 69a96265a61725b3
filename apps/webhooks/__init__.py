"""The receiver of tracking providers' webhooks over HTTP. What a body must be to be taken is decided in `ingestion`."""
