"""Payouts and transfers with what arrived for them, and the way of one settlement to the bank. Decides no match."""

from apps.dashboard.queries.selection import Conditions, Query, Selection, of_stores, paging

_ORDER = (
    "case status when 'missing' then 0 when 'differs' then 1 when 'unknown' then 2 when 'under_way' then 3 "
    "when 'not_covered' then 4 else 5 end"
)


def _of(selection: Selection, statuses: tuple[str, ...] = ()) -> Conditions:
    return of_stores(selection).one_of("status", "statuses", statuses)


def by_status(selection: Selection) -> Query:
    """One row per status: how many payouts."""
    conditions = _of(selection)
    return Query(
        f"""
        select status, count(*) as payouts from reconciliation.payouts {conditions.where}
        group by status order by {_ORDER}
        """,
        conditions.params,
    )


def totals(selection: Selection) -> Query:
    """One row: what is under way and missing, the oldest of it, and what conversions cost against the mid rate."""
    conditions = _of(selection)
    return Query(
        f"""
        select count(*) filter (status = 'under_way') as under_way, count(*) filter (status = 'missing') as missing,
               max(days_under_way) filter (status in ('under_way', 'missing')) as oldest_days,
               avg(days_under_way) filter (status in ('arrived', 'differs'))::decimal(9, 1) as mean_days,
               sum(hidden_cost_amount_base) filter (arrived_date is not null) as hidden_cost_base
        from reconciliation.payouts {conditions.where}
        """,
        conditions.params,
    )


def payouts(selection: Selection, statuses: tuple[str, ...] = (), limit: int | None = None, offset: int = 0) -> Query:
    """One row per payout: what is missing or differs first, then the latest."""
    conditions = _of(selection, statuses)
    limited, values = paging(limit, offset)
    return Query(
        f"""
        select * from reconciliation.payouts {conditions.where}
        order by {_ORDER}, coalesce(sent_date, arrived_date) desc, payout_id
        {limited}
        """,
        conditions.params | values,
    )


def balances(selection: Selection) -> Query:
    """Stated balances that differ from the ledger, and the newest of each account."""
    conditions = _of(selection)
    return Query(
        f"""
        select * from (
            select *, row_number() over (partition by account_key order by stated_at desc) as age
            from reconciliation.balances {conditions.where}
        ) where age = 1 or status = 'open'
        order by status <> 'open', account_key, stated_at desc
        """,
        conditions.params,
    )


def of_settlement(visible: Selection, settlement_id: str, store_id: str) -> Query:
    """What was paid out of one settlement, payout or statement; a payout leaves as a transfer of the same number."""
    conditions = _of(Selection(visible_stores=visible.visible_stores)).add(
        "document_id in ($settlement_id, $transfer_id) and store_id = $settlement_store",
        settlement_id=settlement_id,
        transfer_id=settlement_id.replace("_payout:", "_transfer:"),
        settlement_store=store_id,
    )
    return Query(
        f"select * from reconciliation.payouts {conditions.where} order by sent_date, payout_id", conditions.params
    )


def onward(visible: Selection, payout_id: str) -> Query:
    """The withdrawals that took what one payout brought into a wallet: what came in first goes out first."""
    conditions = _of(Selection(visible_stores=visible.visible_stores))
    return Query(
        f"""
        with payouts as (select * from reconciliation.payouts {conditions.where}),
        came as (
            select payout_id, arrived_wallet, arrived_store_id, arrived_currency, arrived_amount,
                   sum(arrived_amount) over (
                       partition by arrived_wallet, arrived_store_id, arrived_currency order by arrived_date, payout_id
                   ) as until_amount
            from payouts where arrived_date is not null and arrived_wallet <> 'bank'
        ),
        went as (
            select *, sent_amount + coalesce(charged_fee_amount, 0) as taken_amount,
                   sum(sent_amount + coalesce(charged_fee_amount, 0)) over (
                       partition by from_wallet, store_id, sent_currency order by sent_date, payout_id
                   ) as until_amount
            from payouts where leg = 'withdrawal' and sent_date is not null
        )
        select went.* from went
        join came on came.arrived_wallet = went.from_wallet and came.arrived_store_id = went.store_id
            and came.arrived_currency = went.sent_currency
        where came.payout_id = $payout_id and came.until_amount > went.until_amount - went.taken_amount
            and came.until_amount - came.arrived_amount < went.until_amount
        order by went.sent_date, went.payout_id
        """,
        conditions.params | {"payout_id": payout_id},
    )


def composition(visible: Selection, settlement_id: str, store_id: str) -> Query:
    """One row: what one settlement's lines add up to, by what its chain is made of."""
    conditions = _of(Selection(visible_stores=visible.visible_stores)).add(
        "document_id = $settlement_id and store_id = $settlement_store and wallet_account is not null",
        settlement_id=settlement_id,
        settlement_store=store_id,
    )
    sums = ", ".join(
        f"coalesce(sum(case when debit_account = wallet_account then amount else -amount end) filter ({condition}), 0)"
        f" as {name}"
        for name, condition in (
            ("reserve_from_amount", "credit_account = 'reserve_held'"),
            ("reserve_to_amount", "debit_account = 'reserve_held'"),
            ("carried_amount", "'carried_balance' in (debit_account, credit_account)"),
            ("card_charge_amount", "'card_charges_in_transit' in (debit_account, credit_account)"),
            (
                "activity_amount",
                "not ('reserve_held' in (debit_account, credit_account) or 'carried_balance' in (debit_account, "
                "credit_account) or 'card_charges_in_transit' in (debit_account, credit_account))",
            ),
        )
    )
    return Query(f"select {sums} from ledger.money_entries {conditions.where}", conditions.params)
