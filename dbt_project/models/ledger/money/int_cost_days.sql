-- One fingerprint a store and day on which costs begin, so that documents notice changed costs without reading them.
select
    store_id,
    valid_from_date,
    md5({{ joined_text(
        "concat_ws('|', sku, cast(valid_until_date as " ~ dbt.type_string() ~ "), cast(unit_cost_amount as "
        ~ dbt.type_string() ~ "), currency)"
    ) }}) as day_version
from {{ ref('stg_purchasing__product_costs') }}
where unit_cost_amount is not null
group by store_id, valid_from_date
