"""One file a step, numbered in order, each naming the one before. None reads `backoffice.tables`: that moves on."""
