"""Statements of banks and payment providers. What a booking means is decided in the models, not here.

CSV and XLSX (banks, Payoneer, PingPong, WorldFirst, [statements.<name>] of the settings) -> banking_statement_lines
OFX and QFX, MT940, CAMT.053 and CAMT.052 -> banking_statement_lines + banking_statement_balances
"""

from ingestion.banking.bank_files import BANK_STATEMENT
from ingestion.banking.camt import CAMT
from ingestion.banking.mapped import mapped_formats
from ingestion.banking.mt940 import MT940
from ingestion.banking.ofx import OFX
from ingestion.banking.wallet_files import PAYONEER, PINGPONG, WORLDFIRST
from ingestion.formats import Source

SOURCE = Source(
    name="banking",
    formats=(PAYONEER, PINGPONG, WORLDFIRST, OFX, MT940, CAMT, BANK_STATEMENT),
    own_formats=mapped_formats,
)
