"""Statement files that the seller describes in the settings ([statements.<name>]). No heading is guessed here."""

from ingestion.banking.statement import statement_file
from ingestion.formats import FileFormat
from warehouse.sections import Statement
from warehouse.settings import Settings


def mapped_formats(settings: Settings) -> tuple[FileFormat, ...]:
    """One format for each statement section; a file that lacks one of its headings is refused by that name."""
    return tuple(_format(name, statement) for name, statement in sorted(settings.statements.items()))


def _format(name: str, statement: Statement) -> FileFormat:
    mapped = tuple(statement.columns)
    return statement_file(
        f"statement_{name}",
        f"statement '{name}' (its headings stand in sellerhouse.toml)",
        {ours: (theirs,) for ours, theirs in statement.columns.items()},
        provider=statement.provider,
        required=mapped,
        signature=mapped,
        # With one heading mistyped it must still be recognised, so that the message can name it.
        signature_minimum=max(2, len(mapped) - 1),
        zone=statement.timezone,
        origin={
            "wallet_account": statement.wallet,
            "settings_account_id": statement.account or name,
            "settings_currency": statement.currency or None,
        },
        bare_thousands=statement.decimal_mark or "refuse",
        bare_slashes=statement.date_order,
    )
