-- 12,345,678,901,234.5678 at 0.00000001 is 123,456.78901...; 99,999,999,999.9999 at 100 stays whole; 0.50005 is half
-- way and goes away from zero, on either side of it.
with worked as (
    select
        {{ converted("cast(12345678901234.5678 as decimal(18, 4))", "cast(0.00000001 as decimal(18, 8))") }} as found,
        cast(123456.7890 as decimal(18, 4)) as expected
    union all
    select
        {{ converted("cast(99999999999.9999 as decimal(18, 4))", "cast(100 as decimal(18, 8))") }} as found,
        cast(9999999999999.9900 as decimal(18, 4)) as expected
    union all
    select
        {{ converted("cast(1.0001 as decimal(18, 4))", "cast(0.5 as decimal(18, 8))") }} as found,
        cast(0.5001 as decimal(18, 4)) as expected
    union all
    select
        {{ converted("cast(-1.0001 as decimal(18, 4))", "cast(0.5 as decimal(18, 8))") }} as found,
        cast(-0.5001 as decimal(18, 4)) as expected
    union all
    select
        {{ cost_of_units("cast(3.3333 as decimal(18, 4))", "cast(3 as integer)") }} as found,
        cast(9.9999 as decimal(18, 4)) as expected
)

select * from worked where found is distinct from expected
