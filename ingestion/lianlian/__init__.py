"""LianLian's statement files and API pages. What an entry means is decided in the models, not here.

statement file, fund flow, statement API, wallet transactions -> lianlian_fund_flow
inbound funds (what a marketplace paid in) -> lianlian_inbound_funds
withdrawals, one row for each store's part -> lianlian_withdrawals
balances and their history                 -> lianlian_balances
"""

from ingestion.formats import Source
from ingestion.lianlian.api import API
from ingestion.lianlian.pages import PAGES
from ingestion.lianlian.statement_file import STATEMENT_FILE

SOURCE = Source(name="lianlian", formats=(STATEMENT_FILE, *PAGES), apis=(API,))
