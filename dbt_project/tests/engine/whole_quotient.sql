-- 30.30 holds 10.10 three times; as floats it would be a little less than three, or a little more.
with worked as (
    select {{ whole_quotient("30.30 * 10000", "10.10 * 10000") }} as found, 3 as expected
    union all
    select {{ whole_quotient("7", "2") }} as found, 3 as expected
    union all
    select {{ whole_quotient("1", "2") }} as found, 0 as expected
    union all
    select {{ whole_quotient("12345678901234567890123456789", "12345678901234567890") }} as found, 1000000000 as expected
)

select * from worked where found is distinct from expected
