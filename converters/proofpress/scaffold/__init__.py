"""A ready site for one's own articles, in an empty folder, that depends on the installed package alone."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import proofpress

SAMPLE = "docs/articles/first-article.md"
TEMPLATES = (
    ("README.{language}.md", "README.md"),
    ("index.{language}.md", "docs/index.md"),
    ("article.{language}.md", SAMPLE),
    ("requirements.txt", "requirements.txt"),
    ("gitignore.txt", ".gitignore"),
    ("workflow.yml", ".github/workflows/site.yml"),
)
"""Template and the file it becomes."""


class NotEmpty(ValueError):
    """The folder holds files already; the argument is one of them."""


def create(folder: Path, name: str, language: str = "en", *, sample: bool = True) -> tuple[Path, ...]:
    """Write the site into a folder that is empty (but for hidden files) or not there yet; returns what was written.
    `sample` adds an article that shows what one may hold, for who has none yet.

    Raises `NotEmpty`, and `OSError` where it cannot be written.
    """
    if folder.exists():
        for entry in sorted(folder.iterdir()):
            if not entry.name.startswith("."):
                raise NotEmpty(str(entry))
    contents = {"mkdocs.yml": _configuration(name, language).encode()}
    templates = files("proofpress.scaffold") / "templates"
    for template, target in TEMPLATES:
        if target == SAMPLE and not sample:
            continue
        text = (templates / template.format(language=language)).read_text("utf-8")
        contents[target] = text.replace("{{name}}", name).encode()
    for target, data in contents.items():
        path = folder / target
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tuple(folder / target for target in contents)


def _configuration(name: str, language: str) -> str:
    """The project's own mkdocs.yml under another name and without what is about the project itself."""
    packed = files("proofpress.assets") / "mkdocs.yml"
    text = packed.read_text("utf-8") if packed.is_file() else (_checkout() / "mkdocs.yml").read_text("utf-8")
    text = re.sub(r"^site_name:.*$", lambda _: f"site_name: {_quoted(name)}", text, count=1, flags=re.M)
    text = re.sub(
        r"^(?:site_description|site_url|repo_url|repo_name|edit_uri|copyright|nav):.*\n(?:(?:[ \t]++.*"
        r"|-.*)?\n)*?(?=\S|\Z)",
        "",
        text,
        flags=re.M,
    )
    text = text.replace("proofpress: {", "proofpress: {on_error: hold, ")
    address = (
        "# Its address, which the site map and the feed need:"
        if language != "zh"
        else "# 网站地址，站点地图和订阅源需要："
    )
    text = re.sub(r"^(site_name:.*\n)", rf"\1{address}\n# site_url: https://example.org/\n", text, count=1, flags=re.M)
    if language == "zh":
        return text
    text = text.replace("name: 深色", "name: Dark").replace("name: 浅色", "name: Light")
    return re.sub(r"^( +language:) zh$", r"\1 en", text, flags=re.M)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _checkout() -> Path:
    """The root of the checkout that this package is run from."""
    return Path(str(proofpress.__file__)).resolve().parents[2]
