"""`proofpress check`: pages in, findings out, fixes where they are asked for."""

from __future__ import annotations

import codecs
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from proofpress import config, paths
from proofpress.baseline import BadBaseline, Baseline
from proofpress.bulk import pool
from proofpress.bulk.examine import SIZE_LIMIT, Examination, Examined, examine, give_up, read_source
from proofpress.bulk.files import write_whole
from proofpress.bulk.inputs import TooLarge, read_bytes
from proofpress.bulk.manifest import reading_key
from proofpress.bulk.verdict import Files, recalled
from proofpress.commands.codes import USAGE
from proofpress.commands.language import Speaker
from proofpress.commands.streams import give, say, taken
from proofpress.config import Settings
from proofpress.finding import Finding, Words, joined
from proofpress.output.report import Report, printer
from proofpress.source import Source

PAGES = (".md", ".markdown", ".mdown", ".mkd")
STANDARD_INPUT = "-"
_HEADER = 4096


@dataclass(frozen=True, slots=True)
class Options:
    paths: tuple[str, ...]
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    fix: bool = False
    unsafe: bool = False
    diff: bool = False
    fail_on: str | None = None
    format: str | None = None
    baseline: str | None = None
    jobs: int | None = None
    timeout: float = 60.0
    language: str = "en"


def run(options: Options) -> int:
    """Check what the options name. Returns 0, 1 when there are findings of the weight that fails,
    2 when it could not run."""
    speak = Speaker(options.language)
    try:
        settings = config.load(Path.cwd()).with_(
            select=options.select,
            ignore=options.ignore,
            fail_on=options.fail_on,
            format=options.format,
            baseline=str(Path(options.baseline).absolute()) if options.baseline else None,
        )
        _known_rules(settings)
        kept = _Kept(settings)
    except (config.BadSettings, BadBaseline) as error:
        say(f"proofpress check: {error}")
        return USAGE
    except KeyError as error:
        name, place = error.args
        say(
            speak(
                f"proofpress check: {place}: no rule is called {name}; proofpress explain lists them all",
                f"proofpress check：{place}：没有名为 {name} 的规则；proofpress explain 可列出全部规则",
            )
        )
        return USAGE
    pages, troubles = find(options.paths, settings)
    reports = _Reports(options, settings, pages, troubles, kept)
    if options.diff:
        return _diff(reports, speak)
    color = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    for piece in printer(settings.format, color)(reports, options.language):
        give(piece)
    if made := kept.save():
        say(
            speak(
                f"{options.baseline or settings.baseline}: a baseline of {made} findings; they are not "
                "reported from now on",
                f"{options.baseline or settings.baseline}：已记录 {made} 处既有问题，今后不再报告",
            )
        )
    if reports.mended:
        say(
            speak(
                f"mended: {reports.mended} in {reports.files_mended} files",
                f"已修复 {reports.files_mended} 个文件中的 {reports.mended} 处",
            )
        )
    return reports.code


def find(named: Iterable[str], settings: Settings) -> tuple[list[str], dict[str, Words]]:
    """The pages that paths name, in order and each once, and the paths where there is none, with why. A folder stands
    for all Markdown files below it, but for hidden folders, folders of packages, and what the settings, or those of the
    site, exclude."""
    pages: dict[str, None] = {}
    troubles: dict[str, Words] = {}
    for path in named:
        if path == STANDARD_INPUT or paths.is_file(path):
            if (refused := _refused(path)) is None:
                pages[path] = None
            else:
                troubles[path] = refused
        elif paths.is_folder(path):
            pages |= dict.fromkeys(page for page in _built(_below(path)) if not settings.excluded(page))
        else:
            troubles[path] = _MISSING
    return list(pages), troubles


_MISSING = Words("there is no such file or folder; check the path", "没有这个文件或文件夹；请检查路径")
_CONVERT = Words("convert it, and check the Markdown", "请先转换，再校对得到的 Markdown")
_HTML = Words("an HTML page", "HTML 页面")
_HTML_PAGES = (".html", ".htm", ".xhtml")


def _refused(path: str) -> Words | None:
    """Why a file that is named is not read: it is no Markdown by its content; None where it is, or has a name of one.
    What a file is takes long to load, and names of pages are most."""
    if path == STANDARD_INPUT or path.lower().endswith(PAGES):
        return None
    from proofpress.formats import Format, Glance, look

    try:
        glance = Glance(read_bytes(path, SIZE_LIMIT))
    except (OSError, TooLarge):
        return None
    try:
        found = look(glance)
        if found is None and ("html" in (glance.root.lower(), glance.doctype) or path.lower().endswith(_HTML_PAGES)):
            found = Format("html", _HTML, lambda _: True, instead=_CONVERT)
    finally:
        glance.close()
    if found is None:
        return None
    return (replace(found, instead=_CONVERT) if found.opens is not None else found).refusal()


