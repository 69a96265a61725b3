"""A settlement's certificate needs no other file, tells each step with its line, and runs nothing that it was given."""

import re

import pytest

from apps.dashboard.certificate import Step, certificate
from apps.dashboard.texts import texts

EVIL = "<script>alert(1)</script>"


@pytest.mark.parametrize(("language", "proven"), [("en", "proven"), ("zh", "已核对")])
def test_the_certificate_tells_each_step_and_escapes_what_it_is_given(language: str, proven: str) -> None:
    steps = [
        Step(f"Lines {EVIL}", [("Stated total", "101.50 USD"), (EVIL, EVIL)], True, f"acme/{EVIL}.txt", 2),
        Step("Arrival", [("Arrived", "101.50 USD")], None, None, None),
    ]
    page = certificate(texts(language), f"21000{EVIL}", EVIL, steps, "build-1").decode("utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert not re.search(r"(src|href)=|https?:", page)
    assert page.index("101.50 USD") < page.index("2. Arrival")
    assert proven in page
    assert "build-1" in page
