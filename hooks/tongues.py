"""Sites in several languages, which are built one inside the other: pages of ours stand in the folder of theirs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File

OURS = "proofpress"
"""What made the pages of ours, in the words of MkDocs."""


def language_of(config: MkDocsConfig) -> str:
    """The language of the site, which the messages of its build are in too."""
    return str(config.theme.get("language") or (config.theme.locale.language if config.theme.locale else "en"))


def tongue(config: MkDocsConfig) -> str:
    """The folder of the language that is being built, with its `/`; "" for the first language, or the only one."""
    plugin: Any = config.plugins.get("i18n")
    language = getattr(plugin, "current_language", None)
    return f"{language}/" if language and language != getattr(plugin, "default_language", language) else ""


def below(file: File, config: MkDocsConfig) -> File:
    """A page of ours, in the folder of the language that is being built."""
    file.generated_by = OURS
    if folder := tongue(config):
        file.dest_uri, file.url = folder + file.dest_uri, folder + file.url.removeprefix("./")
        file.abs_dest_path = str(Path(config.site_dir, file.dest_uri))
    return file


def material(spoken: str, site: str) -> str:
    """Material's translation for a page in another language than its site; "" where the site's will do.

    Our own words are Chinese or English, and a page has words of one language only.
    """
    if primary(spoken) == primary(site):
        return ""
    return "zh" if primary(spoken) == "zh" else "en"


def primary(language: str) -> str:
    """A language without its script and country."""
    return language.replace("_", "-").partition("-")[0].lower()
