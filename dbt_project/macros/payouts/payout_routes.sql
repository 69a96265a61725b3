{#- The account of a statement, from the document that is a month of it. -#}
{% macro statement_account(document_id) -%}
    substr({{ document_id }}, 1, length({{ document_id }}) - 8)
{%- endmacro %}

{#- What was sent and must have arrived: the statements of an account to which that wallet, store and currency are paid tell
    everything from then until after it was due. Where no payout ever went to an account it is one of the same store and
    currency. Needs `ends`, `routes`, `accounts` and `reach`. -#}
{% macro covered_payouts() -%}
    select distinct sent.entry_id
    from ends as sent
    inner join (
        select from_wallet, store_id, currency, account_key from routes
        union
        select wallets.from_wallet, accounts.store_id, accounts.currency, accounts.account_key
        from (
            select distinct from_wallet, clearing_account, store_id, currency from ends
            where side = 'sent' and from_wallet <> 'bank' and clearing_account <> 'card_charges_in_transit'
        ) as wallets
        inner join accounts
            on
                accounts.store_id = wallets.store_id
                and accounts.currency = wallets.currency
                and accounts.wallet_account <> wallets.from_wallet
                and (accounts.wallet_account = 'bank' or wallets.clearing_account = 'payouts_in_transit')
    ) as receivers
        on
            receivers.from_wallet = sent.from_wallet
            and receivers.store_id = sent.store_id
            and receivers.currency = sent.currency
    inner join reach on reach.account_key = receivers.account_key
    where
        sent.side = 'sent'
        and sent.match_id is null
        and reach.first_date <= sent.moved_date
        and reach.last_date > {{ days_after('sent.moved_date', 'sent.window_days') }}
{%- endmacro %}

{#- What arrived as a payout and should be known: payouts of that wallet are known from before and after, in its currency and of
    the statement's own store, or of one that is paid to its account, in whatever currency. Needs `ends` and `routes`. -#}
{% macro unknown_arrivals() -%}
    select distinct arrived.entry_id
    from ends as arrived
    inner join (
        select from_wallet, store_id, currency, min(moved_date) as first_date, max(moved_date) as last_date
        from ends
        where side = 'sent'
        group by 1, 2, 3
    ) as senders
        on senders.from_wallet = arrived.from_wallet
    left join routes
        on
            routes.account_key = {{ statement_account('arrived.document_id') }}
            and routes.from_wallet = senders.from_wallet
            and routes.store_id = senders.store_id
            and routes.currency = senders.currency
    where
        arrived.side = 'arrived'
        and arrived.match_id is null
        and (
            routes.store_id is not null
            or (senders.store_id = arrived.store_id and senders.currency = arrived.told_currency)
        )
        and arrived.moved_date between senders.first_date and senders.last_date
{%- endmacro %}
