"""How fast the whole path is, as ratios against a hand-written script beside it. No assertion lives here."""
