"""What contracts and companies say of fees reaches the models by name. What the models make of it is elsewhere."""

from ingestion.backoffice.contracts import contract_settings
from warehouse.sections import Fees, Store
from warehouse.settings import Settings


def test_a_store_says_over_its_company_whether_input_tax_comes_back() -> None:
    stores = {"uk": Store(input_tax_is_recoverable=True, fees=Fees(tax_percent=20)), "us": Store()}
    assert contract_settings(Settings(input_tax_is_recoverable=False, stores=stores)) == {
        "input_tax_is_recoverable": "false",
        "input_tax_is_recoverable:uk": "true",
        "fee_tax_percent:uk": "20",
    }
