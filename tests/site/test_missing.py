"""What a page shows in place of a picture that the site does not have."""

from __future__ import annotations

import pytest

from proofpress.site.missing import without


@pytest.mark.parametrize(
    ("html", "made"),
    [
        ('<p><img alt="A &amp; B" src="gone.png"> x</p>', "<b>A &amp; B</b><code>gone.png</code></span> x</p>"),
        ('<figure><img alt="A" src="gone.png"><figcaption>A</figcaption>', "<b>No picture</b><code>gone.png</code>"),
        ('<figure><img alt="A" src="gone.png"><figcaption>What is seen</figcaption>', "<b>A</b><code>"),
        ('<img alt="" src="gone.png">', 'aria-label="No picture"><b>No picture</b>'),
        ('<img alt="A" src="here.png">', '<img alt="A" src="here.png">'),
        ("<img alt=x>", "<img alt=x>"),
    ],
)
def test_a_picture_that_is_not_there_is_its_words(html: str, made: str) -> None:
    shown = without(html, "gone.png".__eq__, "No picture")
    assert made in shown
    assert 'src="gone.png"' not in shown
