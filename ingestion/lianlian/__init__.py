"""How lianlian is fetched; its formats and its source join here."""
