"""The Markdown dialect of a site: the very parser that renders its pages,
made from `markdown_extensions` in `mkdocs.yml`.

Where there is no `mkdocs.yml`, the dialect is the one of proofpress's own site.
"""

from __future__ import annotations

import fnmatch
import html
import importlib
import os
import posixpath
import re
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cache, reduce
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from markdown import Markdown

from proofpress import assets, paths, scripts
from proofpress.markdown import dialect as markdown_room
from proofpress.markdown.templates import Mark
from proofpress.regex import regex


class Dialect(NamedTuple):
    """What Python-Markdown is made with: names of extensions in order, and their settings by name."""

    extensions: tuple[str, ...]
    settings: dict[str, dict[str, Any]]


# What MkDocs puts in front of the extensions that a site names (`mkdocs.config.defaults`).
BUILT_IN = ("toc", "tables", "fenced_code")


def of(config: str | Path | None = None) -> Dialect:
    """The dialect of a `mkdocs.yml`; None is proofpress's own.

    Raises OSError when the file, or one that it inherits from, cannot be read, ValueError when it is not YAML.
    """
    return _of(_path(config), stamps(config))


def reading(config: str | Path | None = None) -> markdown_room.Dialect:
    """The dialect as the lexer knows it, with what the site's scripts do with formulas. Raises as `of`."""
    path = _path(config)
    names, options = of(config)
    made = markdown_room.read(names, options)
    site = settings(path)
    found = scripts.of(site, path.parent)
    by_plugin = any("math" in name or "katex" in name for name in plugins(site))
    alone = found.mathjax and not (found.katex or found.opaque or by_plugin or made.typeset)
    return replace(
        made,
        drawn=frozenset() if by_plugin else found.delimiters - made.math,
        redrawn=frozenset() if by_plugin else found.again,
        math=markdown_room.MATH if by_plugin else made.math | found.delimiters,
        macros=found.macros,
        commands=found.names,
        mathjax=found.mathjax,
        mathjax_alone=alone,
        marked_alone=alone and found.marked and options.get("pymdownx.arithmatex", {}).get("generic") is True,
        katex_alone=found.katex and not (found.mathjax or found.opaque or by_plugin),
        open_macros=found.opaque,
        mermaid=scripts.mermaid(site),
        templates=_templates(site),
        named=any(map(_NAMES.search, plugins(site))),
        callouts=made.callouts or markdown_room.callouts(plugins(site), plugins(site)),
    )


_NAMES = regex(r"ezlinks|roamlinks|wikilinks|obsidian")
"""What plugins are called that make links of `[[name]]`."""
_MARKS = {"block": ("{%", "%}"), "comment": ("{#", "#}"), "variable": ("{{", "}}")}
"""Jinja's own."""


def jinja(site: Mapping[str, Any], name: str) -> dict[str, str] | None:
    """The marks by which a plugin knows templates, as its options name them, by Jinja's names for them; None where the
    plugin is not there."""
    given = plugins(site).get(name)
    prefix, nested = _JINJA[name]
    if given is None:
        return None
    options = given.get(nested) if nested else given
    options = options if isinstance(options, Mapping) else {}
    return {
        f"{kind}_{side}_string": str(options.get(f"{prefix}{kind}_{side}_string") or sign)
        for kind, signs in _MARKS.items()
        for side, sign in zip(("start", "end"), signs, strict=True)
    }


_JINJA = {"macros": ("j2_", ""), "markdownextradata": ("", "jinja_options")}
"""The plugins that fill templates of Jinja: what stands before an option's name, and the option that holds them."""


def _templates(site: Mapping[str, Any]) -> tuple[Mark, ...]:
    """What plugins fill in a page before it is read."""
    made: set[Mark] = set()
    for name in _JINJA:
        if (signs := jinja(site, name)) is not None:
            made |= {
                Mark(signs[f"{kind}_start_string"], signs[f"{kind}_end_string"], kind == "variable") for kind in _MARKS
            }
    if (include := plugins(site).get("include-markdown")) is not None:
        # Its tags are replaced by a file, whatever they are to other plugins.
        mark = Mark(str(include.get("opening_tag") or "{%"), str(include.get("closing_tag") or "%}"), False)
        made.add(mark)
    return tuple(sorted(made))


def _path(config: str | Path | None) -> Path:
    return Path(config) if config is not None else assets.path("mkdocs.yml")


def nearest(folder: Path) -> Path | None:
    """The `mkdocs.yml` of the site that a folder belongs to."""
    return paths.nearest(folder.absolute(), "mkdocs.yml")


def markdown(config: str | Path | None = None, *, without: Collection[str] = ()) -> Markdown:
    """A parser as the site makes one for each page; `reset()` makes it ready for the next text.

    `without` names extensions to leave out, such as `proofpress.typeset` where formulas shall stay TeX.
    """
    extensions, options = of(config)
    return Markdown(extensions=[name for name in extensions if name not in without], extension_configs=options)


