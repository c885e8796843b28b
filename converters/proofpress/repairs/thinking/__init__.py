"""What a reasoning model thought before it wrote: in a fold or a quotation with a label (`labelled`), in a channel of
its own (`channels`), or between tags (`tags`, `paired`)."""

from __future__ import annotations

from proofpress.ledger import Ledger
from proofpress.repairs.thinking.channels import answers, without_channels
from proofpress.repairs.thinking.labelled import without_folded, without_labelled
from proofpress.repairs.thinking.paired import without_tagged
from proofpress.source import Source


def apply(source: Source, ledger: Ledger) -> Source:
    """The source without thoughts; tags that are its topic become inline code."""
    source = without_labelled(source, ledger)
    if "<" not in source.text and "&lt;" not in source.text and "◁" not in source.text:
        return source
    return answers(without_tagged(without_channels(without_folded(source, ledger), ledger), ledger), ledger)
