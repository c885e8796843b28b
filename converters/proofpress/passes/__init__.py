"""Passes: Document → Document, pure but for what they say to the ledger. `PASSES` is the order they run in."""

from __future__ import annotations

from collections.abc import Callable

from proofpress.ledger import Ledger
from proofpress.passes import (
    abstract,
    addresses,
    alerts,
    allowed,
    anchors,
    another_article,
    answer_cards,
    archived,
    author,
    box_headings,
    box_labels,
    breaks,
    caption_labels,
    code_labels,
    cut_off,
    doubled_marks,
    equations,
    exported_wiki,
    films,
    headings,
    html_in_markdown,
    languages,
    listed_code,
    lost_listing,
    manual_panels,
    mermaid,
    named_frame,
    notes,
    numbers_beside,
    own_links,
    pictures,
    placeholders,
    portable,
    printed,
    prompts,
    raised_notes,
    redirects,
    references,
    remarks,
    repetition,
    sentence_headings,
    shown_header,
    site_frame,
    summaries,
    tex,
    title,
    tokens,
    torn_bold,
)
from proofpress.tree import Document

Pass = Callable[[Document, Ledger], Document]
"""Each pass is the function `apply` of the module that bears its name."""

PASSES: tuple[tuple[str, Pass], ...] = (
    ("named_frame", named_frame.apply),  # before html_in_markdown, which drops the tags that name the parts
    ("html_in_markdown", html_in_markdown.apply),  # before all others, which then meet no HTML
    ("portable", portable.apply),  # before all others, which then need to know nothing of any dialect
    ("answer_cards", answer_cards.apply),  # before title, above which the counts of a page may stand
    ("site_frame", site_frame.apply),  # before title and headings, which move what stands above an article
    ("manual_panels", manual_panels.apply),  # before title, above which a panel may stand
    ("exported_wiki", exported_wiki.apply),  # before title, which may stand between the two ends of the frame
    ("doubled_marks", doubled_marks.apply),
    ("torn_bold", torn_bold.apply),  # before headings, which have no bold that is all of one
    ("numbers_beside", numbers_beside.apply),  # before listed_code and repetition, which see listings and lists
    ("listed_code", listed_code.apply),
    ("tokens", tokens.apply),
    ("archived", archived.apply),  # before redirects, which read addresses
    ("own_links", own_links.apply),  # before redirects, which read addresses
    ("films", films.apply),  # likewise, where they stand in links
    ("redirects", redirects.apply),  # before references, which know a source by its address
    ("alerts", alerts.apply),
    ("box_labels", box_labels.apply),  # after portable and alerts, which make boxes
    ("box_headings", box_headings.apply),  # after portable and alerts, which make boxes
    ("pictures", pictures.apply),  # before tex and languages, which then see the formulas
    ("repetition", repetition.apply),  # early: what stands there many times should be judged once
    ("prompts", prompts.apply),  # before remarks: a prompt's label would pass for one
    ("remarks", remarks.apply),
    ("lost_listing", lost_listing.apply),  # after the readers dropped a page that was typed in as text
    ("another_article", another_article.apply),  # before title and headings: levels as the author has them
    ("shown_header", shown_header.apply),  # before title and headings: it is neither
    ("title", title.apply),  # before placeholders: a label "title" tells where the title stands
    ("abstract", abstract.apply),  # before breaks: keywords and abstract may share a paragraph, on two lines
    ("author", author.apply),
    ("placeholders", placeholders.apply),
    ("references", references.apply),  # before headings: a list that leaves may empty its section
    ("cut_off", cut_off.apply),  # after all that drops something from the end
    ("raised_notes", raised_notes.apply),  # after references, to which a heading speaks
    ("notes", notes.apply),  # after references, which makes notes of citations
    ("sentence_headings", sentence_headings.apply),  # before headings: levels without them
    ("caption_labels", caption_labels.apply),  # likewise
    ("headings", headings.apply),
    ("breaks", breaks.apply),
    ("addresses", addresses.apply),  # after references, whose entries begin with numbers in brackets
    ("allowed", allowed.apply),  # after all that make addresses
    ("printed", printed.apply),  # after all that put something into the front matter
    ("summaries", summaries.apply),
    ("equations", equations.apply),  # before tex, which drops what no engine numbers
    ("tex", tex.apply),  # before languages: a formula in a code block has none
    ("languages", languages.apply),
    ("code_labels", code_labels.apply),  # after languages: a label and its block must agree
    ("mermaid", mermaid.apply),  # after languages, which know its other names
    ("anchors", anchors.apply),  # after all that change the words of headings
)
