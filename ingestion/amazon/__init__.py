"""Amazon's reports, downloaded by a person or fetched by api/. What they mean is decided in the models, not here.

settlement reports (V2, V1, XML) -> amazon_settlements + amazon_settlement_lines | amazon_settlement_v1_lines
date-range transaction CSV       -> amazon_date_range_transactions
all-orders reports               -> amazon_orders
FBA inventory (manage inventory) -> amazon_fba_inventory
reports without settled money    -> one table each, named in its module
pages of the AWD API              -> amazon_awd_inventory
pages of the Finances API        -> amazon_finance_transactions, …_breakdowns, …_identifiers, …_contexts, …_balances
"""

from ingestion.amazon import api
from ingestion.amazon.account_health import ACCOUNT_HEALTH
from ingestion.amazon.awd_inventory import AWD_INVENTORY
from ingestion.amazon.customer_returns import CUSTOMER_RETURNS
from ingestion.amazon.date_range import DATE_RANGE
from ingestion.amazon.fee_estimates import FEE_ESTIMATES
from ingestion.amazon.finance_balances import FINANCE_BALANCES
from ingestion.amazon.finance_transactions import FINANCE_TRANSACTIONS
from ingestion.amazon.fulfilled_shipments import FULFILLED_SHIPMENTS
from ingestion.amazon.inbound_shipments import INBOUND_SHIPMENT_ITEMS, INBOUND_SHIPMENTS
from ingestion.amazon.inventory import FBA_INVENTORY
from ingestion.amazon.inventory_ledger import INVENTORY_LEDGER
from ingestion.amazon.inventory_ledger_summary import INVENTORY_LEDGER_SUMMARY
from ingestion.amazon.inventory_planning import INVENTORY_PLANNING
from ingestion.amazon.listings import LISTINGS
from ingestion.amazon.long_term_storage_fees import LONG_TERM_STORAGE_FEES
from ingestion.amazon.multi_country_inventory import MULTI_COUNTRY_INVENTORY
from ingestion.amazon.orders import ALL_ORDERS
from ingestion.amazon.reimbursements import REIMBURSEMENTS
from ingestion.amazon.removal_orders import REMOVAL_ORDERS
from ingestion.amazon.reserved_inventory import RESERVED_INVENTORY
from ingestion.amazon.settlement import SETTLEMENT_V1, SETTLEMENT_V2
from ingestion.amazon.settlement_xml import SETTLEMENT_XML
from ingestion.amazon.storage_fees import STORAGE_FEES
from ingestion.formats import Source

SOURCE = Source(
    name="amazon",
    formats=(
        SETTLEMENT_V2,
        SETTLEMENT_V1,
        SETTLEMENT_XML,
        DATE_RANGE,
        ALL_ORDERS,
        FBA_INVENTORY,
        INVENTORY_LEDGER,
        INVENTORY_LEDGER_SUMMARY,
        CUSTOMER_RETURNS,
        REMOVAL_ORDERS,
        FULFILLED_SHIPMENTS,
        REIMBURSEMENTS,
        FEE_ESTIMATES,
        STORAGE_FEES,
        INVENTORY_PLANNING,
        RESERVED_INVENTORY,
        MULTI_COUNTRY_INVENTORY,
        LISTINGS,
        LONG_TERM_STORAGE_FEES,
        ACCOUNT_HEALTH,
        INBOUND_SHIPMENTS,
        INBOUND_SHIPMENT_ITEMS,
        FINANCE_TRANSACTIONS,
        FINANCE_BALANCES,
        AWD_INVENTORY,
    ),
    apis=(api.API,),
)