@cache
def _of(path: Path, stamps: tuple[tuple[int, int], ...]) -> Dialect:
    """The dialect of a file as long as it, and those that it inherits from, are not written again."""
    found = settings(path)
    wanted = found.get("markdown_extensions") or []
    if isinstance(wanted, dict):
        wanted = [{name: options} for name, options in wanted.items()]
    names = dict.fromkeys(BUILT_IN)
    made: dict[str, dict[str, Any]] = {}
    for entry in wanted:
        for name, options in (entry if isinstance(entry, dict) else {entry: None}).items():
            names[name] = None
            if options:
                made[name] = {**made.get(name, {}), **options}
    theme = found.get("theme")
    language = theme.get("language") or theme.get("locale") if isinstance(theme, dict) else None
    return with_features(Dialect(tuple(names), made), plugin(found), str(language or "en"))


def with_features(dialect: Dialect, options: Mapping[str, Any], language: str) -> Dialect:
    """The dialect with what the options of the plugin `proofpress` add to it: the one place that says so."""
    extensions = dict.fromkeys(dialect.extensions)
    made = dict(dialect.settings)

    def add(name: str, **settings: object) -> None:
        extensions.setdefault(name)
        made[name] = {**settings, **made.get(name, {})}

    if options.get("typeset"):
        add("pymdownx.arithmatex", generic=True)
        add("proofpress.canonical")
        add("proofpress.typeset", output=options.get("output") or "compact")
    if options.get("figures"):
        add("proofpress.site.markup", language="zh" if language.startswith("zh") else "en")
    return Dialect(tuple(extensions), made)


def plugin(site: Mapping[str, Any], name: str = "proofpress") -> Mapping[str, Any]:
    """The options of a plugin in the settings of a `mkdocs.yml`; none where it is not there."""
    return plugins(site).get(name) or {}


def theme(site: Mapping[str, Any]) -> str:
    """The name of a site's theme; "" where it is one of the site's own alone."""
    given = site.get("theme", "mkdocs")
    return str((given.get("name") or "") if isinstance(given, dict) else given or "")


@cache
def folder_of_theme(name: str) -> str:
    """The folder of a theme that is installed; "" where there is none of that name."""
    from importlib import metadata

    for found in metadata.entry_points(group="mkdocs.themes", name=name) if name else ():
        if found.dist is not None and paths.exists(
            folder := str(found.dist.locate_file(found.value.replace(".", "/")))
        ):
            return Path(folder).as_posix()
    return ""


