-- The order is that of the values, not that in which rows are stored; nothing stands for a missing value.
with letters as (
    select 'b' as letter
    union all
    select 'c' as letter
    union all
    select 'B' as letter
    union all
    select cast(null as {{ dbt.type_string() }}) as letter
    union all
    select 'a' as letter
),

worked as (
    select {{ joined_text("letter") }} as found, 'B,a,b,c' as expected
    from letters
)

select * from worked where found is distinct from expected
