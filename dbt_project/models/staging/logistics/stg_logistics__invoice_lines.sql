{#- Each column of a charge with the kind that it says; `listed` is an amount whose kind another cell names. -#}
{%- set charges = {
    'freight': 'freight_amount',
    'fuel': 'fuel_amount',
    'remote': 'remote_amount',
    'duty': 'duty_amount',
    'tax': 'tax_amount',
    'handling': 'handling_amount',
    'storage': 'storage_amount',
    'insurance': 'insurance_amount',
    'return': 'return_amount',
    'other': 'other_amount',
    'listed': 'amount',
    'unnamed': 'unnamed_amount'
} -%}
with lines as (
    select
        *,
        lower(carrier) as carrier_key
    from {{ source('raw', 'logistics_invoice_lines') }}
),

ranked as (
    select
        *,
        {{ file_rank(['store_id', 'carrier_key', 'invoice_number']) }} as file_rank
    from lines
),

-- What a line's total holds beyond the charges that are known: nobody can say what it is for, and it is owed.
newest as (
    select
        *,
        nullif(
            line_total_amount
            {%- for column in charges.values() if column != 'unnamed_amount' %} - coalesce({{ column }}, 0){% endfor %}, 0
        ) as unnamed_amount
    from ranked
    where file_rank = 1
),

marked as (
    select
        *,
        case
            {%- for kind, column in charges.items() %}
            when {{ column }} is not null then '{{ kind }}'
            {%- endfor %}
        end as first_charge_kind
    from newest
),

charge_kinds as (
    {%- for kind in charges %}
    select '{{ kind }}' as charge_kind
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
),

charged as (
    select
        marked.*,
        charge_kinds.charge_kind,
        case charge_kinds.charge_kind
            {%- for kind, column in charges.items() %}
            when '{{ kind }}' then marked.{{ column }}
            {%- endfor %}
        end as charge_amount
    from marked
    cross join charge_kinds
)

select
    'carrier_invoice:' || store_id || ':' || carrier_key || ':' || invoice_number as document_id,
    store_id,
    carrier,
    invoice_number,
    invoiced_at,
    tracking_number,
    shipment_id,
    order_id,
    case
        when tracking_number is not null or order_id is not null then 'parcel'
        when shipment_id is not null then 'shipment'
        else 'account'
    end as charged_for,
    billed_weight,
    actual_weight,
    weight_unit,
    charge_kind,
    case when charge_kind = 'listed' then coalesce(charge_type, 'listed') else charge_kind end as charge_type,
    coalesce(charge_description, '') as charge_description,
    cast(charge_amount as decimal(18, 4)) as charge_amount,
    charge_kind = first_charge_kind as is_first_of_line,
    upper(currency) as currency,
    invoice_total_amount,
    raw_file,
    raw_line,
    content_hash
from charged
where charge_amount is not null
