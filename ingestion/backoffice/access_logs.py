"""Logs of people: what they did in some system, and from where they opened a store. Nothing is judged here."""

from ingestion.backoffice.moments_of_logs import OCCURRED_AT, TIME, ZONE, EventLog
from ingestion.formats import Column, FileFormat, table_schema

USER = Column(
    "user_name",
    headings=("user", "operator", "account", "操作人", "操作员", "用户", "账号"),
    required=True,
    filled=True,
)
STORE = Column("store", headings=("store", "shop", "店铺", "店铺名称"))
ADDRESS = Column("ip_address", headings=("IP", "IP address", "client ip", "IP地址", "登录IP"))
OPERATIONS_TABLE, ACCESSES_TABLE = "backoffice_operations", "backoffice_store_accesses"
OPERATION_COLUMNS = (
    TIME,
    ZONE,
    USER,
    Column("action", headings=("action", "operation", "event", "操作类型", "操作", "动作"), required=True, filled=True),
    Column("object_kind", headings=("object kind", "object type", "对象类型", "操作对象类型"), required=True),
    Column("object_id", headings=("object id", "object", "对象编号", "操作对象", "对象")),
    Column("value_before", headings=("before", "old value", "修改前", "变更前", "原值")),
    Column("value_after", headings=("after", "new value", "修改后", "变更后", "新值")),
    ADDRESS,
    STORE,
)
ACCESS_COLUMNS = (
    TIME,
    ZONE,
    USER,
    Column("store", headings=STORE.headings, required=True, filled=True),
    ADDRESS,
    Column("device_id", headings=("device", "device id", "browser profile", "设备", "设备编号", "浏览器环境")),
    Column("user_agent", headings=("user agent", "browser", "浏览器", "浏览器标识")),
)


def _log(kind: str, title: str, table: str, columns: tuple[Column, ...], signature: set[str]) -> FileFormat:
    kept = tuple(column for column in columns if column not in (TIME, ZONE))
    return FileFormat(
        kind=kind,
        title=title,
        tables={table: table_schema((OCCURRED_AT, *kept))},
        columns=columns,
        signature=frozenset(signature),
        signature_minimum=3,
        arrange=lambda: EventLog(table),
        quoted_tabs=True,
        one_store_only=True,
    )


OPERATIONS = _log(
    "operation_log",
    "operation log (time, user, action, object kind, object id, before, after, IP, store)",
    OPERATIONS_TABLE,
    OPERATION_COLUMNS,
    {"action", "object_kind", "object_id", "value_before", "value_after"},
)
STORE_ACCESSES = _log(
    "store_access_log",
    "store access log (time, user, store, IP, device, user agent)",
    ACCESSES_TABLE,
    ACCESS_COLUMNS,
    {"user_name", "ip_address", "device_id", "user_agent"},
)
