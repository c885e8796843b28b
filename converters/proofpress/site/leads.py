"""Links of a built page that lead to nothing, as findings about its source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from proofpress import suppress
from proofpress.check import KNOWN, Examined, enabled, weighed
from proofpress.finding import Finding, Severity, Words, in_order
from proofpress.regex import regex
from proofpress.source import Source, Span

if TYPE_CHECKING:
    from proofpress.config import Settings
    from proofpress.site.built import Link, Missing

NOWHERE = Span(0, 0)
"""The place of what the source does not show: an extension, a macro or a snippet made the link."""
_ABOUT_LINKS = ("link-", "image-file", "reference-")


class Lead(NamedTuple):
    """A link of a page, what it misses, the `near` anchors it might want, and whether a conversion wrote it."""

    link: Link
    missing: Missing
    near: Iterable[str] = ()
    converted: bool = False


def findings(
    source: Source,
    examined: Examined,
    leads: Iterable[Lead],
    written: Callable[[str], str],
    settings: Settings,
) -> tuple[Finding, ...]:
    """One finding a link, under the name of the rule that would have said it before the build.

    Ways back from notes that nobody refers to are another rule's. `written` gives for an address as the source has it
    the one that the page has.
    """
    places: dict[tuple[bool, str], list[Span]] = {}
    unwritten: dict[tuple[bool, str], list[Span]] = {}
    for target in examined.outline.targets:
        url, made_of_it = unquote(target.url), unquote(target.url if target.raw else written(target.url))
        places.setdefault((target.image, made_of_it), []).append(target.span)
        if url != made_of_it:
            unwritten.setdefault((target.image, url), []).append(target.span)
    # Of an address that stands twice, the one is meant that is so on the page.
    places = {**unwritten, **places}
    named: dict[tuple[bool, str], list[tuple[str, Span]]] | None = None
    leads = [one for one in leads if not one.missing.anchor.startswith("fnref")]
    missed = {(one.link.image, unquote(one.link.url)) for one in leads}
    made: dict[tuple[str, Span, Words], Finding] = {}
    for lead in leads:
        image, url = lead.link.image, unquote(lead.link.url)
        # A plugin makes links of pictures, to show them by themselves.
        spans = places.get((image, url))
        if not spans and (spans := places.get((not image, url))) and (not image, url) in missed:
            continue
        if not spans:
            named = _named(source.text, places) if named is None else named
            alike = named.get((image, _name(url).casefold()), ())
            spans = [span for name, span in alike if name == _name(url)] or [span for _, span in alike] or [NOWHERE]
        for span in spans:
            wiki = span is not NOWHERE and source.text.startswith("[[", span.start)
            finding = _finding(lead, span, wiki)
            made[finding.rule, span, finding.message] = finding
    ran = enabled(settings, source.name)
    silenced = tuple(one for one in examined.suppressions if one.rule in ran)
    left = suppress.apply((f for f in made.values() if f.rule in ran), silenced, (), KNOWN)
    return in_order(weighed(left, settings))


_WIKI = regex(r"(!?)\[\[([^\[\]|\n]{1,200})(?:\|[^\[\]\n]*)?\]\]")


def _named(
    text: str, places: Mapping[tuple[bool, str], Iterable[Span]]
) -> dict[tuple[bool, str], list[tuple[str, Span]]]:
    """What links name in a text, by its letters alone, large or small: plugins make addresses of `[[Name of a page]]`,
    and of others new ones. Each place has the name as it is written."""
    made: dict[tuple[bool, str], list[tuple[str, Span]]] = {}
    for found in _WIKI.finditer(text):
        name = _name(found[2])
        made.setdefault((bool(found[1]), name.casefold()), []).append((name, Span(*found.span())))
    for (image, url), spans in places.items():
        if (name := _name(url)) and "://" not in url:
            made.setdefault((image, name.casefold()), []).extend((name, span) for span in spans)
    return made


def _name(url: str) -> str:
    """The letters and digits of the last part of an address, without the ending of a page, and those of its anchor."""
    path, _, anchor = unquote(unquote(url)).partition("#")
    last = path.rstrip("/").removesuffix(".md").removesuffix(".html").rpartition("/")[2]
    return "#".join("".join(filter(str.isalnum, part)) for part in (last, anchor) if part)


def unsaid(found: Iterable[Finding], before: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings about links of which those from before the build say nothing."""
    known = [finding.span for finding in before if finding.rule.startswith(_ABOUT_LINKS)]
    return tuple(
        one
        for one in found
        if one.span == NOWHERE or not any(span.start < one.span.end and one.span.start < span.end for span in known)
    )


def _finding(lead: Lead, span: Span, wiki: bool = False) -> Finding:
    url, missing = lead.link.url, lead.missing
    rule = "link-anchor" if missing.kind == "anchor" else "image-file" if lead.link.image else "link-file"
    # What stands beside the site on its host is not known, nor whose link it is where the source shows none; and the
    # pages beside the original of a converted one were not taken along.
    # A page that a `wiki` link names may be one that is still to be written.
    sure = span is not NOWHERE and not wiki and not (missing.kind == "file" and (url.startswith("/") or lead.converted))
    return Finding(
        rule, Severity.ERROR if sure else Severity.WARNING, _message(lead), span, Words(*_help(lead, span)), detail=url
    )


def _message(lead: Lead) -> Words:
    path, anchor, url = unquote(lead.missing.path) or "/", lead.missing.anchor, unquote(lead.link.url)
    if lead.missing.kind == "anchor":
        return Words(
            f"Unexpected anchor #{anchor}, expected one that the built page {path} has",
            f"生成的页面 {path} 没有锚点 #{anchor}",
        )
    what = Words("image", "图片") if lead.link.image else Words("target", "链接目标")
    return Words(
        f"Unexpected {what.en} {url!r}, expected a file of the built site",
        f"{what.zh}“{url}”不在生成的站点里",
    )


def _help(lead: Lead, span: Span) -> Iterator[str]:
    near = get_close_matches(lead.missing.anchor.lower(), sorted(lead.near), 1, 0.6) if lead.missing.anchor else []
    made = span is NOWHERE
    yield (f"Did you mean #{near[0]}? " if near else "") + (
        "The link is not in the page's own text: an extension, a macro or a snippet made it."
        if made
        else ""
        if near
        else "Mend the link, or put there what it wants."
    )
    yield (f"是否应为 #{near[0]}？" if near else "") + (
        "本页源文件里没有这个链接，是扩展、宏或片段生成的。" if made else "" if near else "请改正链接，或补上目标。"
    )
