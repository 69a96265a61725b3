"""Settings are typed, come from one file with the environment over it, and are refused by name."""

import pytest

from ingestion.backoffice.plan import plan_settings
from warehouse.home import Home
from warehouse.settings import SettingsRefused, load_settings, save_engine


def write(home: Home, text: str) -> Home:
    home.settings_file.write_text(text, encoding="utf-8")
    return home


def test_a_home_without_a_settings_file_works(home: Home) -> None:
    assert load_settings(home).reporting_currency == "USD"


def test_the_environment_wins_over_the_file(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    write(home, 'reporting_currency = "EUR"\n[machine]\nthreads = 3')
    monkeypatch.setenv("SELLERHOUSE_REPORTING_CURRENCY", "GBP")
    settings = load_settings(home)
    assert settings.reporting_currency == "GBP"
    assert settings.machine.threads == 3


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('reporting_currency = "dollar"', "reporting_currency = 'dollar'"),
        ('[stores.acme]\ntimezone = "Mars/Olympus"', "stores.acme.timezone = 'Mars/Olympus'"),
        ('[stores."Acme US"]', "lower-case letters, digits"),
        ('costing_method = "lifo"', "costing_method = 'lifo'"),
        ('[stores.acme]\ncosting_method = "moving_average"', "the stores of no legal_entity cost their"),
        (
            '[stores.uk]\nlegal_entity = "Acme"\n[stores.de]\nlegal_entity = "Acme"\ncosting_method = "moving_average"',
            "the stores of Acme cost their goods in several ways (uk: fifo, de: moving_average)",
        ),
        ("[limits]\nmax_file_mb = 0", "limits.max_file_mb = 0"),
        ('[planning.transport_modes.sea]\ndays = 35\ncurrency = "USD"', "needed is cost_per_kg, cost_per_unit or both"),
        ("[planning]\nholding_cost_pct_per_year = 20", "planning.holding_cost_pct_per_year = 20"),
        ('[[allocations]]\ncategory = "rent"\ndriver = "luck"', "allocations.0.driver = 'luck'"),
        ('[[allocations]]\ncategory = "rent"\ndriver = "none"\nfrom = 2026-01-15', "the first day of a month"),
        (2 * '[[allocations]]\ncategory = "rent"\ndriver = "units"\n', "category 'rent' has two rules from 0001-01-01"),
        ("colour = 1", "colour: there is no such setting"),
        ("reporting_currency = ", "not valid TOML"),
    ],
)
def test_a_wrong_setting_is_named_with_its_value(home: Home, text: str, told: str) -> None:
    with pytest.raises(SettingsRefused) as refusal:
        load_settings(write(home, text))
    assert told in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "variable"),
    [
        ('[alerts]\nslack_webhook_url = "https://hooks.example.org/T0B0"', "SELLERHOUSE_ALERTS__SLACK_WEBHOOK_URL"),
        ('[spark]\ntoken = "T0B0"', "SELLERHOUSE_SPARK__TOKEN"),
        ('[spark]\npassword = "T0B0"', "SELLERHOUSE_SPARK__PASSWORD"),
    ],
)
def test_a_secret_in_the_file_is_refused_and_not_repeated(home: Home, text: str, variable: str) -> None:
    with pytest.raises(SettingsRefused) as refusal:
        load_settings(write(home, text))
    assert variable in str(refusal.value)
    assert "T0B0" not in str(refusal.value)


def test_another_engine_is_noted_and_all_else_in_the_file_stays(home: Home) -> None:
    write(home, '# ours\nreporting_currency = "EUR"\n\n[stores.acme] # the first\ncurrency = "EUR"\n')
    save_engine(home, "spark")
    assert load_settings(home).engine == "spark"
    text = home.settings_file.read_text(encoding="utf-8")
    assert "# ours" in text
    assert "[stores.acme] # the first" in text
    assert load_settings(home).stores["acme"].currency == "EUR"


def test_a_secret_from_the_environment_is_never_shown_whole(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SELLERHOUSE_ALERTS__SLACK_WEBHOOK_URL", "https://hooks.example.org/T0/B0/abc")
    settings = load_settings(home)
    assert settings.alerts.slack_webhook_url is not None
    assert "abc" not in repr(settings)


def test_a_home_is_closed_to_others(home: Home) -> None:
    assert home.root.stat().st_mode & 0o077 == 0


def test_a_transport_mode_says_between_which_places_it_goes(home: Home) -> None:
    mode = 'days = 4\ncost_per_unit = 0.25\ncurrency = "USD"\nfrom = "Leipzig"\nto = "fba:acme-de"'
    plan = load_settings(write(home, f"[planning.transport_modes.lorry]\n{mode}")).planning
    found = plan_settings(plan)
    assert found["planning_transport_from_place:lorry"] == "Leipzig"
    assert found["planning_transport_to_place:lorry"] == "fba:acme-de"