def _built(pages: Iterable[str]) -> Iterator[str]:
    """The pages without those that their sites leave out."""
    judged: dict[Path, Callable[[str], bool]] = {}
    for page in pages:
        folder = Path(page).absolute().parent
        if folder not in judged:
            config_file = paths.nearest(folder, "mkdocs.yml")
            judged[folder] = _left_out(config_file) if config_file is not None else _nothing
        if not judged[folder](page):
            yield page


def _nothing(page: str) -> bool:
    return False


@cache
def _left_out(config_file: Path) -> Callable[[str], bool]:
    """Whether a site leaves a page out."""
    from proofpress import dialect

    try:
        site = dialect.settings(config_file)
    except (OSError, ValueError):
        return _nothing
    docs, out = config_file.parent / str(site.get("docs_dir") or "docs"), dialect.left_out(site)
    posts = re.compile(dialect.posts(site))

    def judge(page: str) -> bool:
        own = Path(page).absolute()
        if not own.is_relative_to(docs):
            return False
        below = own.relative_to(docs).as_posix()
        return out(below) or posts.fullmatch(below) is not None and dialect.is_draft(_head(own))

    return judge


def _head(page: Path) -> str:
    """Where the front matter of a page stands; "" where it cannot be read."""
    try:
        with page.open("rb") as file:
            return file.read(_HEADER).decode("utf-8", "replace").replace("\r\n", "\n")
    except OSError:
        return ""


def _broken_sites(pages: Iterable[str]) -> Iterator[tuple[str, Words]]:
    """The settings of the sites that pages belong to where they are no YAML: the pages are then checked as if they were
    of no site."""
    import yaml  # a run without a site needs none

    folders = dict.fromkeys(Path(page).absolute().parent for page in pages if page != STANDARD_INPUT)
    found = dict.fromkeys(paths.nearest(folder, "mkdocs.yml") for folder in folders)
    for site in found:
        if site is None:
            continue
        try:
            events = [*yaml.parse(site.read_text("utf-8"))][1:-1]
            if not events or isinstance(events[1], yaml.MappingStartEvent):
                continue
            en, zh = "it is no mapping of settings", "不是设置的映射"
        except (yaml.YAMLError, ValueError, OSError) as error:
            if _is_read(site):
                continue
            mark = getattr(error, "problem_mark", None)
            place = (f", line {mark.line + 1}", f"第 {mark.line + 1} 行") if mark else ("", "")
            said = getattr(error, "problem", None) or getattr(error, "strerror", None) or str(error)
            en, zh = f"it is broken{place[0]}: {said}", f"{place[1]}有误：{said}"
        own = os.path.relpath(site)
        yield (
            str(site) if own.startswith("..") else own,
            Words(
                f"{en}; the site cannot be built, and its pages were checked as those of no site",
                f"{zh}；网站无法构建，其页面按不属于任何网站校对",
            ),
        )


def _is_read(config: Path) -> bool:
    """Whether a site's settings are read all the same, as they are for what is no YAML by a letter."""
    from proofpress import dialect

    with suppress(OSError, ValueError):
        return bool(dialect.settings(config))
    return False


def _below(folder: str) -> Iterator[str]:
    for place, folders, files in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "node_modules")
        for name in sorted(files):
            if name.lower().endswith(PAGES):
                path = Path(place) / name
                yield path.as_posix()


def _known_rules(settings: Settings) -> None:
    """Raise `KeyError` for the name of a rule that there is not."""
    if settings.names_rules:
        from proofpress.check import check_names

        check_names(settings)


