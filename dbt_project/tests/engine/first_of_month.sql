with worked as (
    select {{ first_of_month("date '2024-02-29'") }} as found, date '2024-02-01' as expected
    union all
    select {{ first_of_month("date '2026-01-01'") }} as found, date '2026-01-01' as expected
    union all
    select {{ first_of_month("cast(null as date)") }} as found, cast(null as date) as expected
)

select * from worked where found is distinct from expected
