-- Half past two in London's summer is the evening before in Los Angeles, and 23:30 UTC the next day in Shanghai.
{%- set summer_night = "cast('2026-07-01 01:30:00+00:00' as " ~ moment_type() ~ ")" -%}
{%- set winter_night = "cast('2026-01-31 23:30:00+00:00' as " ~ moment_type() ~ ")" %}
with worked as (
    select {{ local_date(summer_night, "'Europe/London'") }} as found, date '2026-07-01' as expected
    union all
    select {{ local_date(summer_night, "'America/Los_Angeles'") }} as found, date '2026-06-30' as expected
    union all
    select {{ local_date(winter_night, "'Europe/London'") }} as found, date '2026-01-31' as expected
    union all
    select {{ local_date(winter_night, "'Asia/Shanghai'") }} as found, date '2026-02-01' as expected
)

select * from worked where found is distinct from expected