class _Kept:
    """The baseline of a run, if it has one: read where the file is there, made where it is not,
    and never grown by itself."""

    def __init__(self, settings: Settings) -> None:
        """Raises `BadBaseline`."""
        self._settings = settings
        self._path = settings.baseline_path
        self._old = Baseline.read(self._path) if self._path and paths.exists(self._path) else None
        self._found: dict[str, tuple[Finding, ...]] = {}

    def new(self, page: str, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """The findings of a page that are to be reported."""
        if self._path is None:
            return findings
        page = self._settings.within(page)
        self._found[page] = findings
        return self._old.new(page, findings) if self._old else ()

    def save(self) -> int:
        """Write what has changed; the number of findings in a baseline that is new."""
        if self._path is None:
            return 0
        after = self._old.shrunk(self._found) if self._old else Baseline.of(self._found)
        if after != self._old:
            write_whole(self._path, after.text().encode("utf-8"))
        return 0 if self._old else sum(sum(rules.values()) for rules in after.counts.values())


class _Reports:
    """The reports of a run, one after the other as they are asked for, and what they come to."""

    def __init__(
        self, options: Options, settings: Settings, pages: list[str], troubles: dict[str, Words], kept: _Kept
    ) -> None:
        self._kept = kept
        self._options, self._settings, self._pages, self._troubles = options, settings, pages, troubles
        self._data = taken(SIZE_LIMIT) if STANDARD_INPUT in pages else None
        self.mended = self.files_mended = 0
        self.code = 0
        self.changes: list[tuple[Source, Source]] = []

    def __iter__(self) -> Iterator[Report]:
        for path, why in self._troubles.items():
            yield self._failed(path, why)
        for path, why in _broken_sites(self._pages):
            yield self._failed(path, why)
        for done in self._in_order():
            if done.failure is not None:
                yield self._failed(done.path, done.failure)
                continue
            source = self._source(done)
            findings = self._kept.new(done.path, done.findings)
            if any(finding.severity in self._settings.fails for finding in findings):
                self.code = max(self.code, 1)
            yield Report(done.path, source, joined(findings))

    def _failed(self, path: str, failure: Words) -> Report:
        self.code = USAGE
        return Report(path, None, failure=failure)

    def _in_order(self) -> Iterator[Examined]:
        options, build = self._options, reading_key()
        asked = (
            Examination(
                path,
                self._settings,
                build,
                options.fix or options.unsafe or options.diff,
                options.unsafe,
                self._data if path == STANDARD_INPUT else None,
            )
            for path in self._pages
        )
        workers = min(options.jobs or pool.cores(), max(len(self._pages), 1))
        early: dict[str, Examined] = {}
        jobs = self._not_known(asked, early)
        due = iter(self._pages)
        next_path = next(due, None)
        while next_path in early:
            yield early.pop(next_path)
            next_path = next(due, None)
        for done in pool.run(
            jobs, examine, give_up, workers=workers, limit=options.timeout, preload="proofpress.bulk.known"
        ):
            early[done.path] = done
            while next_path in early:
                yield early.pop(next_path)
                next_path = next(due, None)

    def _not_known(self, jobs: Iterable[Examination], known: dict[str, Examined]) -> list[Examination]:
        """The jobs that earlier runs have not done; what they have goes into `known`."""
        files = Files()
        left: list[Examination] = []
        for some in _batches(jobs, 200):
            texts: dict[str, str] = {}
            for job in some:
                with suppress(OSError, ValueError):
                    source = None if job.mend else read_source(job.path, job.data)
                    if source is not None and source.encoding == "utf-8" and not source.repairs:
                        texts[job.path] = source.text
            found = recalled(texts, self._settings, reading_key(), files)
            known.update((path, Examined(path, findings)) for path, findings in found.items())
            left.extend(job for job in some if job.path not in found)
        return left

    def _source(self, done: Examined) -> Source | None:
        """The text that the findings are about, read only where it is needed; a mended page is written."""
        if done.text is not None:
            before = read_source(done.path, self._data if done.path == STANDARD_INPUT else None)
            after = Source(before.name, done.text)
            self.mended += done.mended
            self.files_mended += 1
            if self._options.diff:
                self.changes.append((before, after))
            elif done.path != STANDARD_INPUT:
                there = Path(done.path).read_bytes()
                newline = "\r\n" if b"\r\n" in there else "\n"
                mark = codecs.BOM_UTF8 if there.startswith(codecs.BOM_UTF8) else b""
                write_whole(Path(done.path), mark + done.text.replace("\n", newline).encode("utf-8"))
            return after
        if not done.findings:
            return None
        return read_source(done.path, self._data if done.path == STANDARD_INPUT else None)


def _batches(jobs: Iterable[Examination], size: int) -> Iterator[list[Examination]]:
    batch: list[Examination] = []
    for job in jobs:
        batch.append(job)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _diff(reports: _Reports, speak: Speaker) -> int:
    from proofpress.fix import diff

    for report in reports:
        if report.failure is not None:
            say(f"{report.path}: {speak.of(report.failure)}")
        for before, after in reports.changes:
            give(diff(before, after))
        reports.changes.clear()
    return USAGE if reports.code == USAGE else int(reports.mended > 0)
