{#- The window over all that came before in a queue, with or without the row itself. -#}
{% macro in_order(queue, before=false) -%}
    (
        partition by {{ queue }} order by moved_date, is_out, movement_no
        rows between unbounded preceding and {{ '1 preceding' if before else 'current row' }}
    )
{%- endmacro %}
