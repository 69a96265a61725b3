"""The settings file's section of the seller's plan, with its defaults. No other section, and no formula."""

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from warehouse.sections import Currency, Section

Share = Annotated[Decimal, Field(gt=0, lt=1)]
Smoothing = Annotated[Decimal, Field(gt=0, le=Decimal("0.5"))]
Level = Annotated[Decimal, Field(ge=Decimal("0.5"), le=Decimal("0.9999"))]
Days = Annotated[int, Field(ge=1, le=730)]
UnitCost = Annotated[Decimal, Field(ge=0, le=100_000, decimal_places=4)]
Place = Annotated[str, Field(max_length=200)]
Weight = Annotated[Decimal, Field(ge=0, le=100)]
WINDOW_WEIGHTS = {
    "3": Decimal("0.05"), "7": Decimal("0.10"), "14": Decimal("0.15"),
    "30": Decimal("0.25"), "60": Decimal("0.25"), "90": Decimal("0.20"),
}  # fmt: skip


class TransportMode(Section):
    """One way to send goods from one own place to another; its key in the file is its name.

    from, to -- the places that it goes between, as tables name them: `fba:acme-us:US`, the first parts of that, or an
        own warehouse by its name; empty: all.
    days -- from leaving to arriving. cost_per_kg, cost_per_unit -- what it takes, in `currency`; both are added up.
    """

    from_place: Place = Field(default="", alias="from")
    to_place: Place = Field(default="", alias="to")
    days: Days
    cost_per_kg: UnitCost = Decimal(0)
    cost_per_unit: UnitCost = Decimal(0)
    currency: Currency

    @model_validator(mode="after")
    def _it_costs_something(self) -> Self:
        if not self.cost_per_kg and not self.cost_per_unit:
            raise ValueError("needed is cost_per_kg, cost_per_unit or both")
        return self


class Planning(Section):
    """What the seller wants of his stock. Units and days; shares are fractions of one.

    service_level_a, _b, _c -- in which share of cycles a SKU of that class must not run out.
    target_cover_days, transfer_cover_days -- how long goods should last once they have arrived: a purchase, a transfer.
    review_days -- how often orders are placed. lead_time_days, transfer_days -- where neither document nor sheet tells.
    open_order_days -- how long after it should have come an order or a shipment is still waited for.
    window_weights -- how much the mean of the last so many days counts; the windows can be weighted, not chosen.
    demand_smoothing, probability_smoothing -- how fast size and frequency of demand follow that comes now and then.
    promotion_share -- rebates of at least this share of a day's sales make it a day of promotion.
    slow_mover_days, excess_cover_days -- days in stock without a sale, and days of cover, that are too many.
    promotion_discount, bundle_discount, liquidation_share, removal_unit_amount -- what each way out costs or brings:
        shares of the price, and for a unit removed money in the reporting currency.
    holding_cost_pct_per_year -- what keeping goods for a year costs, as a share of their price.
    transport_modes -- how goods can travel between own places, by name.
    """

    service_level_a: Level = Decimal("0.98")
    service_level_b: Level = Decimal("0.95")
    service_level_c: Level = Decimal("0.90")
    target_cover_days: Days = 45
    transfer_cover_days: Days = 30
    review_days: Days = 7
    lead_time_days: Days = 45
    transfer_days: Days = 30
    open_order_days: Days = 90
    window_weights: dict[Literal["3", "7", "14", "30", "60", "90"], Weight] = Field(default=WINDOW_WEIGHTS)
    demand_smoothing: Smoothing = Decimal("0.10")
    probability_smoothing: Smoothing = Decimal("0.02")
    promotion_share: Share = Decimal("0.10")
    slow_mover_days: Days = 30
    excess_cover_days: Days = 120
    promotion_discount: Share = Decimal("0.30")
    bundle_discount: Share = Decimal("0.15")
    liquidation_share: Share = Decimal("0.08")
    removal_unit_amount: Annotated[Decimal, Field(ge=0, le=1_000)] = Decimal("1.00")
    holding_cost_pct_per_year: Annotated[Decimal, Field(ge=0, le=1)] = Decimal("0.20")
    transport_modes: dict[Annotated[str, Field(min_length=1, max_length=40)], TransportMode] = Field(default={})

    @field_validator("window_weights")
    @classmethod
    def _something_is_weighed(cls, weights: dict[str, Decimal]) -> dict[str, Decimal]:
        if not sum(weights.values()):
            raise ValueError("at least one window needs a weight above 0")
        return weights
