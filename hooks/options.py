"""What may stand under `proofpress` in the `plugins` of `mkdocs.yml`. `python -m proofpress_mkdocs.options` writes the
pages of the documentation about it."""

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
    """What an error does to a build: with `warn` it is a warning of MkDocs', so that `--strict` stops; `stop` ends the
    build once all are printed; `hold` builds the site without the pages that have one, and with a page `proof/` in no
    navigation that says what is wrong with them.

    有错误时怎样：`warn` 按 MkDocs 的警告处理，加 `--strict` 才停；`stop` 全部报告后停止；
    `hold` 照常生成，有错误的页面除外，另有一个不进导航的页面 `proof/` 列出这些错误。
    """
    typeset = c.Type(bool, default=False)
    """Formulas become KaTeX's HTML while the site is built; pages need a style sheet and no script.

    生成时把公式排成 KaTeX 的 HTML，页面只需样式表，不需脚本。
    """
    output = c.Choice(("html", "compact", "mathml"), default="compact")
    """What a page holds of a formula, with `typeset`.

    配合 `typeset`，页面里怎样存放公式。
    """
    figures = c.Type(bool, default=False)
    """Pictures in paragraphs of their own become figures; tables, equations and notes get captions and numbers.

    单独成段的图片成为插图；表格、公式和注释有题注与编号。
    """
    articles = c.Type(bool, default=False)
    """An index, topics, an archive, a feed, a proof page, and under each article where it comes from. Needs Material.

    首页、主题、归档、订阅、校对页，以及每篇文章的来历。需要 Material 主题。
    """
    articles_dir = c.Type(str, default="articles")
    """The folder of articles below `docs_dir`.

    `docs_dir` 下存放文章的目录。
    """
    ledger = c.Type(str, default=".proofpress/ledger.json")
    """What `convert --ledger` wrote, for the lines under an article about what was changed.

    `convert --ledger` 写下的台账，文章末尾据此说明改动。
    """
    history = c.Type(str, default="")
    """A file to remember the counts of findings in, for the chart of the proof page.

    记录历次问题数量的文件，供校对页画图。
    """
    tag_aliases = c.Type(dict, default={})
    """With `articles`: topics, and for each the list of other tags that mean it.

    配合 `articles`：主题，以及与它同义的其他标签。
    """
    hidden_tags = c.Type(list, default=[])
    """With `articles`: tags that are shown nowhere, as no topics.

    配合 `articles`：不算主题、各处都不显示的标签。
    """
    search = c.Type(bool, default=False)
    """A search whose index readers fetch only in the pieces that a query needs. Needs Material.

    自带的搜索，读者只取查询所需的那几块索引。需要 Material 主题。
    """
    offline = c.Type(bool, default=False)
    """With `search`, a search text for pages that are opened as files.

    配合 `search`，为直接打开的文件另备一份搜索文本。
    """
    texts = c.Type(bool, default=False)
    """Beside each page its Markdown, and `llms.txt` and `llms-full.txt` at the site's root.

    每页旁边有它的 Markdown，站点根目录有 `llms.txt` 和 `llms-full.txt`。
    """
    sanitise = c.Type(bool, default=False)
    """Nothing of an article's text runs in a reader's browser: what no article needs is taken out of its HTML.

    文章里的任何内容都不会在读者的浏览器里运行：不该有的从 HTML 中去掉。
    """
    trusted = c.Type(list, default=[])
    """Patterns of pages whose body `sanitise` leaves as it is, and whose front matter is published as it was written.

    正文不经 `sanitise` 处理、元数据按原样发布的页面（模式）。
    """
    witness = c.Type(bool, default=False)
    """Each page is compared with what was checked once it is rendered.

    每一页渲染之后，与校对时的内容比较。
    """
    cache = c.Type(bool, default=False)
    """Pages that have not changed come from `.proofpress/cache`; an edited page is previewed by itself.

    未改动的页面取自 `.proofpress/cache`；预览时改动的页面单独渲染。
    """
    select = Checking()
    """Rules that run: `default`, `all`, names, or families as `math-*`.

    启用的规则：`default`、`all`、规则名，或如 `math-*` 的一族。
    """
    ignore = Checking()
    """Rules that do not.

    停用的规则。
    """
    exclude = Checking()
    """Patterns of paths that are not checked.

    不校对的路径（模式）。
    """
    per_file_ignores = Checking()
    """Patterns of paths, and the rules that do not run on them.

    路径（模式）与其中停用的规则。
    """
    severity = Checking()
    """Rules, and the weight that their findings have: `error`, `warning` or `info`.

    规则与其问题的轻重：`error`、`warning` 或 `info`。
    """
    fail_on = Checking()
    """The lightest finding that counts as an error of the build: `error` or `warning`.

    多重的问题算作错误：`error` 或 `warning`。
    """
    baseline = Checking()
    """A file of findings that are known, as `check --baseline` writes it.

    已知问题的清单，由 `check --baseline` 写成。
    """
    macros = Checking()
    """TeX commands of the project: name and the TeX that it stands for.

    项目自己的 TeX 命令：名称与所代表的 TeX。
    """


def described() -> Iterator[tuple[str, str, str, str]]:
    """Name, default, and meaning of each option in English and Chinese, in order."""
    import ast
    import inspect
    from itertools import pairwise

    (body,) = (node.body for node in ast.parse(inspect.getsource(Options)).body if isinstance(node, ast.ClassDef))
    for one, after in pairwise(body):
        if isinstance(one, ast.Assign) and isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            name = ast.unparse(one.targets[0])
            default = dict(Options._schema)[name].default
            english, _, chinese = inspect.cleandoc(str(after.value.value)).partition("\n\n")
            told = "" if default is None else str(default).lower()
            yield name, told, " ".join(english.split()), "".join(chinese.split("\n")).strip()


WORDS = {
    "en": (
        (
            "# Settings\n\nWhat may stand under `proofpress` in the `plugins` of `mkdocs.yml`. "
            "This page is written by the program.\n"
        ),
        "| option | default | what it does |",
    ),
    "zh": (
        "# 设置\n\n`mkdocs.yml` 的 `plugins` 里，`proofpress` 之下可以写的内容。本页由程序生成。\n",
        "| 选项 | 默认 | 作用 |",
    ),
}


def page(language: str) -> str:
    """The page of the settings, in `en` or `zh`."""
    opening, head = WORDS[language]
    rows = (
        f"| `{name}` | {f'`{default}`' if default else ''} | {chinese if language == 'zh' else english} |"
        for name, default, english, chinese in described()
    )
    return "\n".join((opening, head, "| --- | --- | --- |", *rows, ""))


if __name__ == "__main__":
    from pathlib import Path

    for language in WORDS:
        Path("docs", language, "settings.md").write_text(page(language), "utf-8")
