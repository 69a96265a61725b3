"""What a seller's own records of buying say: the product and cost sheet -> purchasing_product_costs. No costing."""

from ingestion.formats import Source
from ingestion.purchasing.cost_sheet import COST_SHEET

SOURCE = Source(name="purchasing", formats=(COST_SHEET,))
