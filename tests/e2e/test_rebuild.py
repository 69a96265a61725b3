"""A home whose archive alone is left makes the same figures again."""

import shutil
from collections.abc import Callable

from tests.e2e.conftest import Installation


def test_the_archive_alone_makes_the_same_figures(
    demo: Installation, new_installation: Callable[[], Installation]
) -> None:
    place = new_installation().with_the_samples_settings()
    shutil.copytree(demo.home / "archive", place.home / "archive")
    done = place.run("rebuild")
    assert "all read again" in done.stdout
    assert place.figures() == demo.figures()
    assert place.query("from inventory.stock_position order by all") == demo.query(
        "from inventory.stock_position order by all"
    )
