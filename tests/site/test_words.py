"""The words of the site, in the templates and in the scripts."""

from __future__ import annotations

import re

from proofpress.site import THEME
from proofpress.site.words import for_scripts, words


def test_scripts_are_given_the_words_that_they_say() -> None:
    scripts = [path.read_text("utf-8") for path in THEME.rglob("*.js")]
    assert len(scripts) >= 4
    said = {word for script in scripts for word in re.findall(r"\bwords\.(\w+)", script)}
    assert [set(given) for given in for_scripts().values()] == [said, said]
    assert for_scripts()["zh"].items() <= words("zh-Hant").items()
