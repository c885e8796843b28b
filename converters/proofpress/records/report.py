"""What a run of records came to, as JSON for programs and one page for people; written again while the run goes on."""

from __future__ import annotations

import html
import json
from collections import Counter

from proofpress.records.part import Store
from proofpress.records.summary import BINS, Summary
from proofpress.version import version


def write(store: Store, done: int, total: int) -> Summary:
    """Put `report.json` and `report.html` into the output; gives the sum of all parts that stand there."""
    whole = whole_of(store)
    damaged = whole.damaged
    as_json = {"version": version(), "blocks": total, "blocks_done": done, **whole.to_json(), "damaged": damaged}
    as_json["quantiles"] = whole.quantiles()
    store.write("report.json", (json.dumps(as_json, indent=1, ensure_ascii=False) + "\n").encode())
    store.write("report.html", page(whole, done, total).encode())
    return whole


def whole_of(store: Store) -> Summary:
    """The sum of all parts that stand."""
    whole = Summary()
    for _, part in store.summaries():
        whole.merge(part)
    return whole


def page(whole: Summary, done: int, total: int) -> str:
    """The report as one HTML page without scripts."""
    numbers = whole.numbers
    formulas = numbers["formulas"]
    said = (
        f"{done} of {total} blocks, {whole.rows:,} rows. Formulas: {formulas:,}, of which "
        f"{formulas - numbers['formulas_broken']:,} render. Diagrams: {numbers['diagrams']:,}. "
        f"Listings: {numbers['code_blocks']:,}. Places where something is lost: {numbers['lost']:,}."
    )
    parts = [
        f"<p>{said}</p>",
        _bars("Status", whole.statuses),
        _bars("Origin", whole.origins),
        _bars("Letters removed, by pass", whole.removed),
        _bars("Why rows failed", whole.errors),
        _table(
            "The first rows that failed",
            ("shard", "block", "row", "url", "why"),
            [tuple(map(str, row)) for row in whole.failed],
        ),
        _histogram(whole),
        _table(
            "What lost most",
            ("lost", "shard", "block", "row", "url"),
            [tuple(map(str, row)) for row in whole.worst],
        ),
        _table("Damaged shards", ("block and reason",), [(line,) for line in whole.damaged]),
    ]
    return _PAGE.format(body="\n".join(part for part in parts if part))


def _bars(title: str, counts: Counter[str], most: int = 24) -> str:
    shown = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
    if not shown:
        return ""
    longest = max(count for _, count in shown) or 1
    rows = "".join(
        f"<tr><th>{html.escape(name)}</th><td>{count:,}</td>"
        f'<td><svg width="320" height="12"><rect width="{max(1, round(320 * count / longest))}" '
        'height="12"/></svg></td></tr>'
        for name, count in shown
    )
    return f"<h2>{html.escape(title)}</h2><table>{rows}</table>"


def _histogram(whole: Summary) -> str:
    counts = [whole.kept[str(at)] for at in range(BINS)]
    if not any(counts):
        return ""
    highest = max(counts)
    bars = "".join(
        f'<rect x="{at * 24}" y="{120 - round(110 * count / highest)}" width="22" '
        f'height="{round(110 * count / highest)}">'
        f"<title>{at * 100 // BINS} to {(at + 1) * 100 // BINS} %: {count:,} rows</title></rect>"
        for at, count in enumerate(counts)
    )
    quantiles = ", ".join(f"{name}: {share:.2f}" for name, share in whole.quantiles().items())
    return (
        f"<h2>Share of its letters that an article keeps</h2><p>Quantiles {quantiles}</p>"
        f'<svg width="{BINS * 24}" height="140" role="img" aria-label="histogram">{bars}'
        f'<text x="0" y="136">0</text><text x="{BINS * 24 - 16}" y="136">1</text></svg>'
    )


def _table(title: str, heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    if not rows:
        return ""
    head = "".join(f"<th>{html.escape(one)}</th>" for one in heads)
    body = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<h2>{html.escape(title)}</h2><table><tr>{head}</tr>{body}</table>"


_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>proofpress: records</title>
<meta name="viewport" content="width=device-width"><meta http-equiv="refresh" content="30">
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }}
th {{ text-align: left; font-weight: normal }} td, th {{ padding: 0 .8rem 0 0; vertical-align: top }}
td:nth-child(2) {{ text-align: right }} rect {{ fill: #3a6ea5 }}
@media (prefers-color-scheme: dark) {{ body {{ background: #16181c; color: #ddd }} text {{ fill: #ddd }} }}
</style></head><body><h1>Records</h1>
{body}
</body></html>
"""