def plugins(site: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The plugins in the settings of a `mkdocs.yml`, each with its options."""
    wanted = site.get("plugins") or []
    entries = (
        wanted.items()
        if isinstance(wanted, dict)
        else [pair for entry in wanted for pair in (entry.items() if isinstance(entry, dict) else [(entry, None)])]
    )
    return {
        str(name).removeprefix("material/"): options if isinstance(options, dict) else {} for name, options in entries
    }


def settings(path: Path) -> dict[str, Any]:
    """A `mkdocs.yml` over those that it inherits from.

    Raises OSError when one of them cannot be read, ValueError when it is no mapping in YAML or inherits from itself.
    """
    files = (path, *parents(path))
    if files[-1] in files[:-1]:
        raise ValueError(f"{path} inherits from {files[-1]} in a circle")
    return reduce(_over, (_own(file, paths.stamp(file)) for file in reversed(files)))


@cache
def _own(path: Path, stamp: tuple[int, int]) -> dict[str, Any]:
    """What one `mkdocs.yml` says by itself, as long as it is not written again."""
    try:
        own = _load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise ValueError(f"{path} is not YAML: {error}") from error
    if not isinstance(own, dict):
        raise ValueError(f"{path} is no mapping of settings")
    return own


def _over(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """One mapping over another, level by level, as MkDocs lays them."""
    both = {key: _over(base[key], own[key]) for key in base.keys() & own.keys() if _nests(base[key], own[key])}
    return {**base, **own, **both}


def _nests(one: object, other: object) -> bool:
    return isinstance(one, dict) and isinstance(other, dict)


def parents(path: Path) -> tuple[Path, ...]:
    """The files that a `mkdocs.yml` inherits from, the nearest one first, up to one that cannot be read or was there
    before."""
    files = [path]
    with suppress(OSError, ValueError):
        while files[-1] not in files[:-1]:
            parent = _own(files[-1], paths.stamp(files[-1])).get("INHERIT")
            if not isinstance(parent, str):
                break
            files.append(Path(os.path.normpath(files[-1].parent / parent)))
    return tuple(files[1:])


def stamps(config: str | Path | None) -> tuple[tuple[int, int], ...]:
    """What a `mkdocs.yml` and those that it inherits from have otherwise once one of them is written again."""
    path = _path(config)
    return tuple(map(paths.stamp, (path, *parents(path))))


_GLUED_NAME = regex(r"(!!python/name:[\w.]+)(?=[]},])")
"""A function's name that a bracket touches, `{format: !!python/name:f}`: YAML takes the bracket for its last letter."""


def _load(text: str) -> Any:
    try:
        return yaml.load(text, _Loader) or {}  # noqa: S506 - see _Loader
    except yaml.YAMLError:
        if (mended := _GLUED_NAME.sub(r"\1 ", text)) == text:
            raise
        return yaml.load(mended, _Loader) or {}  # noqa: S506 - see _Loader


_NEVER = (".*", "/templates/")
"""What MkDocs leaves out of every site whose patterns do not take it back."""


def left_out(site: Mapping[str, Any]) -> Callable[[str], bool]:
    """Whether a site keeps a file, by its path below the docs folder, out of what is built; nothing is kept out by
    patterns that cannot be read."""
    by_plugin = re.compile(excluded(site))
    by_settings = _matches(patterns(site))
    return lambda path: by_settings(path) or by_plugin.fullmatch(path) is not None


def patterns(site: Mapping[str, Any]) -> str:
    """The lines of `exclude_docs` and of `draft_docs`, which only a preview shows."""
    named = (site.get(name) for name in ("exclude_docs", "draft_docs"))
    return "\n".join(lines for lines in named if isinstance(lines, str) and lines.strip())


@cache
def _matches(patterns: str) -> Callable[[str], bool]:
    try:
        from pathspec import GitIgnoreSpec

        spec = GitIgnoreSpec.from_lines((*_NEVER, *patterns.splitlines()))
    except (ImportError, ValueError):
        return lambda path: False
    return spec.match_file


def excluded(site: Mapping[str, Any]) -> str:
    """A pattern of the files below the docs folder that a plugin keeps out of the site; none is the empty one."""
    options = plugins(site).get("exclude", {})
    globs, own = (given if isinstance(given := options.get(name), list) else [] for name in ("glob", "regex"))
    made = [*map(fnmatch.translate, map(str, globs))]
    for pattern in map(str, own):
        try:
            re.compile(pattern)
            made.append(f"(?:{pattern}).*")
        except re.error:
            continue
    return "|".join(made)


def posts(site: Mapping[str, Any]) -> str:
    """A pattern of the pages below the docs folder that a blog leaves out where they say that they are drafts."""
    options = plugins(site).get("blog")
    if options is None or options.get("draft") is True:
        return ""
    blog = str(options.get("blog_dir") or "blog")
    folder = posixpath.normpath(str(options.get("post_dir") or "{blog}/posts").replace("{blog}", blog))
    return f"{re.escape(folder)}/.*"


_DRAFT = regex(r"\A---[ \t]*\n(?:(?!---|\.\.\.|draft:).*\n)*+draft:[ \t]*(?:true|yes|on)[ \t]*(?:#.*)?$", re.M | re.I)


def is_draft(text: str) -> bool:
    """Whether the front matter of a page says that it is not to be published."""
    return _DRAFT.match(text) is not None


class _Loader(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):  # type: ignore[misc]
    """YAML as MkDocs reads it: `!!python/name:` and `!!python/object/apply:` give functions,
    `!ENV` and the like nothing."""


def _imported(path: str) -> Callable[..., Any]:
    module, _, name = path.rpartition(".")
    try:
        found = importlib.import_module(module)
        return getattr(found, name)  # type: ignore[no-any-return]
    except (ImportError, AttributeError, ValueError):
        return unknown


def unknown(source: str, language: str, class_name: str = "", *_more: Any, **_options: Any) -> str:
    """What stands for a function that is not installed here, most often the formatter of a fence: a site that names
    one can still be read."""
    return f'<pre class="{class_name}"><code>{html.escape(source, quote=False)}</code></pre>'


def _name(_loader: yaml.SafeLoader, suffix: str, _node: yaml.Node) -> Callable[..., Any]:
    return _imported(suffix)


def _apply(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> Any:
    function = _imported(suffix)
    if function is unknown:
        return unknown
    given: Any = {}
    if isinstance(node, yaml.MappingNode):
        given = loader.construct_mapping(node, deep=True)
    elif isinstance(node, yaml.SequenceNode):
        given = {"args": loader.construct_sequence(node, deep=True)}
    try:
        return function(*given.get("args", ()), **given.get("kwds", {}))
    except Exception:  # noqa: BLE001 - what it makes of these arguments is its own affair
        return unknown


_Loader.add_multi_constructor("tag:yaml.org,2002:python/name:", _name)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/object/apply:", _apply)
_Loader.add_multi_constructor("!", lambda *_: None)
