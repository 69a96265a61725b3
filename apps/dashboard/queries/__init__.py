"""What the dashboard asks of the published tables, one module a subject. No widgets, no formatting, no writes."""
