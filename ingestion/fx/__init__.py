"""Exchange rates: the central bank's history and the seller's own file -> fx_rates. Converts no amount."""

from ingestion.formats import Source
from ingestion.fx.central_bank import shipped_history
from ingestion.fx.rates_file import SELLER_RATES

SOURCE = Source(name="fx", formats=(SELLER_RATES,), shipped=shipped_history)
