{#- What of each payout is a product line's, as it leaves the marketplace's wallet and as it arrives: what its settlement has of
    the line, and as much of that as arrives of the whole. `named` has the lines of settlements by product line. -#}
{% macro payouts_by_line(named) -%}
    with sent as (
        select
            *,
            case
                when document_id like 'payout:%' then substr(document_id, 8)
                when document_id like 'marketplace_transfer:%' then 'marketplace_payout:' || substr(document_id, 22)
            end as settlement_id,
            sum(amount) over (partition by match_id) as match_amount
        from {{ ref('int_payout_matches') }}
        where side = 'sent' and from_wallet in ('amazon_wallet', 'marketplace_wallet')
    ),

    paid as (
        select sent.*, composed.product_line, composed.amount as line_amount
        from sent
        inner join (
            select document_id, wallet_account, product_line, sum(amount) as amount from {{ named }} group by 1, 2, 3
        ) as composed
            on composed.document_id = sent.settlement_id and composed.wallet_account = sent.from_wallet
    ),

    moved as (
        {%- for wallet, counter, sign in [('clearing_account', 'from_wallet', ''), ('from_wallet', 'clearing_account', '-')] %}
        select
            store_id, moved_date, currency, {{ wallet }} as wallet_account, {{ counter }} as counter_account, category,
            product_line, fx_rate, cast({{ sign }}line_amount as decimal(18, 4)) as amount
        from paid

        union all
        {%- endfor %}

        select
            arrived.store_id, arrived.moved_date, arrived.currency, arrived.wallet_account,
            arrived.clearing_account as counter_account, arrived.category, paid.product_line, arrived.fx_rate,
            {{ converted('sum(paid.line_amount)', quotient('max(arrived.amount)', 'max(paid.match_amount)')) }} as amount
        from {{ ref('int_payout_matches') }} as arrived
        inner join paid on paid.match_id = arrived.match_id
        where arrived.side = 'arrived'
        group by
            arrived.entry_id, arrived.store_id, arrived.moved_date, arrived.currency, arrived.wallet_account,
            arrived.clearing_account, arrived.category, paid.product_line, arrived.fx_rate
    )

    select
        store_id, {{ first_of_month('moved_date') }} as month, currency, wallet_account, counter_account, category, product_line,
        amount, {{ converted('amount', 'fx_rate') }} as amount_base
    from moved
{%- endmacro %}
