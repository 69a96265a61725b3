"""How paypal is fetched; its formats and its source join here."""
