-- A leap day, the end of a year, no days at all.
with worked as (
    select {{ days_after("date '2024-02-27'", 3) }} as found, date '2024-03-01' as expected
    union all
    select {{ days_after("date '2025-12-31'", 1) }} as found, date '2026-01-01' as expected
    union all
    select {{ days_after("date '2026-06-15'", 0) }} as found, date '2026-06-15' as expected
)

select * from worked where found is distinct from expected
