"""The columns of PayPal's activity download and statements, in the languages that files come in. Reads no file.

English, German and Spanish headings were seen in files; French, Italian and Chinese ones were not.
"""

from ingestion.formats import MONEY, Column

DATE = Column("stated_date", headings=("Date", "Datum", "Fecha", "Data", "日期"), required=True, filled=True)
TIME = Column("stated_time", headings=("Time", "Uhrzeit", "Hora", "Heure", "Orario", "时间"), required=True)
ZONE = Column(
    "stated_timezone",
    headings=("TimeZone", "Time Zone", "Zeitzone", "Zona horaria", "Fuseau horaire", "Fuso orario", "时区"),
    required=True,
)
MOMENT_PARTS = (DATE, TIME, ZONE)

STATED = (
    Column(
        "transaction_type",
        headings=("Type", "Description", "Typ", "Beschreibung", "Tipo", "Descripción", "Descrizione", "类型", "说明"),
        required=True,
        filled=True,
    ),
    Column("event_code", headings=("Transaction Event Code", "Transaktionsereigniscode")),
    Column("transaction_status", headings=("Status", "Estado", "État", "Stato", "状态")),
    Column(
        "currency",
        headings=("Currency", "Währung", "Divisa", "Devise", "Valuta", "币种"),
        required=True,
        filled=True,
    ),
    Column(
        "gross_amount",
        MONEY,
        ("Gross", "Brutto", "Bruto", "Avant commission", "Lordo", "总额"),
        required=True,
        filled=True,
    ),
    Column(
        "fee_amount", MONEY, ("Fee", "Gebühr", "Comisión", "Tarifa", "Commission", "Tariffa", "费用"), required=True
    ),
    Column("net_amount", MONEY, ("Net", "Netto", "Neto", "净额"), required=True, filled=True),
    Column(
        "transaction_id",
        headings=(
            "Transaction ID",
            "Transaktionscode",
            "Id. de transacción",
            "Numéro de transaction",
            "Codice transazione",
            "交易号",
        ),
        required=True,
        filled=True,
    ),
    Column(
        "reference_id",
        headings=("Reference Txn ID", "Zugehöriger Transaktionscode", "Id. de referencia de la transacción"),
    ),
    Column("invoice_id", headings=("Invoice Number", "Invoice ID", "Rechnungsnummer", "Número de factura")),
    Column("custom_number", headings=("Custom Number", "Zollnummer")),
    Column("receipt_id", headings=("Receipt ID", "Empfangsnummer")),
    Column("sales_tax_amount", MONEY, ("Sales Tax", "Umsatzsteuer")),
    Column("balance_amount", MONEY, ("Balance", "Guthaben", "Saldo", "Solde", "余额")),
    Column("balance_impact", headings=("Balance Impact", "Auswirkung auf Guthaben", "Impacto en el saldo")),
)
