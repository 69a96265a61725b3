{#- Which file counts where several tell of the same thing, named by `of_one`: 1 for the newest. All rows that one file has
    of it rank alike, so that rows which are the same to the last character all count. -#}
{% macro file_rank(of_one, made_at='reported_at') -%}
    rank() over (
        partition by {{ of_one | join(', ') }}
        order by {{ made_at }} desc nulls last, load_id desc, content_hash desc
    )
{%- endmacro %}
