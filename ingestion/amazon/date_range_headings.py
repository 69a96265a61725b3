"""How the date-range CSV names its columns in each language of the marketplaces. A list of words, nothing else."""

HEADINGS: dict[str, tuple[str, ...]] = {
    "transaction_at": (
        "date/time", "date/heure", "Datum/Uhrzeit", "Data/Ora", "fecha y hora", "fecha/hora", "datum/tijd",
        "data/hora", "日付/時間",
    ),
    "settlement_id": (
        "settlement id", "numéro de versement", "Abrechnungsnummer", "Numero pagamento", "identificador de pago",
        "Id. de liquidación", "schikkings-ID", "id de liquidação", "決済番号",
    ),
    "transaction_type": ("type", "Typ", "Tipo", "トランザクションの種類"),
    "order_id": (
        "order id", "numéro de la commande", "Bestellnummer", "Numero ordine", "número de pedido", "id. del pedido",
        "bestelnummer", "id do pedido", "注文番号",
    ),
    "sku": ("sku",),
    "description": ("description", "Beschreibung", "Descrizione", "descripción", "beschrijving", "descrição", "説明"),
    "quantity": ("quantity", "quantité", "Menge", "Quantità", "cantidad", "aantal", "quantidade", "数量"),
    "marketplace": ("marketplace", "Marketplace", "web de Amazon", "Amazonサイト", "Amazon 出品サービス"),
    "account_type": ("account type", "type de compte", "Kontotyp", "tipo de cuenta", "アカウントの種類"),
    "fulfillment": (
        "fulfillment", "fulfilment", "traitement", "Versand", "Gestione", "gestión logística", "cumplimiento",
        "fulfillment", "フルフィルメント",
    ),
    "tax_collection_model": (
        "tax collection model", "modèle de perception des taxes", "Steuererhebungsmodell",
        "modello di riscossione delle imposte", "formulario de recaudación de impuestos",
        "modelo de recaudación de impuestos", "税金徴収型",
    ),
    "product_sales": (
        "product sales", "ventes de produits", "Umsätze", "Vendite", "ventas de productos", "verkoop van producten",
        "vendas do produto", "商品売上", "商品の売上",
    ),
    "product_sales_tax": (
        "product sales tax", "taxe sur la vente des produits", "Produktumsatzsteuer",
        "imposta sulle vendite dei prodotti", "impuesto de ventas de productos", "商品の売上税",
    ),
    "shipping_credits": (
        "shipping credits", "postage credits", "crédits d'expédition", "Gutschrift für Versandkosten",
        "Accrediti per le spedizioni", "abonos de envío", "créditos de envío", "Verzendtegoeden", "配送料",
    ),
    "shipping_credits_tax": (
        "shipping credits tax", "taxe sur les crédits d’expédition", "Steuer auf Versandgutschrift",
        "imposta accrediti per le spedizioni", "impuestos por abonos de envío", "配送料の税金",
    ),
    "gift_wrap_credits": (
        "gift wrap credits", "crédits sur l'emballage cadeau", "Gutschrift für Geschenkverpackung",
        "Accrediti per confezioni regalo", "abonos de envoltorio para regalo", "créditos por envoltorio de regalo",
        "ギフト包装手数料",
    ),
    "gift_wrap_credits_tax": (
        "gift wrap credits tax", "giftwrap credits tax", "taxe sur les crédits cadeaux",
        "Steuer auf Geschenkverpackungsgutschriften", "imposta sui crediti confezione regalo",
        "impuestos por abonos de envoltorio para regalo", "ギフト包装クレジットの税金",
    ),
    "regulatory_fee": ("regulatory fee", "regulatory fees"),
    "tax_on_regulatory_fee": ("tax on regulatory fee", "tax on regulatory fees"),
    "promotional_rebates": (
        "promotional rebates", "Rabais promotionnels", "Rabatte aus Werbeaktionen", "Sconti promozionali",
        "devoluciones promocionales", "descuentos promocionales", "promotionele kortingen", "プロモーション割引額",
    ),
    "promotional_rebates_tax": (
        "promotional rebates tax", "taxe sur les remises promotionnelles", "Steuer auf Aktionsrabatte",
        "imposta sugli sconti promozionali", "impuestos de descuentos por promociones", "プロモーション割引の税金",
    ),
    "marketplace_withheld_tax": (
        "marketplace withheld tax", "Taxes retenues sur le site de vente", "Einbehaltene Steuer auf Marketplace",
        "trattenuta IVA del marketplace", "impuesto retenido en el sitio web", "源泉徴収税を伴うマーケットプレイス",
    ),
    "sales_tax_collected": ("sales tax collected",),
    "low_value_goods": ("low value goods", "low value goods tax"),
    "selling_fees": (
        "selling fees", "frais de vente", "Verkaufsgebühren", "Commissioni di vendita", "tarifas de venta",
        "verkoopkosten", "tarifas de vendas", "手数料",
    ),
    "fba_fees": (
        "fba fees", "fulfilment by amazon fees", "fulfillment by amazon fees", "Frais Expédié par Amazon",
        "Gebühren zu Versand durch Amazon", "Costi del servizio Logistica di Amazon", "tarifas de Logística de Amazon",
        "tarifas fba", "fba-vergoedingen", "taxas fba", "FBA 手数料",
    ),
    "other_transaction_fees": (
        "other transaction fees", "autres frais de transaction", "Andere Transaktionsgebühren",
        "Altri costi relativi alle transazioni", "tarifas de otra transacción", "overige transactiekosten",
        "トランザクションに関するその他の手数料",
    ),
    "points_granted": ("Amazonポイントの費用", "cost of points granted"),
    "other_amount": ("other", "autre", "Andere", "Altro", "otro", "overige", "その他"),
    "total_amount": ("total", "Gesamt", "totale", "totaal", "合計"),
    "transaction_status": ("transaction status", "statut de la transaction", "Transaktionsstatus"),
    "released_at": (
        "transaction release date", "date de libération de la transaction", "Freigabedatum der Transaktion",
    ),
}  # fmt: skip

PERSONAL = (
    "order city", "order state", "order postal", "ville d'où provient la commande",
    "état d'où provient la commande", "code postal de la commande", "Ort der Bestellung", "Bundesland", "Postleitzahl",
    "Città di provenienza dell'ordine", "Provincia di provenienza dell'ordine", "CAP dell'ordine",
    "ciudad de procedencia del pedido", "comunidad autónoma de procedencia del pedido",
    "código postal de procedencia del pedido", "ciudad del pedido", "estado del pedido", "código postal del pedido",
    "市町村", "都道府県", "郵便番号",
)  # fmt: skip
