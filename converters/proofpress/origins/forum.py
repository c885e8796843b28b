"""Discussions: the posts of a thread, one after the other, without what a forum says of who wrote them.

One `Site` a program, since a program draws the pages of all forums that use it.
Whoever wrote a post is named in `authors`, and above it.
"""

from __future__ import annotations

from dataclasses import replace

from proofpress.ledger import Ledger
from proofpress.origins.bbcode import FORUM
from proofpress.origins.input import Input
from proofpress.origins.site import Site
from proofpress.regex import regex
from proofpress.tree import Block, Document, Paragraph, ThematicBreak, text_of

_TITLES = ("h1",)


def _program(
    name: str,
    *posts: str,
    drop: tuple[str, ...] = (),
    titles: tuple[str, ...] = _TITLES,
    authors: tuple[str, ...] = (),
    dates: tuple[str, ...] = (),
    hosts: tuple[str, ...] = (),
    marks: tuple[str, ...] = (),
    begins: tuple[str, ...] = (),
    beside: tuple[str, ...] = (),
) -> Site:
    """A forum program. `posts` name the text of a post; each alone is a mark of the program,
    but for one that has a host of its own, which `marks` tell where a page names none.

    Where a post's text stands in several pieces, `beside` names the others, and `begins` what stands before the first.
    """
    return Site(
        name=name,
        title=name,
        hosts=hosts,
        marks=marks if hosts else posts,
        roots=("body",),
        parts=(*posts, *beside),
        posts=begins or posts,
        titles=titles,
        authors=authors,
        dates=dates,
        drop=drop,
        handlers=FORUM,
    )


