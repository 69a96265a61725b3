"""Who stands behind each store: entity, phone, card, bank account, e-mail. Loads no phone or e-mail in plain.

They are needed to find stores that share one, for which hashes are enough. Of cards and bank accounts the tail is kept.
"""

import re

from ingestion.formats import TEXT, Column, FileFormat, OneTable, table_schema

TABLE = "backoffice_store_identities"
TAIL = 4
COLUMNS = (
    Column("store", headings=("store", "shop", "店铺", "店铺名称"), required=True, filled=True),
    Column("platform", headings=("platform", "平台")),
    Column("legal_entity", headings=("legal entity", "company", "公司主体", "公司名称", "主体")),
    Column("phone", headings=("phone", "phone number", "电话", "手机号", "联系电话")),
    Column("email", headings=("email", "e-mail", "邮箱", "注册邮箱")),
    Column("card", headings=("card tail", "card last digits", "信用卡尾号", "卡尾号")),
    Column("bank_account", headings=("bank tail", "bank account last digits", "银行卡尾号", "收款账户尾号")),
    Column("address_country", headings=("address country", "country", "地址国家", "国家")),
)
CONCEALED = ("phone", "email", "card", "bank_account")


def phone_number(text: str) -> str:
    """A phone number's digits, without the signs that lead to a country code."""
    return re.sub(r"\D", "", text).removeprefix("00")


def email_address(text: str) -> str:
    """An e-mail address as servers compare it."""
    return text.strip().lower()


def tail(text: str) -> str:
    """The last digits, even where somebody gave the whole number."""
    return re.sub(r"\W", "", text)[-TAIL:]


STORE_IDENTITIES = FileFormat(
    kind="store_identities",
    title="store master data (store, platform, legal entity, phone, e-mail, card tail, bank tail, address country)",
    tables={
        TABLE: table_schema(
            (
                *(column for column in COLUMNS if column.name not in CONCEALED),
                *(Column(f"{name}_{form}", TEXT) for name in CONCEALED for form in ("hash", "masked")),
            )
        )
    },
    columns=COLUMNS,
    signature=frozenset({"legal_entity", "phone", "email", "card", "bank_account"}),
    signature_minimum=3,
    arrange=lambda: OneTable(TABLE),
    quoted_tabs=True,
    concealed={"phone": phone_number, "email": email_address, "card": tail, "bank_account": tail},
)
