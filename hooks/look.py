"""For `search` and `figures` without articles: the style and the scripts that they need, and the words that the scripts
say."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from proofpress_mkdocs.proofs import shared
from proofpress_mkdocs.tongues import language_of

from proofpress.site import THEME
from proofpress.site.printed import plain_title
from proofpress.site.words import for_scripts, words

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

FOLDER = "assets/proofpress"
STYLE = f"{FOLDER}/proofpress.css"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Under Material our templates stand before the theme's; any other theme is handed the style sheet alone."""
    if config.theme.name != "material":
        config.extra_css = [*config.extra_css, STYLE]
        return config
    own = [d for d in config.theme.dirs if config.theme.custom_dir and Path(d) == Path(config.theme.custom_dir)]
    config.theme.dirs[:] = [*own, str(THEME), *(d for d in config.theme.dirs if d not in own and d != str(THEME))]
    shared(config).shown = shown
    return config


def shown(page: Page | None, config: MkDocsConfig) -> dict[str, Any]:
    """What our templates ask for, where there are no articles."""
    language = language_of(config)
    said = words(language)
    return {
        "words": said,
        "chinese": language.startswith("zh"),
        "catalogue": (),
        "feed": False,
        "settings": {**shared(config).diagrams, "words": for_scripts()},
    }


def on_page_context(context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """`pp`: what our templates show."""
    context["pp"] = shown(page, config)
    context["pp_title"] = plain_title(page)
    return context


def on_template_context(context: dict[str, Any], *, template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """The page for missing addresses too."""
    context["pp"] = shown(None, config)
    return context


def on_post_build(*, config: MkDocsConfig) -> None:
    """The style sheet, where the theme does not bring it."""
    target = Path(config.site_dir, STYLE)
    if config.theme.name != "material":
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(THEME / STYLE, target)
