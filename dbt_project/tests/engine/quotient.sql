-- 1 / 3; 1.10 / 0.88 = 1.25; 1 / 8 = 0.125; 0.00000001 / 2 is half a step and goes up; 25,000 to one and back.
with worked as (
    select {{ quotient("1", "3") }} as found, cast(0.33333333 as decimal(18, 8)) as expected
    union all
    select {{ quotient("cast(1.1 as decimal(18, 8))", "cast(0.88 as decimal(18, 8))") }} as found, cast(1.25 as decimal(18, 8)) as expected
    union all
    select {{ quotient("1", "8") }} as found, cast(0.125 as decimal(18, 8)) as expected
    union all
    select {{ quotient("cast(0.00000001 as decimal(18, 8))", "2") }} as found, cast(0.00000001 as decimal(18, 8)) as expected
    union all
    select {{ quotient("1", "25000") }} as found, cast(0.00004 as decimal(18, 8)) as expected
    union all
    select {{ quotient("25000", "1") }} as found, cast(25000 as decimal(18, 8)) as expected
)

select * from worked where found is distinct from expected
