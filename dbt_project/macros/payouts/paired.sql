{#- Pairs what was sent with what arrived, one to one, within rows that are alike in `keys`.

    In the order of time what is sent opens a bracket and what arrives closes the last one that is open, so that what never
    arrives keeps nothing else from its partner. `fits` says of a pair, as `sent_…` and `arrived_…` columns, whether it
    holds. Rows that are matched already pass through. One sort for each pass, and no row meets another in a join. -#}
{% macro paired(rows, keys, fits, matched_by) -%}
    {%- set alike = (keys + ['is_open']) | join(', ') -%}
    {%- set order = 'position_date, side desc, position_amount, entry_id' -%}
    {%- set told = ['entry_id', 'moved_date', 'told_amount', 'amount_base', 'is_told', 'window_days'] -%}
    select
        {{ payout_side_columns() }},
        coalesce(match_id, case when {{ fits }} then sent_entry_id end) as match_id,
        coalesce(matched_by, case when {{ fits }} then {{ matched_by }} end) as matched_by
    from (
        select
            *,
            {%- for name in told %}
            case when side = 'sent' then {{ name }} when before_side = 'sent' then before_{{ name }} end as sent_{{ name }},
            case when side = 'arrived' then {{ name }} when after_side = 'arrived' then after_{{ name }} end as arrived_{{ name }},
            {%- endfor %}
            case
                when side = 'sent' then is_open and coalesce(after_side, '') = 'arrived'
                else is_open and coalesce(before_side, '') = 'sent'
            end as is_pair
        from (
            select
                *,
                {%- for name in ['side'] + told %}
                lag({{ name }}) over (partition by {{ alike }}, depth order by {{ order }}) as before_{{ name }},
                lead({{ name }}) over (partition by {{ alike }}, depth order by {{ order }}) as after_{{ name }}
                {{- ',' if not loop.last }}
                {%- endfor %}
            from (
                select
                    *,
                    sum(case side when 'sent' then 1 else -1 end) over (
                        partition by {{ alike }} order by {{ order }} rows between unbounded preceding and current row
                    ) - case side when 'sent' then 1 else 0 end as depth
                from (
                    select *, match_id is null as is_open from {{ rows }}
                ) as told_open
            ) as deep
        ) as neighboured
    ) as faced
{%- endmacro %}

{#- What one end of a payout carries through all passes. -#}
{% macro payout_side_columns() -%}
    {{ return([
        'entry_id', 'side', 'clearing_account', 'document_id', 'store_id', 'wallet_account', 'from_wallet', 'currency',
        'amount', 'amount_base', 'fx_rate', 'moved_date', 'category', 'position_date', 'position_amount', 'told_currency', 'told_amount',
        'is_told', 'window_days', 'reference_days', 'early_days', 'largest_difference_pct', 'sent_from_amount',
        'sent_from_currency', 'fee_due_amount', 'fee_charged_amount', 'fee_currency', 'raw_file', 'raw_line', 'content_hash'
    ] | join(', ')) }}
{%- endmacro %}

{#- Whether a pair lies close enough in time. -#}
{% macro in_time() -%}
    is_pair
    and {{ days_between('sent_moved_date', 'arrived_moved_date') }} between -early_days and case
        when arrived_is_told then reference_days else sent_window_days
    end
{%- endmacro %}

{#- Whether a pair lies close in time and in amount; what tells for which amount it was paid belongs to none of another currency. -#}
{% macro in_time_and_amount(amount) -%}
    is_pair
    and {{ days_between('sent_moved_date', 'arrived_moved_date') }} between -early_days and sent_window_days
    and abs(sent_{{ amount }} - arrived_{{ amount }}) <= sent_{{ amount }} * largest_difference_pct
    {%- if amount == 'amount_base' %}
    and not arrived_is_told
    {%- endif %}
{%- endmacro %}
