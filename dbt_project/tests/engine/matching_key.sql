with worked as (
    select {{ matching_key("'FBA Per-Unit / Fulfilment_Fee'") }} as found, 'fbaperunitfulfilmentfee' as expected
    union all
    select {{ matching_key("'[Gebühren]: ~Versand~'") }} as found, 'gebührenversand' as expected
    union all
    select {{ matching_key("'注文 42'") }} as found, '注文42' as expected
    union all
    select {{ matching_key("cast(null as " ~ dbt.type_string() ~ ")") }} as found, '' as expected
)

select * from worked where found is distinct from expected
