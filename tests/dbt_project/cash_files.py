"""The files of one small seller whose money is in two currencies. Asserts nothing itself."""

from tests.e2e.settlement_files import sale, settlement_text

# The European Central Bank quotes no dirhams, so what the seller says of them is all that is known.
RATES = "date,base currency,quote currency,rate\n" + "".join(
    f"{day},AED,USD,{rate}\n"
    for day, rate in (
        ("2026-03-01", "0.270"), ("2026-03-08", "0.272"), ("2026-03-15", "0.273"), ("2026-03-22", "0.275"),
        ("2026-03-28", "0.280"), ("2026-04-02", "0.278"), ("2026-04-09", "0.276"), ("2026-04-16", "0.274"),
        ("2026-04-23", "0.275"), ("2026-04-29", "0.274"),
    )
)  # fmt: skip
FILES = {
    "rates.csv": RATES,
    "opening.csv": "balance date,balance account,amount,currency\n2026-03-01,Bank,500.00,AED\n",
    "bank.csv": (
        "Account,Date,Description,Amount,Balance,Currency\n"
        "DE1,2026-03-10,PAYPAL EUROPE,200.00,700.00,AED\n"
        "DE1,2026-03-25,SOMETHING NEW,-30.00,670.00,AED\n"
        "DE1,2026-04-05,FEE,-1.00,669.00,AED\n"
        "DE1,2026-04-20,AMAZON PAYMENTS,40.005,709.005,AED\n"
        "DE1,2026-05-20,FEE,-1.00,708.005,AED\n"
    ),
    "expenses.csv": (
        "expense date,expense kind,amount,currency,paid from\n"
        "2026-03-20,Rent,100.00,AED,Bank\n2026-04-21,Rent,600.00,AED,Bank\n2026-04-22,Software,10.00,AED,Bank\n"
    ),
    "costs.csv": (
        "sku,title,product line,asin,unit cost,currency,valid from\n"
        "SKU-0,Lamp,Lamps,B0LAMP,2.00,USD,2026-01-01\nSKU-1,Chair,Chairs,B0CHAIR,5.00,USD,2026-01-01\n"
    ),
    "storage.txt": "\n".join(
        "\t".join(row)
        for row in (
            (
                "asin",
                "fnsku",
                "product_name",
                "fulfillment_center",
                "country_code",
                "average_quantity_on_hand",
                "month_of_charge",
                "storage_rate",
                "currency",
                "estimated_monthly_storage_fee",
            ),
            ("B0LAMP", "X0LAMP", "Lamp", "ONT8", "US", "3", "2026-03", "0.87", "USD", "0.75321"),
            ("B0CHAIR", "X0CHAIR", "Chair", "ONT8", "US", "1", "2026-03", "0.87", "USD", "1.5"),
            ("B0CHAIR", "X0CHAIR", "Chair", "ONT8", "US", "1", "2026-02", "0.87", "USD", "9"),
        )
    )
    + "\n",
    "settlement.txt": settlement_text("9000001", sale() + sale("31.35", "-4.70")),
}
