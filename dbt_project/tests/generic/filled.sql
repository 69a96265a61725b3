{#- Rows in which one of the given columns has no value. One query a model, since each test costs a run its own time. -#}
{% test filled(model, columns) %}
select *
from {{ model }}
where {% for column in columns %}{{ column }} is null{{ ' or ' if not loop.last }}{% endfor %}
{% endtest %}
