"""Columns and closed lists of words that several of the seller's own sheets share. What a word books is not here."""

from ingestion.formats import MONEY, Choice, Column

COMMON_CURRENCIES = (
    Choice("USD", ("USD", "美元")),
    Choice("CNY", ("CNY", "人民币", "RMB")),
    Choice("EUR", ("EUR", "欧元")),
    Choice("GBP", ("GBP", "英镑")),
    Choice("JPY", ("JPY", "日元")),
    Choice("HKD", ("HKD", "港币", "港元")),
    Choice("CAD", ("CAD", "加元")),
    Choice("AUD", ("AUD", "澳元")),
    Choice("MXN", ("MXN", "墨西哥比索")),
)
OTHER_CURRENCIES = """
    AED AFN ALL AMD AOA ARS AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CDF CHF CLP COP CRC CUP
    CVE CZK DJF DKK DOP DZD EGP ERN ETB FJD FKP GEL GHS GIP GMD GNF GTQ GYD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD
    KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MYR MZN NAD
    NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP
    STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW
"""
CURRENCIES = (*COMMON_CURRENCIES, *(Choice(code, (code,)) for code in OTHER_CURRENCIES.split()))

KINDS_OF_SPENDING = (
    Choice("rent", ("Rent and warehouse", "房租仓租")),
    Choice("staff", ("Staff", "人员工资")),
    Choice("software", ("Software", "软件服务")),
    Choice("advertising", ("Advertising", "广告推广")),
    Choice("freight", ("Freight and customs", "物流清关")),
    Choice("taxes", ("Taxes and public fees", "税费")),
    Choice("bank_fees", ("Bank fees", "银行手续费")),
    Choice("payment_fees", ("Payment fees", "收款手续费")),
    Choice("equipment", ("Equipment", "设备")),
    Choice("other", ("Other expenses", "其他费用支出")),
)
KINDS_OF_EXPENSE = (
    *KINDS_OF_SPENDING,
    Choice("supplier_payment", ("Payment to supplier", "支付供应商货款")),
    Choice("interest_paid", ("Interest paid", "支付利息")),
    Choice("loan_repaid", ("Loan repaid", "偿还借款")),
    Choice("loan_received", ("Loan received", "收到借款")),
    Choice("owner_drawn", ("Drawn by owner", "股东提取")),
    Choice("owner_paid_in", ("Paid in by owner", "股东投入")),
    Choice("interest_received", ("Interest received", "收到利息")),
    Choice("other_income", ("Other income", "其他收入")),
)
KINDS_OF_BUDGET = (
    Choice("product_sales", ("Product sales", "销售额")),
    Choice("refunds", ("Refunds", "退款")),
    Choice("cost_of_goods", ("Cost of goods sold", "销售成本")),
    Choice("referral_fees", ("Referral fees", "平台佣金")),
    Choice("fulfilment_fees", ("Fulfilment fees", "配送费")),
    Choice("storage_fees", ("Storage fees", "仓储费")),
    *KINDS_OF_SPENDING,
)
WALLETS = (
    Choice("bank", ("Bank", "银行账户")),
    Choice("paypal_wallet", ("PayPal", "PayPal账户")),
    Choice("lianlian_wallet", ("LianLian", "连连")),
    Choice("payment_wallet", ("Other payment account", "其他收款账户")),
    Choice("shopify_wallet", ("Shopify Payments", "Shopify收款")),
    Choice("amazon_wallet", ("Amazon", "亚马逊")),
    Choice("marketplace_wallet", ("Other marketplace", "其他平台")),
)
BALANCES = (
    *WALLETS,
    Choice("inventory", ("Inventory", "存货")),
    Choice("recoverable_tax", ("Tax to be recovered", "待抵扣税金")),
    Choice("supplier_payables", ("Owed to suppliers", "应付供应商")),
    Choice("loans", ("Loans", "借款")),
)
KINDS_OF_COUNT = (
    Choice("whole", ("Whole warehouse", "全盘")),
    Choice("sku", ("Some SKUs", "抽盘")),
    Choice("blind", ("Blind", "盲盘")),
)
YES_OR_NO = (Choice("yes", ("Yes", "是")), Choice("no", ("No", "否")))

SKU = Column(
    "sku", headings=("SKU", "seller-sku", "MSKU", "商品编码", "商家SKU", "产品编号"), required=True, filled=True
)
BATCH = Column("batch_id", headings=("batch", "batch number", "lot", "批次", "批次号"))
STORE = Column("store", headings=("store", "shop", "account store", "店铺", "店铺名称"))
PRODUCT_LINE = Column("product_line", headings=("product line", "category", "产品线", "类目", "品类"))
CURRENCY = Column("currency", headings=("currency", "币种", "货币"), required=True, filled=True, choices=CURRENCIES)
AMOUNT = Column("amount", MONEY, ("amount", "金额"), required=True, filled=True, rounds=True)
