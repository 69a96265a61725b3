"""The seller's plan as the models read it: one figure a name. Decides nothing; its defaults stand in the settings."""

from statistics import NormalDist

from warehouse.planning import Planning


def plan_settings(plan: Planning) -> dict[str, str]:
    """Each figure of the plan by its name. SQL has no normal distribution, so `service_factor` says beside each service
    level how many standard deviations it takes. Of a transport mode the name stands behind the colon.
    """
    figures = plan.model_dump(exclude={"window_weights", "transport_modes"})
    weights = {f"window_weight_{days}": weight for days, weight in plan.window_weights.items()}
    factors = {
        name.replace("level", "factor"): NormalDist().inv_cdf(float(level))
        for name, level in figures.items()
        if name.startswith("service_level")
    }
    modes = {
        f"transport_{figure}:{name}": value
        for name, mode in plan.transport_modes.items()
        for figure, value in mode.model_dump().items()
    }
    return {f"planning_{name}": str(value) for name, value in {**figures, **weights, **factors, **modes}.items()}
