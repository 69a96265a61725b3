with rates as (
    select * from {{ source('raw', 'fx_rates') }}
),

ranked as (
    select
        *,
        row_number() over (
            partition by rate_date, base_currency, quote_currency
            order by
                case rate_source when 'seller' then 0 else 1 end,
                load_id desc,
                content_hash desc,
                raw_line desc
        ) as rate_rank
    from rates
    where rate > 0
)

select
    rate_date,
    base_currency,
    quote_currency,
    rate,
    rate_source,
    raw_file,
    raw_line,
    content_hash
from ranked
where rate_rank = 1
