"""What fees and freight should cost by contract, and what becomes of the tax on them. Checks no charge."""

from warehouse.settings import Settings


def contract_settings(settings: Settings) -> dict[str, str]:
    """Each figure that is set, the store or carrier that it holds for behind the colon.

    Percents stay percents; a carrier is named as invoices are compared by, in small letters.
    """
    values = {"input_tax_is_recoverable": str(settings.input_tax_is_recoverable).lower()}
    for store_id, store in settings.stores.items():
        fees = store.fees
        if store.input_tax_is_recoverable is not None:
            values[f"input_tax_is_recoverable:{store_id}"] = str(store.input_tax_is_recoverable).lower()
        if fees.tax_percent is not None:
            values[f"fee_tax_percent:{store_id}"] = str(fees.tax_percent)
        if fees.payment_percent is not None:
            values[f"payment_percent:{store_id}"] = str(fees.payment_percent)
            values[f"payment_fixed:{store_id}"] = str(fees.payment_fixed)
    for name, carrier in settings.carriers.items():
        values[f"carrier_price_per_kg:{name.lower()}"] = str(carrier.price_per_kg)
        values[f"carrier_currency:{name.lower()}"] = carrier.currency
    return values
