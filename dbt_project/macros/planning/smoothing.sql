{#- How much one value counts in an exponentially smoothed level, `age` values before the newest (0). The level
    l = alpha * x + (1 - alpha) * l that begins with the first value is this weighted sum; no recursion is needed. -#}
{% macro smoothing_weight(alpha, age, is_first) -%}
    power(1 - {{ alpha }}, {{ age }}) * case when {{ is_first }} then 1 else {{ alpha }} end
{%- endmacro %}

{#- The sample standard deviation of values of which only their sums are known. -#}
{% macro deviation_of_sums(count, total, total_of_squares) -%}
    case
        when {{ count }} > 1
            then sqrt(greatest({{ total_of_squares }} - {{ total }} * {{ total }} * 1.0e0 / {{ count }}, 0) / ({{ count }} - 1))
    end
{%- endmacro %}
