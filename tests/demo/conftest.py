"""Made-up sellers of three sizes and seeds, written once for all tests of their goods."""

from collections.abc import Iterator

import pytest

from demo import write_seller
from tests.demo.written_books import Books

SELLERS = ((600, 7), (150, 20), (4000, 3))


@pytest.fixture(scope="session", params=SELLERS, ids=lambda seller: f"{seller[0]} orders, seed {seller[1]}")
def books(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Books]:
    folder = tmp_path_factory.mktemp("goods") / "seller"
    write_seller(folder, *request.param)
    books = Books(folder)
    yield books
    books.connection.close()
