"""A raw line is lost, repeated or altered: exactly the gaps that follow appear, others stay, the ledger balances."""

import shutil
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.e2e.conftest import ONE_WHOLE_RUN, SELLER, Installation
from tests.e2e.perturbed_lines import PLACES, drawn


@ONE_WHOLE_RUN
@given(data=st.data())
def test_exactly_the_gaps_that_follow_appear(
    data: st.DataObject, demo: Installation, new_installation: Callable[[], Installation]
) -> None:
    perturbed = [one for place in PLACES for one in drawn(place, sorted(demo.query(place.lines)), data)]
    place = new_installation()
    files = shutil.copytree(SELLER, place.home.with_name("files"))
    # From the end of each file on, so that no line is moved before its turn.
    for one in sorted(perturbed, key=lambda one: str(one.line).rjust(20), reverse=True):
        one.edit(files)
    place.with_the_samples_settings().run("run", str(files), expect=3)

    before, after = gaps_of(demo), gaps_of(place)
    assert before - after == Counter(), "what nobody touched is told as before, under the same id"
    found = Counter((kind, store, amount) for _, kind, store, amount, _ in (after - before).elements())
    assert found == Counter(gap for one in perturbed for gap in one.gaps)
    assert place.query("select sum(balance_amount), sum(balance_amount_base) from finance.trial_balance") == [(0, 0)]


def gaps_of(place: Installation) -> Counter[tuple[str, str, str, Decimal, Any]]:
    return Counter(place.query("select gap_id, kind, store_id, amount, status from reconciliation.gaps"))
