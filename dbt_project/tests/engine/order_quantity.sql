-- At 310 nothing is missing up to 610 but 300; in cases of 48 that are 7; of at least 600 they are 13. Above the reorder
-- point, and at a target that is reached, nothing is ordered. A tenth thirty times is three, though no float says so.
with worked as (
    select {{ order_quantity('310', '310', '610', 'null', 'null') }} as found, 300 as expected
    union all
    select {{ order_quantity('310', '310', '610', 'null', '48') }} as found, 336 as expected
    union all
    select {{ order_quantity('310', '310', '610', '600', '48') }} as found, 624 as expected
    union all
    select {{ order_quantity('311', '310', '610', '600', '48') }} as found, 0 as expected
    union all
    select {{ order_quantity('10', '10', '10', '600', '48') }} as found, 0 as expected
    union all
    select {{ whole_units('0.1e0 * 30') }} as found, 3 as expected
    union all
    select {{ whole_units('309.31e0') }} as found, 310 as expected
)

select * from worked where found is distinct from expected