_HACKER_NEWS = _program(
    "Hacker News",
    ".fatitem .toptext",
    ".comment .commtext",
    titles=(".fatitem .titleline a", ".fatitem .title a", "h1"),
    authors=(".fatitem .subtext .hnuser", ".comhead .hnuser"),
    dates=(".fatitem .age",),
    drop=(".reply", ".sitebit"),
)
PROGRAMS: tuple[Site, ...] = (
    _program(
        "Discourse",
        ".crawler-post .post[itemprop=text]",
        ".topic-post .cooked",
        ".topic-body .cooked",
        titles=("#topic-title h1", "h1 .fancy-title", "h1[data-topic-id]", "h1"),
        authors=(".crawler-post .creator [itemprop=name]", ".topic-meta-data .username a"),
        drop=(
            ".quote-controls",
            "aside.quote .title img",
            ".cooked-selection-barrier",
            ".lightbox .meta",
            ".discourse-footnote",
        ),
    ),
    _program(
        "XenForo",
        ".message--post .message-body .bbWrapper",
        ".message--article .message-body .bbWrapper",
        ".message .messageContent .messageText",
        ".message-body .bbWrapper",
        titles=(".p-title-value", ".titleBar h1", "h1"),
        authors=(
            ".message--post .message-name .username",
            ".message .messageUserBlock .username",
            ".message-name .username",
        ),
        drop=(
            ".bbCodeBlock-expandLink",
            ".quoteExpand",
            ".messageTextEndMarker",
            ".js-selectToQuoteEnd",
            ".message-signature",
            ".message-lastEdit",
            ".adContainer",
            ".samTextUnit",
            ".bbCodeBlock--code .bbCodeBlock-title",
            ".bbCodeCode .type",
        ),
    ),
    _program(
        "vBulletin 5",
        ".b-post .js-post__content-text",
        titles=(".js-topic-title", ".b-post__title", "h1"),
        authors=(".b-userinfo .author a",),
        drop=(".post-signature", ".bbcode_quote_container", ".bbcode_description", ".b-post-attachments"),
    ),
    _program(
        "vBulletin 4",
        ".postbody blockquote.postcontent",
        titles=(".threadtitle a", ".threadtitle", "h1"),
        authors=(".postbit .username", ".postbitlegacy .username"),
        drop=(
            ".signature",
            ".lastedited",
            ".after_content",
            ".bbcode_quote_container",
            ".bbcode_description",
            ".bbcode_postedby img",
            ".hide_quote",
        ),
    ),
    _program(
        "vBulletin 3",
        "div[id^=post_message_]",
        "td[id^=post_message_]",
        titles=(".navbar strong", "h1"),
        authors=(".bigusername", ".postbit .username"),
        drop=(".signature",),
    ),
    _program(
        "phpBB 2",
        "span.postbody",
        titles=("a.maintitle", "a.cattitle", "h1"),
        authors=("span.name b",),
        begins=("span.name",),
        beside=("td.quote", "td.code"),
    ),
    _program(
        "phpBB",
        ".post .postbody .content",
        titles=(".topic-title", "h1 .topictitle", "#page-body h2", "h1"),
        authors=(".postprofile .username", ".postprofile .username-coloured", ".postbody .author strong"),
        drop=(".signature", ".notice", ".codebox p", ".responsive-hide", ".attachbox .stats", ".post-buttons"),
    ),
    _program(
        "MyBB",
        "div.post_body[id^=pid_]",
        titles=(),
        authors=(".post_author .largetext a", ".author_information a"),
        drop=(".signature", ".edited_post", ".post_edit", ".codeblock .title"),
    ),
    _program(
        "SMF",
        ".post_wrapper .postarea .post .inner",
        "div.inner[id^=msg_]",
        titles=("#forumposts .navigate_section h5", "h5[id^=subject_] a", "h1"),
        authors=(".poster h4 a",),
        drop=(".codeheader", ".codeoperation", ".signature", ".smalltext.modified"),
    ),
    _program(
        "Invision Community",
        "div[data-role=commentContent]",
        ".cPost_contentWrap .ipsType_richText",
        titles=(".ipsType_pageTitle", "h1"),
        authors=(".cAuthorPane_author a", ".ipsComment_author a"),
        drop=(".ipsQuote_citation .ipsQuote_toggle", "[data-role=memberSignature]", ".ipsType_reset.ipsType_light"),
    ),
    _program(
        "Discuz!",
        "td.t_f[id^=postmessage_]",
        "div.t_msgfont[id^=postmessage_]",
        titles=("#thread_subject", "h1"),
        authors=(".authi .xw1", ".pls .authi a", ".postauthor cite a"),
        drop=(".pstatus", ".attach_nopermission", ".locked", ".tip", ".jammer", ".aimg_tip", ".sign"),
    ),
    _program(
        "Flarum",
        ".Post-body",
        titles=(".DiscussionHero-title", "h1"),
        authors=(".PostUser-name .username", ".PostUser-name a"),
        drop=(".Post-footer", ".Post-quoteButton"),
    ),
    _program(
        "HyperKitty",
        ".email .email-body",
        titles=(".thread-title", ".thread-header h3", "h1"),
        authors=(".email-author .name",),
        drop=(".quoted-switch",),
    ),
    _program(
        "Telegram",
        ".message .body .text",
        titles=(".page_header .text",),
        authors=(".message .from_name",),
        begins=(".message .from_name",),
        beside=(".message .media_wrap",),
        drop=(".reactions",),
    ),
    _program(
        "DiscordChatExporter",
        ".chatlog__message .chatlog__content",
        titles=(),
        authors=(".chatlog__message .chatlog__author",),
        begins=(".chatlog__message .chatlog__author",),
        beside=(".chatlog__message .chatlog__attachment", ".chatlog__message .chatlog__embed"),
        drop=(".chatlog__edited-timestamp", ".chatlog__reactions"),
    ),
    _program(
        "NodeBB",
        "div[component=post/content]",
        titles=("[component=topic/title]", "h1"),
        authors=("[component=post] [itemprop=author]", "a[data-username]"),
    ),
    _program(
        "V2EX",
        ".topic_content",
        ".reply_content",
        begins=(".cell .topic_content", ".subtle", ".reply_content"),
        beside=(".subtle",),
        hosts=("v2ex.com",),
        marks=(".cell .reply_content", ".cell .topic_content"),
        titles=(".header h1", "h1"),
        authors=(".header .gray a[href^=/member/]", "strong a.dark"),
    ),
    _program(
        "GitHub",
        ".js-discussion .comment-body",
        ".js-discussion .js-comment-body",
        "[data-testid=issue-body] .markdown-body",
        "[data-testid^=comment-viewer] .markdown-body",
        titles=(".js-issue-title", "[data-testid=issue-title]", "h1 bdi", "h1"),
        authors=(
            ".js-discussion .timeline-comment-header .author",
            "[data-testid=issue-body-header-author]",
            "[data-testid=comment-header] [data-testid=avatar-link]",
        ),
        drop=(".zeroclipboard-container", ".email-hidden-toggle", ".anchor"),
    ),
    _program(
        "GitLab",
        ".detail-page-description .md",
        ".note-wrapper .note-body .md",
        titles=("[data-testid=issue-title]", "h1.title", "h1"),
        authors=(".detail-page-header .author-link", ".note-header-author-name"),
        drop=(".system-note",),
    ),
    _program(
        "Reddit",
        ".thing .usertext-body .md",
        titles=("a.title", "h1"),
        authors=(".thing .tagline .author",),
    ),
    replace(_HACKER_NEWS, marks=(".fatitem .toptext",)),
    replace(  # A link to a story, without a text.
        _HACKER_NEWS, marks=(".fatitem .titleline",), parts=(".fatitem .titleline", *_HACKER_NEWS.parts)
    ),
    _program(
        "questions and answers",
        *(
            f"[itemtype$=/{kind}] {tag}[itemprop=text]"
            for kind in ("QAPage", "DiscussionForumPosting")
            for tag in ("div", "section", "span", "p")
        ),
        titles=("[itemtype$=/Question] [itemprop=name]", "h1"),
        authors=("[itemprop=author] [itemprop=name]",),
        drop=("[itemprop=upvoteCount]", "[itemprop=answerCount]"),
    ),
)


_ATTRIBUTES = {
    "Invision Community": "commentContent",
    "NodeBB": "post/content",
    "questions and answers": "itemprop",
    "vBulletin 3": "post_message_",
    "V2EX": "v2ex.com",
}
"""What must stand in the page of a program that no class tells: a search in its text is cheaper than one in its
elements."""


def _program_of(given: Input) -> Site | None:
    text = given.body.text
    return next(
        (program for program in PROGRAMS if _ATTRIBUTES.get(program.name, "") in text and program.recognises(given)),
        None,
    )


def recognises(given: Input) -> bool:
    """True for a thread of one of these programs."""
    return given.is_html and _program_of(given) is not None


def read(given: Input, ledger: Ledger) -> Document:
    """The posts of the thread, with a line across the page before each but the first."""
    document = (_program_of(given) or PROGRAMS[-1]).read(given, ledger)
    return replace(document, children=_unsigned(document.children, ledger))


def _unsigned(blocks: tuple[Block, ...], ledger: Ledger) -> tuple[Block, ...]:
    """The blocks without signatures: what stands below a row of underscores, to the end of the post."""
    kept: list[Block] = []
    signed = False
    for block in blocks:
        if isinstance(block, ThematicBreak):
            signed = False
        elif isinstance(block, Paragraph) and _RULER.fullmatch(text_of(block)):
            signed = True
        if signed:
            ledger.removed(block.span, "a signature", "签名")
        else:
            kept.append(block)
    return tuple(kept)


_RULER = regex(r"_{8,}")
