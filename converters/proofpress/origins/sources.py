"""Sources of Hexo, Hugo, Jekyll and GitBook: Markdown with the generator's tags.
The pages that they build are sites of their own."""

from __future__ import annotations

from proofpress.evidence.address import is_address
from proofpress.origins import archive, generator, tags
from proofpress.origins.input import Input
from proofpress.origins.tags.gitbook import OWN
from proofpress.regex import regex

_HEXO = frozenset(
    "asset_img asset_link asset_path post_link post_path codeblock code include_code img image youtube vimeo "
    "blockquote pullquote quote note tabs tab label btn "
    "cq centerquote bilibili spoiler folding hideToggle hideBlock hideInline gallery fancybox mermaid iframe "
    "checkbox radio bubble quot folders poetry paper copy inlineImg timeline timenode emp wavy psw blur hashtag ablock "
    "okr ghcard flink galleryGroup subtabs dplayer kbd nota folders swiper "
    "jsfiddle url_for hackmd slideshare speakerdeck".split()
)
_LIQUID = frozenset(
    "highlight raw include include_relative include_cached link post_url assign capture if unless elsif else "
    "for case when comment cycle tablerow increment decrement "
    "seo feed_meta gist github_edit_link avatar katex "
    "cta codepen codesandbox stackblitz glitch runkit devcomment podcast".split()
)
_EVERYBODYS = frozenset("raw include if else for case when comment cycle".split())
"""Words of Liquid that other templates share, about which a text may be."""
_VALUE = regex(r"(?:site|page|layout|content|include|post)\b")


def is_hexo(given: Input) -> bool:
    """A tag that Hexo or one of its themes knows and Liquid does not, or a header in JSON that ends with `;;;`."""
    if given.is_page:
        return False
    text = given.source.text
    if text.lstrip().startswith('"') and "\n;;;" in text[:4000]:
        return True
    return "{%" in text and any(
        tag.name in _HEXO for tag in tags.outside_code(given.body) if not (tag.hugo or tag.called)
    )


def is_gitbook(given: Input) -> bool:
    """A tag that only GitBook knows, with its arguments by name."""
    if given.is_page or "{%" not in given.source.text:
        return False
    found = [tag for tag in tags.outside_code(given.body) if not tag.hugo and not tag.value]
    return any(tag.name in OWN and (tag.parsed.named or tag.closes) or tag.name.startswith("@") for tag in found)


def is_hugo(given: Input) -> bool:
    """A shortcode (`{{< figure >}}`, `{{% notice %}}`; Zola calls it, `{{ youtube(id="…") }}`, `{% quote(…) %}`), or a
    header in TOML."""
    if given.is_page:
        return False
    text = given.source.text
    if generator.toml_header(text):
        return True
    return ("{{" in text or "{%" in text) and any(
        tag.hugo or tag.called and (tags.shows(tag) if tag.alone else tag.name in _HEXO)
        for tag in tags.outside_code(given.body)
    )


def is_jekyll(given: Input) -> bool:
    """A tag of Liquid's, a value of the site's or the page's, or a `layout` in the header. Jekyll reads no template in
    a file without a header: there the tag has to be its own. Forem's tags are given an address."""
    if given.is_page:
        return False
    text = given.source.text
    if given.header and "layout" in given.header.values and not given.is_html:
        return not archive.is_archive(given.header.values)
    if "{%" not in text and "{{" not in text:
        return False
    found = tags.outside_code(given.body)
    if any(not (tag.value or tag.hugo) and is_address(tag.args.split(" ")[0]) for tag in found):
        return True
    if not given.header:
        return any(tag.name in _LIQUID - _EVERYBODYS and tag.args.strip() and not tag.value for tag in found)
    if any(bool(_VALUE.match(tag.args)) if tag.value else tag.name in _LIQUID and not tag.hugo for tag in found):
        return True
    return _wraps_blocks(given.body.text, found)


def _wraps_blocks(text: str, found: list[tags.Tag]) -> bool:
    """Whether a tag that Liquid has from a plugin (`{% markdown %}`) stands around blocks: the line ends behind its
    opening, and its end begins one."""
    opened: set[str] = set()
    for tag in found:
        if tag.value or tag.hugo or tag.called or "\n" not in text[tag.end : tag.end + 2] and not tag.closes:
            continue
        if not tag.closes:
            opened.add(tag.name)
        elif tag.name in opened and not text[text.rfind("\n", 0, tag.start) + 1 : tag.start].strip():
            return True
    return False
