"""Check every page before one is rendered: under `mkdocs build` an error stops the build, under `mkdocs serve` the page
shows it."""

from __future__ import annotations

import logging
import os
import re
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.utils import get_relative_url
from proofpress_mkdocs.once import listen
from proofpress_mkdocs.proofs import options, shared, state
from proofpress_mkdocs.tongues import language_of

from proofpress import config as settings_file
from proofpress import dialect
from proofpress.baseline import BadBaseline, Baseline
from proofpress.bulk.manifest import reading_key
from proofpress.bulk.verdict import Files as Around
from proofpress.bulk.verdict import recalled
from proofpress.config import Settings
from proofpress.encoding import Unreadable, utf8_until
from proofpress.finding import Finding, Severity, Words, joined
from proofpress.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.pages import Page

    from proofpress.bulk.examine import Examined

log = logging.getLogger("mkdocs.hooks.proofpress")
ALONE = 1_000_000
"""Characters of pages that one process checks sooner than others would have started and loaded the rules."""


_OF_THE_PLACE = frozenset({"link-file", "link-anchor", "image-file"})
"""Rules that follow links on the disk: of copies, from other places than where the site has the pages. After the build
they are followed through that."""


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether somebody is looking at a preview."""
    state.serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the settings that `check` has too, and give the formulas of the pages the macros that it knows.

    Raises `PluginError` for settings that cannot be used, with their place.
    """
    try:
        state.settings = settings_file.load(_root(config), _file(config))
        path = state.settings.baseline_path
        state.baseline = Baseline.read(path) if path is not None and path.exists() else Baseline()
        if path is not None and not path.exists():
            said = Words(
                f"baseline: {path} is not there; `proofpress check` makes it",
                f"baseline：{path} 不存在；`proofpress check` 会建立它",
            )
            log.warning("proofpress: %s", said.of(language_of(config)))
        if state.settings.names_rules:
            from proofpress.check import check_names

            check_names(state.settings)
    except (settings_file.BadSettings, BadBaseline, OSError) as error:
        raise PluginError(f"proofpress: {error}") from error
    except KeyError as error:
        raise PluginError(
            "proofpress: "
            + Words(
                f"{error.args[1]}: no rule is called {error.args[0]}; `proofpress explain` lists them all",
                f"{error.args[1]}：没有名为 {error.args[0]} 的规则；`proofpress explain` 列出全部规则",
            ).of(language_of(config))
        ) from error
    if (macros := state.settings.macros) and "proofpress.typeset" in config.markdown_extensions:
        config.mdx_configs["proofpress.typeset"] = {
            **config.mdx_configs.get("proofpress.typeset", {}),
            "macros": dict(macros),
        }
    return config


def on_pre_build(*, config: MkDocsConfig) -> None:
    """A site in several languages asks for the same files once for each; what is wrong is said once."""
    listen()
    if not state.builds:
        state.said.clear()
    state.builds += 1


@event_priority(-1000)
def on_post_build(*, config: MkDocsConfig) -> None:
    """This build is over, and those that other plugins began at its end: say of which rules there are warnings."""
    state.builds = max(state.builds - 1, 0)
    warned = Counter(one.rule for _, one in state.said if one.severity is Severity.WARNING)
    if warned and not state.builds and Severity.WARNING not in state.settings.fails:
        before = {finding for _, found in state.findings.values() for finding in found}
        placed = all(one in before for _, one in state.said if one.severity is Severity.WARNING)
        log.info("proofpress: %s", _summary(warned, placed).of(language_of(config)))


def _summary(warned: Counter[str], placed: bool) -> Words:
    """How many warnings there are of each rule, and how to see them: those that are `placed` before the build, `check`
    shows as well."""
    count, rules = warned.total(), ", ".join(f"{rule} {number}" for rule, number in warned.most_common())
    shown = Words("`proofpress check` shows each in its place, ", "`proofpress check` 逐条显示所在之处，")
    return Words(
        f"{count} {'warning' if count == 1 else 'warnings'} ({rules}); {shown.en if placed else ''}"
        "`fail_on: warning` makes them count as errors",
        f"{count} 条警告（{rules}）；{shown.zh if placed else ''}设 `fail_on: warning` 则按错误处理",
    )


