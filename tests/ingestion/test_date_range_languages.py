"""Date-range reports in every language: found below their preamble, in their own headings and marks."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from tests.ingestion.conftest import Reading

GERMAN = """"Umfasst Amazon Marketplace, Versand durch Amazon (FBA)"
"Alle Beträge in EUR, sofern nicht anders angegeben"
"Datum/Uhrzeit","Abrechnungsnummer","Typ","Bestellnummer","SKU","Beschreibung","Menge","Marketplace",\
"Versand","Ort der Bestellung","Bundesland","Postleitzahl","Umsätze","Gutschrift für Versandkosten",\
"Gutschrift für Geschenkverpackung","Rabatte aus Werbeaktionen","Verkaufsgebühren",\
"Gebühren zu Versand durch Amazon","Andere Transaktionsgebühren","Andere","Gesamt"
"01.03.2024 10:00:00 UTC","123","Bestellung","302-1","SKU-1","Bürste","1","amazon.de","Amazon","Köln","NRW",\
"50667","1.234,50","0","0","-0,50","-5,00","-4,00","0","0","1.225,00"
"""
FRENCH = """"Comprend les transactions Amazon Marketplace"
"Tous les montants sont en EUR, sauf mention contraire"
"date/heure","numéro de versement","type","numéro de la commande","sku","description","quantité",\
"Marketplace","traitement","ville d'où provient la commande","état d'où provient la commande",\
"code postal de la commande","ventes de produits","crédits d'expédition","Rabais promotionnels",\
"frais de vente ","Frais Expédié par Amazon","autres frais de transaction","autre","total"
"1 mars 2024 10:00:00 UTC","123","Commande","402-1","SKU-1","brosse","1","amazon.fr","Amazon","Lyon","",\
"69001","1\u202f234,50","0","-0,50","-5,00","-4,00","0","0","1\u202f225,00"
"""
JAPANESE = """"Amazonマーケットプレイス、フルフィルメント by Amazon（FBA）"
"金額は、特に明記されていない限り、JPYで表示されています"
"日付/時間","決済番号","トランザクションの種類","注文番号","SKU","説明","数量","Amazon 出品サービス",\
"フルフィルメント","市町村","都道府県","郵便番号","商品売上","配送料","ギフト包装手数料",\
"Amazonポイントの費用","プロモーション割引額","手数料","FBA 手数料","トランザクションに関するその他の手数料",\
"その他","合計"
"2024/03/01 19:00:00JST","123","注文","250-1","SKU-1","ブラシ 黒","1","amazon.jp","Amazon","札幌市","北海道",\
"060-0001","1,234","0","0","-10","0","-100","-300","0","0","824"
"""
SPANISH = """"Todos los importes en EUR, a menos que se especifique lo contrario"
fecha y hora;identificador de pago;tipo;número de pedido;sku;descripción;cantidad;ventas de productos;\
tarifas de venta;tarifas fba;otro;total
1 mar 2024 10:00:00 UTC;123;Pedido;402-1;SKU-1;cepillo;1;1.234,50;-5,50;-4,00;0;1.225,00
"""
REPORTS = {
    "German": (GERMAN, "utf-8-sig", "EUR", "1234.50", "1225.00", "Bestellung"),
    "German of Windows": (GERMAN, "cp1252", "EUR", "1234.50", "1225.00", "Bestellung"),
    "French": (FRENCH, "utf-8", "EUR", "1234.50", "1225.00", "Commande"),
    "Japanese": (JAPANESE, "cp932", "JPY", "1234", "824", "注文"),
    "Spanish": (SPANISH, "latin-1", "EUR", "1234.50", "1225.00", "Pedido"),
}


@pytest.mark.parametrize(
    ("text", "encoding", "currency", "sales", "total", "kind"), REPORTS.values(), ids=REPORTS.keys()
)
def test_a_report_in_another_language(
    read: Callable[..., Reading],
    tmp_path: Path,
    text: str,
    encoding: str,
    currency: str,
    sales: str,
    total: str,
    kind: str,
) -> None:
    path = tmp_path / "report.csv"
    path.write_bytes(text.encode(encoding))
    reading = read(path)
    assert reading.only.status == "loaded", reading.only
    (row,) = reading.rows["amazon_date_range_transactions"]
    assert (row["currency"], row["transaction_type"], row["sku"]) == (currency, kind, "SKU-1")
    assert (row["product_sales"], row["total_amount"]) == (Decimal(sales), Decimal(total))
    assert row["points_granted"] == (Decimal(-10) if currency == "JPY" else None)
    assert row["transaction_at"].isoformat() == "2024-03-01T10:00:00+00:00"
    kept = " ".join(str(value) for value in row.values())
    assert not [place for place in ("Köln", "50667", "Lyon", "69001", "札幌市", "北海道", "060-0001") if place in kept]


def test_a_report_that_states_no_currency_has_none(read: Callable[..., Reading], tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    path.write_text(SPANISH.split("\n", 1)[1], encoding="utf-8")
    (row,) = read(path).rows["amazon_date_range_transactions"]
    assert row["currency"] is None


def test_cells_with_line_breaks_keep_the_lines_of_the_rows(read: Callable[..., Reading], tmp_path: Path) -> None:
    head, row = SPANISH.rstrip("\n").split("\n")[1:]
    broken = row.replace("cepillo", '"cepillo ""XL""\ncon mango"')
    path = tmp_path / "report.csv"
    path.write_text("\n".join([head, broken, row, broken, ""]), encoding="utf-8")
    rows = read(path).rows["amazon_date_range_transactions"]
    assert [found["raw_line"] for found in rows] == [2, 4, 5]
    assert rows[0]["description"] == 'cepillo "XL"\ncon mango'


def test_a_quotation_mark_that_is_never_closed_is_refused(read: Callable[..., Reading], tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    path.write_text(SPANISH.replace("cepillo", '"cepillo'), encoding="utf-8")
    refused = read(path).only
    assert (refused.status, refused.kind) == ("refused", "date_range")
