-- One document a store and month in which goods came or went, or their storage was accrued or billed. Its version changes when
-- anything changes that decides its entries: the movements, what they cost, the exchange rates of their days, the sold lines
-- of their orders.
select
    costs.document_id,
    'goods_moved' as document_type,
    costs.store_id,
    costs.month,
    concat_ws(':', count(*), {{ rows_digest([
        'costs.unit_run_id', 'costs.marketplace', 'costs.moved_at', 'costs.moved_date', 'costs.debit_account',
        'costs.credit_account', 'costs.landed_amount', 'costs.goods_amount', 'costs.up_to_freight_amount',
        'costs.up_to_duty_amount', 'costs.currency', 'costs.is_by_batch', 'costs.average_landed_amount_base', 'rates.fx_rate', 'costs.order_id', 'costs.order_item_id', 'costs.sku', 'costs.moved_qty', 'costs.raw_file',
        'costs.raw_line', 'costs.content_hash'
    ]) }}, max(settings.value)) as document_version
from {{ ref('int_goods_costs') }} as costs
left join {{ ref('int_daily_rates') }} as rates
    on rates.currency = costs.currency and rates.rate_date = costs.rated_date
left join {{ ref('stg_backoffice__settings') }} as settings on settings.name = 'reporting_currency'
group by 1, 2, 3, 4

union all

select
    document_id,
    document_type,
    store_id,
    month,
    concat_ws(':', count(*), {{ rows_digest([
        'component', 'marketplace', 'booked_at', 'booked_date', 'debit_account', 'amount', 'currency', 'fx_rate', 'amount_base',
        'sku', 'raw_file', 'raw_line', 'content_hash'
    ]) }}) as document_version
from {{ ref('int_storage_accruals') }}
group by 1, 2, 3, 4
