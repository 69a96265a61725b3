"""How shopify is fetched; its formats and its source join here."""
