{#- The points at which providers state what an account holds, those that are known best first. -#}
{% macro stated_balances() -%}
    select
        {{ statement_account('document_id') }} as account_key, store_id, currency, period_end_at as stated_at,
        closing_amount as stated_amount, raw_file, raw_line, content_hash, 1 as preference
    from {{ ref('stg_banking__running_totals') }}

    union all

    select account_key, store_id, currency, stated_at, closing_amount, raw_file, raw_line, content_hash, 2 as preference
    from {{ ref('stg_banking__closing_balances') }}

    union all

    select
        {{ statement_account('document_id') }} as account_key, store_id, currency, period_end_at as stated_at, closing_amount,
        raw_file, raw_line, content_hash, 3 as preference
    from {{ ref('stg_lianlian__stated_totals') }}

    union all

    -- A day's balance is that of its end in Shanghai, but today's that of the moment. What is pending is not booked yet.
    select
        'lianlian:' || store_id || '/' || account_id || ':' || currency as account_key, store_id, currency,
        least(coalesce(reported_at, cast({{ days_after('balance_date', 1) }} as {{ moment_type() }})),
            cast({{ days_after('balance_date', 1) }} as {{ moment_type() }}) - interval '8' hour) as stated_at,
        cast(available_amount + coalesce(reserved_amount, 0) as decimal(18, 4)) as stated_amount, raw_file, raw_line,
        content_hash, 4 as preference
    from {{ ref('stg_lianlian__balances') }}
    {%- for source, preference in [('footer', 5), ('activity', 6)] %}

    union all

    select
        {{ statement_account('document_id') }} as account_key, store_id, currency, covered_until_at as stated_at,
        closing_amount, raw_file, raw_line, content_hash, {{ preference }} as preference
    from {{ ref('stg_paypal__' ~ source ~ '_balances') }}
    {%- endfor %}

    union all

    {{ amazon_balances() }}
{%- endmacro %}

{#- What Amazon holds by the Finances API, once a day over all marketplaces of a currency, where each of them is told of. What is
    deferred until delivery is in no settlement yet. -#}
{% macro amazon_balances() -%}
    select
        'amazon:' || store_id || ':' || currency as account_key, store_id, currency, max(balance_at) as stated_at,
        cast(sum(held_amount) as decimal(18, 4)) as stated_amount, max(raw_file) as raw_file, max(raw_line) as raw_line,
        max(content_hash) as content_hash, 7 as preference
    from (
        select
            *, count(*) over (partition by store_id, currency, balance_date) as told_count,
            max(number) over (partition by store_id, currency) as marketplace_count
        from (
            select
                store_id, currency, marketplace_id, cast(balance_at as date) as balance_date, balance_at, raw_file, content_hash,
                min(raw_line) as raw_line,
                coalesce(
                    sum(case when balance_type = 'TOTAL' then balance_amount end),
                    sum(case when balance_type in ('AVAILABLE', 'RESERVED') then balance_amount end)
                ) - sum(case when balance_type = 'DEFERRED' then balance_amount else 0 end) as held_amount,
                dense_rank() over (partition by store_id, currency order by marketplace_id) as number,
                row_number() over (
                    partition by store_id, currency, marketplace_id, cast(balance_at as date)
                    order by balance_at desc, content_hash
                ) as place
            from {{ ref('stg_amazon__finance_balances') }}
            group by store_id, currency, marketplace_id, balance_at, raw_file, content_hash
        ) as fetched
        where place = 1
    ) as told
    where told_count = marketplace_count
    group by store_id, currency, balance_date
{%- endmacro %}

{#- What comes into Amazon's hands and leaves them: a payout at the end of its settlement, whenever it arrives. What is kept in
    reserve or owed stays. `is_line` is false for payouts. -#}
{% macro amazon_movements() -%}
    select
        'amazon:' || store_id || ':' || currency as account_key, wallet_account, booked_at as moved_at,
        case when debit_account = wallet_account then amount else -amount end as amount, true as is_line
    from {{ ref('int_document_entries') }}
    where
        wallet_account = 'amazon_wallet'
        and not (debit_account in ('reserve_held', 'carried_balance') or credit_account in ('reserve_held', 'carried_balance'))

    union all

    select
        'amazon:' || store_id || ':' || currency as account_key, 'amazon_wallet' as wallet_account, period_end_at as moved_at,
        -stated_total_amount as amount, false as is_line
    from {{ ref('int_settlements_current') }}
    where stated_total_amount > 0 and period_end_at is not null
{%- endmacro %}
