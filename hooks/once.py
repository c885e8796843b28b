"""What MkDocs would say of a link a second time, without its place in the file: it is said once, and its weight is that
of the rule, so that `--strict` stops where `check` does."""

from __future__ import annotations

import logging

from proofpress_mkdocs.proofs import state

from proofpress.regex import regex

_LINK = regex(
    r"Doc file '(?P<page>[^'\n]++)' contains (?:a|an unrecognized relative|an absolute) link '(?P<target>[^'\n]++)', "
)
_RULES = frozenset(("link-file", "image-file", "link-anchor"))


class _Unsaid(logging.Filter):
    """Lets through what no finding has said."""

    def filter(self, record: logging.LogRecord) -> bool:
        found = _LINK.match(record.getMessage())
        if found is None:
            return True
        source, findings = state.found.get(found["page"], (None, ()))
        return source is None or not any(
            one.rule in _RULES and found["target"] in source.text[one.span.start : one.span.end] for one in findings
        )


_filter = _Unsaid()


def listen() -> None:
    """Add the filter to MkDocs' log; a second call adds nothing."""
    logging.getLogger("mkdocs.structure.pages").addFilter(_filter)
