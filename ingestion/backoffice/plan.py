"""The seller's plan as the models read it: one figure a name. Decides nothing; its defaults stand in the settings."""

from statistics import NormalDist

from warehouse.sections import Planning


def plan_settings(plan: Planning) -> dict[str, str]:
    """Each figure of the plan by its name. SQL has no normal distribution, so `service_factor` says beside each service
    level how many standard deviations it takes.
    """
    figures = plan.model_dump(exclude={"window_weights"})
    weights = {f"window_weight_{days}": weight for days, weight in plan.window_weights.items()}
    factors = {
        name.replace("level", "factor"): NormalDist().inv_cdf(float(level))
        for name, level in figures.items()
        if name.startswith("service_level")
    }
    return {f"planning_{name}": str(value) for name, value in {**figures, **weights, **factors}.items()}
