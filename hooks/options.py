"""What may stand under `proofpress` in the `plugins` of `mkdocs.yml`. `python -m proofpress_mkdocs.options` writes it as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mkdocs.config import base
from mkdocs.config import config_options as c

from proofpress import config as settings

if TYPE_CHECKING:
    from collections.abc import Iterator


class Checking(base.BaseConfigOption[Any]):
    """A setting of `check`, judged by the one reader that `check` and the language server have too."""

    def run_validation(self, value: object) -> object:
        """Raises `ValidationError` with what is expected."""
        if value is None:
            return None
        try:
            settings.from_table({self._name: value}, "mkdocs.yml")
        except settings.BadSettings as error:
            raise base.ValidationError(str(error).partition(": ")[2]) from error
        return value

    def pre_validation(self, config: base.Config, key_name: str) -> None:
        """The name that the value stands under."""
        self._name = key_name


class Options(base.Config):
    """All off but the proof itself, which changes no page."""

    on_error = c.Choice(("stop", "warn", "hold"), default="warn")
    """What an error does to a build: with `warn` it is a warning of MkDocs', so that `--strict` stops; `stop` ends the build once
    all are printed; `hold` builds the site without the pages that have one."""
    typeset = c.Type(bool, default=False)
    """Formulas become KaTeX's HTML while the site is built; pages need a style sheet and no script."""
    output = c.Choice(("html", "compact", "mathml"), default="compact")
    """What a page holds of a formula, with `typeset`."""
    figures = c.Type(bool, default=False)
    """Pictures in paragraphs of their own become figures; tables, equations and notes get captions and numbers."""
    articles = c.Type(bool, default=False)
    """An index, topics, an archive, a feed, a proof page, and under each article where it comes from. Needs Material."""
    articles_dir = c.Type(str, default="articles")
    """The folder of articles below `docs_dir`."""
    ledger = c.Type(str, default=".proofpress/ledger.json")
    """What `convert --ledger` wrote, for the lines under an article about what was changed."""
    history = c.Type(str, default="")
    """A file to remember the counts of findings in, for the chart of the proof page."""
    tag_aliases = c.Type(dict, default={})
    """With `articles`: topics, and for each the list of other tags that mean it."""
    hidden_tags = c.Type(list, default=[])
    """With `articles`: tags that are no topics."""
    search = c.Type(bool, default=False)
    """A search whose index readers fetch only in the pieces that a query needs. Needs Material."""
    offline = c.Type(bool, default=False)
    """With `search`, a search text for pages that are opened as files."""
    sanitise = c.Type(bool, default=False)
    """Nothing of an article's text runs in a reader's browser: what no article needs is taken out of its HTML."""
    trusted = c.Type(list, default=[])
    """Patterns of pages that `sanitise` leaves as they are."""
    witness = c.Type(bool, default=False)
    """Each page is compared with what was checked once it is rendered."""
    cache = c.Type(bool, default=False)
    """Pages that have not changed come from `.proofpress/cache`; an edited page is previewed by itself."""
    select = Checking()
    """Rules that run: `default`, `all`, names, or families as `math-*`."""
    ignore = Checking()
    """Rules that do not."""
    exclude = Checking()
    """Patterns of paths that are not checked."""
    per_file_ignores = Checking()
    """Patterns of paths, and the rules that do not run on them."""
    severity = Checking()
    """Rules, and the weight that their findings have: `error`, `warning` or `info`."""
    fail_on = Checking()
    """The lightest finding that counts as an error of the build: `error` or `warning`."""
    baseline = Checking()
    """A file of findings that are known, as `check --baseline` writes it."""
    macros = Checking()
    """TeX commands of the project: name and the TeX that it stands for."""


def described() -> Iterator[tuple[str, str, str]]:
    """Name, default and meaning of each option, in order."""
    import ast
    import inspect
    from itertools import pairwise

    (body,) = (node.body for node in ast.parse(inspect.getsource(Options)).body if isinstance(node, ast.ClassDef))
    for one, after in pairwise(body):
        if isinstance(one, ast.Assign) and isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            name = ast.unparse(one.targets[0])
            default = dict(Options._schema)[name].default
            yield name, "" if default is None else str(default).lower(), " ".join(str(after.value.value).split())


if __name__ == "__main__":
    print("| option | default | what it does |\n| --- | --- | --- |")
    for name, default, meaning in described():
        print(f"| `{name}` | {f'`{default}`' if default else ''} | {meaning} |")