def on_build_error(*, error: Exception) -> None:
    """No build is under way any more."""
    state.builds = 0


def on_files(files: Files, *, config: MkDocsConfig) -> None:
    """Check all pages. Raises `PluginError` for an error under `mkdocs build`, when all findings have been printed,
    unless the site is built all the same."""
    state.findings.clear()
    state.found.clear()
    state.failing.clear()
    posts = re.compile(_posts(config))
    errors = _check(
        (
            file
            for file in files.documentation_pages()
            if file.generated_by is None and file.abs_src_path is not None and not _is_draft(file, posts)
        ),
        config,
    )
    stop(errors, nothing_built(errors), config)


def on_pre_page(page: Page, *, config: MkDocsConfig, files: Files) -> None:
    """A page that is previewed by itself is checked by itself."""
    if shared(config).previewing:
        _check([page.file], config)


def _posts(config: MkDocsConfig) -> str:
    """A pattern of the pages that are not built where they are drafts; previews show those."""
    file = _file(config)
    with suppress(OSError, ValueError):
        return dialect.posts(dialect.settings(file)) if file is not None and not state.serving else ""
    return ""


def _is_draft(file: File, posts: re.Pattern[str]) -> bool:
    return posts.fullmatch(file.src_uri) is not None and dialect.is_draft(file.content_string)


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent if config.config_file_path else Path()


def _file(config: MkDocsConfig) -> Path | None:
    return Path(config.config_file_path) if config.config_file_path else None


def _on_error(config: MkDocsConfig) -> str:
    return str(options(config).get("on_error", "stop"))


def _check(files: Iterable[File], config: MkDocsConfig) -> int:
    """Find and print what is wrong with the files, and count the errors. Raises `PluginError` for pages that MkDocs
    would end at, once they are named."""
    settings = state.settings
    files, copied = list(files), _copied(config)
    if unread := [file for file in files if not _is_read(file, copied, config)]:
        said = Words(
            f"{len(unread)} of {len(files)} pages cannot be read; nothing was built",
            f"{len(files)} 个页面中有 {len(unread)} 个无法读取；没有生成网站",
        )
        raise PluginError(f"proofpress: {said.of(language_of(config))}")
    sources = {file.src_uri: Source(_name(file, copied, config), file.content_string) for file in files}
    sources = {uri: source for uri, source in sources.items() if not settings.excluded(source.name)}
    found = _known(sources, settings)
    level = logging.ERROR if _on_error(config) == "stop" else logging.WARNING
    errors = 0
    for uri, source, done in _examined({uri: source for uri, source in sources.items() if uri not in found}, settings):
        found[uri] = done.findings
        if done.failure is not None:
            errors += 1
            log.log(level, "%s: %s", source.name, done.failure.of(language_of(config)))
    for uri, source in sources.items():
        if copied is not None:
            found[uri] = tuple(one for one in found[uri] if one.rule not in _OF_THE_PLACE)
        findings = state.baseline.new(settings.within(source.name), found[uri])
        state.found[uri] = (source, found[uri])
        state.findings[uri] = (source, findings)
        failing = sum(finding.severity in settings.fails for finding in findings)
        state.failing.pop(uri, None)
        if failing:
            state.failing[uri] = failing
            errors += failing
        _say(uri, source, joined(findings), config)
    return errors


def _copied(config: MkDocsConfig) -> Path | None:
    """The folder of pages that the settings name, where a plugin has put one of copies in its place."""
    docs, file = Path(config.docs_dir), _file(config)
    if file is None or docs == _root(config).absolute() / "docs":
        return None
    with suppress(OSError, ValueError):
        given = _root(config) / str(dialect.settings(file).get("docs_dir") or "docs")
        return given if given.resolve() != docs.resolve() else None
    return None


def _name(file: File, copied: Path | None, config: MkDocsConfig) -> str:
    """The path of a page as its author has it."""
    path = str(file.abs_src_path)
    if copied is not None and Path(path).is_relative_to(config.docs_dir):
        own = copied / file.src_uri
        kept = (getattr(plugin, "files_source_dir", None) for plugin in config.plugins.values())
        away = next((one[path] for one in kept if isinstance(one, dict) and path in one), own)
        path = str(own if own.is_file() else away)
    return os.path.relpath(path)


