"""A formula of nothing but a sentence is words of a formula, whichever sign or element it stood in."""

from __future__ import annotations

import pytest

from proofpress.convert import convert
from proofpress.source import Source


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("<p>See <script type='math/tex'>the rate of it all is fine</script>.", "$\\text{the rate of it all is fine}$"),
        ("<p><math><mi>时。</mi></math></p>", "$\\text{时。}$"),
        ("<p><math><mi>x</mi><mo>，</mo><mi>y</mi></math></p>", "$x\\text{，}y$"),
        ("<p><math><mi>速度</mi><mo>=</mo><mn>1</mn></math></p>", "$速度 = 1$"),
    ],
)
def test_it_is_written_as_it_reads_back(given: str, written: str) -> None:
    made = convert(Source("", given)).markdown
    assert written in made
    assert convert(Source("", made)).markdown == made
