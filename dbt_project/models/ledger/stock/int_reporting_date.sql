-- The newest day that any movement tells of, so that files of last month are not read as an empty month; never a day to come.
select least(coalesce(max(moved_date), current_date), current_date) as as_of_date
from {{ ref('int_source_movements') }}