def _is_read(file: File, copied: Path | None, config: MkDocsConfig) -> bool:
    """Whether a page is UTF-8; where it is not, its place is said."""
    data = file.content_bytes
    if utf8_until(data) is None:
        return True
    from proofpress.bulk.examine import not_utf8

    name = _name(file, copied, config)
    try:
        source = Source.from_bytes(name, data)
    except Unreadable as error:
        log.log(logging.ERROR, "%s: %s", name, Words(error.note.en, error.note.zh).of(language_of(config)))
        return False
    if (found := not_utf8(source, data)) is not None:
        _print(source, found, logging.ERROR, config)
    return False


def stop(errors: int, said: Words, config: MkDocsConfig) -> None:
    """Raise `PluginError` where there are errors and they end a build."""
    if errors and not state.serving and _on_error(config) == "stop":
        raise PluginError(f"proofpress: {said.of(language_of(config))}")


def nothing_built(errors: int) -> Words:
    """What is said of errors that end a build before there are pages."""
    return Words(
        f"{errors} {'error' if errors == 1 else 'errors'}; nothing was built", f"{errors} 个错误；没有生成网站"
    )


def report(
    uri: str, source: Source, before: tuple[Finding, ...], findings: tuple[Finding, ...], config: MkDocsConfig
) -> int:
    """Print what was found in a page after what was found `before`, and count the errors."""
    new = state.baseline.new(state.settings.within(source.name), (*before, *findings))
    left = [finding for finding in findings if finding in new]
    _say(uri, source, left, config)
    return sum(finding.severity in state.settings.fails for finding in left)


def _say(uri: str, source: Source, findings: Iterable[Finding], config: MkDocsConfig) -> None:
    level = logging.ERROR if _on_error(config) == "stop" else logging.WARNING
    for finding in findings:
        if (uri, finding) not in state.said:
            state.said.add((uri, finding))
            _print(source, finding, level if finding.severity in state.settings.fails else logging.INFO, config)


def _known(sources: Mapping[str, Source], settings: Settings) -> dict[str, tuple[Finding, ...]]:
    """What earlier builds found in these very pages."""
    found = recalled({source.name: source.text for source in sources.values()}, settings, reading_key(), Around())
    return {uri: found[source.name] for uri, source in sources.items() if source.name in found}


def _examined(sources: Mapping[str, Source], settings: Settings) -> Iterator[tuple[str, Source, Examined]]:
    """Each page with what the rules say of it: side by side where there is much, else here. The rules are loaded here,
    since most builds need none."""
    if not sources:
        return
    from proofpress.bulk import pool
    from proofpress.bulk.examine import Examination, examine, give_up, look_again

    look_again()
    jobs = [
        Examination(source.name, settings, reading_key(), data=source.text.encode("utf-8", "surrogatepass"))
        for source in sources.values()
    ]
    workers = min(pool.cores(), sum(len(source.text) for source in sources.values()) // ALONE + 1)
    outcomes = (
        pool.run(jobs, examine, give_up, workers=workers, preload="proofpress.bulk.known")
        if workers > 1
        else map(examine, jobs)
    )
    by_name = {source.name: (uri, source) for uri, source in sources.items()}
    for done in outcomes:
        yield *by_name[done.path], done


def _print(source: Source, finding: Finding, level: int, config: MkDocsConfig) -> None:
    line, column = source.position(finding.span.start)
    # What has no place in the page's text was made of it.
    where = f"{source.name}:{line}:{column}" if finding.span.end else source.name
    log.log(level, "%s: %s [%s]", where, finding.message.of(language_of(config)), finding.rule)


def on_page_content(content: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Under `mkdocs serve`, each finding stands before the block that it is about."""
    source, found = state.findings.get(page.file.src_uri, (None, ()))
    if not state.serving or source is None or not found:
        return content
    from proofpress.site.article import language
    from proofpress.site.documents import document
    from proofpress.site.marks import place

    def rule_page(rule: str) -> str:
        file = files.get_file_from_path(f"rules/{rule}.md")
        return get_relative_url(file.url, page.url) if file else ""

    text = document(page.file.content_string)
    return place(content, source, text, found, language(page.meta, text, language_of(config)), rule_page)
