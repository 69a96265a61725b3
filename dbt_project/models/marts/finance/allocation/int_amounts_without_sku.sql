{{ config(schema='intermediate', contract={'enforced': false}) }}
-- What counts in profit and names no SKU, added up so far that giving it out stays cheap, each with the driver that the
-- seller has set for it, or else ours: of the rules that hold in the month the most exact, of those the latest.
with entries as (
    select
        document_id,
        store_id,
        marketplace,
        order_id,
        {{ first_of_month('booked_date') }} as month,
        debit_account,
        credit_account,
        category,
        currency,
        sum(amount) as amount,
        coalesce(sum(amount_base), 0) as amount_base
    from {{ ref('money_entries') }}
    where sku is null
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9
),

effects as (
    select
        entries.*,
        case when credited.profit_line is not null then entries.credit_account else entries.debit_account end as account_id,
        coalesce(credited.profit_line, debited.profit_line) as profit_line,
        case when credited.profit_line is not null then 1 else -1 end as sign
    from entries
    left join {{ ref('accounts') }} as credited on credited.account_id = entries.credit_account
    left join {{ ref('accounts') }} as debited on debited.account_id = entries.debit_account
    where credited.profit_line is not null or debited.profit_line is not null
),

amounts as (
    select
        document_id,
        store_id,
        marketplace,
        order_id,
        month,
        account_id,
        profit_line,
        category,
        currency,
        cast(sum(sign * amount) as decimal(18, 4)) as amount,
        cast(sum(sign * amount_base) as decimal(18, 4)) as amount_base
    from effects
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9
),

rules as (
    select rule_id, category, driver, valid_from_date, 1 as precedence
    from {{ ref('allocation_rules') }}
    where is_enabled

    union all

    select
        'settings:' || split_part(name, ':', 2) || ':' || split_part(name, ':', 3) as rule_id,
        split_part(name, ':', 2) as category,
        value as driver,
        cast(split_part(name, ':', 3) as date) as valid_from_date,
        2 as precedence
    from {{ ref('stg_backoffice__settings') }}
    where name like 'allocation:%'
),

kinds as (
    select distinct account_id, category, month from amounts
),

ranked_rules as (
    select
        kinds.account_id,
        kinds.category,
        kinds.month,
        rules.rule_id,
        rules.driver,
        row_number() over (
            partition by kinds.account_id, kinds.category, kinds.month
            order by
                rules.precedence desc,
                case rules.category when kinds.category then 1 when kinds.account_id then 2 else 3 end,
                rules.valid_from_date desc,
                rules.rule_id
        ) as rule_rank
    from kinds
    inner join rules
        on rules.category in (kinds.category, kinds.account_id, 'any') and rules.valid_from_date <= kinds.month
)

select
    row_number() over (
        order by
            amounts.document_id, amounts.store_id, amounts.marketplace, amounts.order_id, amounts.month,
            amounts.account_id, amounts.category, amounts.currency
    ) as amount_no,
    amounts.*,
    coalesce(ranked_rules.driver, 'none') as rule_driver,
    ranked_rules.rule_id
from amounts
left join ranked_rules
    on
        ranked_rules.account_id = amounts.account_id
        and ranked_rules.category is not distinct from amounts.category
        and ranked_rules.month = amounts.month
        and ranked_rules.rule_rank = 1
where amounts.amount <> 0 or amounts.amount_base <> 0
