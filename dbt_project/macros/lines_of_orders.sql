{#- The newest line of the ledger that shows an order's sale, refund or chargeback, for each order and side of `wanted`. -#}
{% macro lines_of_orders(wanted) -%}
    select store_id, order_id, side, document_id, raw_file, raw_line, content_hash
    from (
        select
            entries.*,
            row_number() over (
                partition by entries.store_id, entries.order_id, entries.side
                order by entries.booked_at desc, entries.raw_line
            ) as nth
        from (
            select
                *, case when category = 'revenue_product' then 'sale' when category = 'refund_product' then 'refund'
                    when 'chargebacks' in (debit_account, credit_account) then 'chargeback' end as side
            from {{ ref('int_document_entries') }}
        ) as entries
        inner join (select distinct store_id, order_id, side from {{ wanted }}) as wanted
            on wanted.store_id = entries.store_id and wanted.order_id = entries.order_id and wanted.side = entries.side
    ) as ranked
    where nth = 1
{%- endmacro %}
