-- From 28 February of a leap year to 1 March are two days; to the same day none.
select {{ days_between("date '2028-02-28'", "date '2028-03-01'") }} as days
where
    {{ days_between("date '2028-02-28'", "date '2028-03-01'") }} <> 2
    or {{ days_between("date '2028-02-28'", "date '2028-02-28'") }} <> 0
    or {{ days_between("date '2028-03-01'", "date '2028-02-28'") }} <> -2
