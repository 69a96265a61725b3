{#- What providers say of a line besides its amount, by the file and line of the entry: which settlement it pays, and the
    amount and fees of a withdrawal. LianLian tells all of it, and a withdrawal's own line speaks for all its parts; others
    have the fee beside the amount. -#}
{% macro line_references() -%}
    select
        content_hash, raw_line,
        max(origin_currency) as origin_currency, max(origin_amount) as origin_amount,
        max(withdrawn_currency) as withdrawn_currency, max(withdrawn_amount) as withdrawn_amount,
        max(due_fee_amount) as due_fee_amount, max(actual_fee_amount) as actual_fee_amount,
        max(fee_currency) as fee_currency
    from (
        select
            flow.content_hash, flow.raw_line,
            coalesce(inbound.origin_currency, flow.origin_currency) as origin_currency,
            coalesce(inbound.origin_amount, flow.origin_amount) as origin_amount,
            withdrawals.withdrawn_currency, withdrawals.part_amount as withdrawn_amount,
            withdrawals.part_due_fee_amount as due_fee_amount, withdrawals.part_actual_fee_amount as actual_fee_amount,
            withdrawals.fee_currency
        from {{ ref('stg_lianlian__fund_flow') }} as flow
        left join {{ ref('stg_lianlian__inbound_funds') }} as inbound
            on inbound.store_id = flow.store_id and inbound.funds_id = flow.transaction_id and flow.amount > 0
        left join {{ ref('stg_lianlian__withdrawals') }} as withdrawals
            on withdrawals.store_id = flow.store_id and withdrawals.detail_id = flow.transaction_id and flow.amount < 0

        union all

        select
            content_hash, raw_line, origin_currency, origin_amount, null as withdrawn_currency, null as withdrawn_amount,
            null as due_fee_amount, null as actual_fee_amount, null as fee_currency
        from {{ ref('stg_lianlian__inbound_funds') }}

        union all

        select
            content_hash, raw_line, null as origin_currency, null as origin_amount, withdrawn_currency, withdrawn_amount,
            due_fee_amount, actual_fee_amount, fee_currency
        from {{ ref('stg_lianlian__withdrawals') }}

        union all

        select
            content_hash, raw_line, null as origin_currency, null as origin_amount, null as withdrawn_currency,
            null as withdrawn_amount, null as due_fee_amount, cast(sum(amount) as decimal(18, 4)) as actual_fee_amount,
            max(currency) as fee_currency
        from {{ ref('int_document_entries') }}
        where wallet_account in ('paypal_wallet', 'payment_wallet') and debit_account = 'payment_fees'
        group by content_hash, raw_line
    ) as told
    group by content_hash, raw_line
{%- endmacro %}
