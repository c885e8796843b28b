"""What a run of records came to, as JSON for programs and one page for people; written again while the run goes on."""

from __future__ import annotations

import html
import json
from collections import Counter
from collections.abc import Callable, Sequence

from proofpress.finding import Words
from proofpress.records.part import Store
from proofpress.records.row import Status
from proofpress.records.summary import BINS, Summary
from proofpress.version import version

NAMED = 1_000
"""Files that hold no records and are named; the others are counted."""


def write(store: Store, done: int, total: int, language: str = "en", over: Sequence[str] = ()) -> Summary:
    """Put `report.json` and `report.html`, which alone speaks the language, into the output; gives the sum of all parts
    that stand there. `over` are the files that were passed over, for they hold no records."""
    whole = whole_of(store)
    damaged = whole.damaged
    as_json = {"version": version(), "blocks": total, "blocks_done": done, **whole.to_json(), "damaged": damaged}
    as_json["files_passed_over"] = {"count": len(over), "first": list(over[:NAMED])}
    as_json["quantiles"] = whole.quantiles()
    store.write("report.json", (json.dumps(as_json, indent=1, ensure_ascii=False) + "\n").encode())
    store.write("report.html", page(whole, done, total, language, over).encode())
    return whole


def whole_of(store: Store) -> Summary:
    """The sum of all parts that stand."""
    whole = Summary()
    for _, part in store.summaries():
        whole.merge(part)
    return whole


def page(whole: Summary, done: int, total: int, language: str = "en", over: Sequence[str] = ()) -> str:
    """The report as one HTML page without scripts, which asks to be read again while the run goes on."""
    zh = language.startswith("zh")

    def speak(en: str, chinese: str) -> str:
        return chinese if zh else en

    def why(reason: str) -> str:
        return whole.words(reason).of(language)

    numbers = whole.numbers
    formulas = numbers["formulas"]
    renders = formulas - numbers["formulas_broken"]
    said = speak(
        f"{done} of {total} blocks, {whole.rows:,} rows. Formulas: {formulas:,}, of which "
        f"{renders:,} render. Diagrams: {numbers['diagrams']:,}. "
        f"Listings: {numbers['code_blocks']:,}. Places where something is lost: {numbers['lost']:,}.",
        f"{total} 块中已完成 {done} 块，共 {whole.rows:,} 行。公式 {formulas:,} 个，其中 {renders:,} 个可以渲染。"
        f"图表 {numbers['diagrams']:,} 个，代码块 {numbers['code_blocks']:,} 个，内容丢失 {numbers['lost']:,} 处。",
    )
    place = (speak("shard", "文件"), speak("block", "块"), speak("row", "行"), "URL")
    parts = [
        f"<p>{said}</p>",
        _bars(speak("Status", "状态"), whole.statuses, lambda name: _STATUSES[name].of(language)),
        _bars(speak("Origin", "来源"), whole.origins),
        _bars(speak("Letters removed, by pass", "各步骤移除的字数"), whole.removed),
        _bars(speak("Why rows failed or were refused", "失败或未读取的原因"), whole.errors, why),
        _bars(speak("No row, by status or kind", "未成为行的响应"), whole.passed),
        _table(
            speak("The first rows that failed", "最先失败的行"),
            (*place, speak("why", "原因")),
            [(*map(str, row), why(reason)) for *row, reason in whole.failed],
        ),
        _histogram(whole, language),
        _table(
            speak("What lost most", "丢失最多的行"),
            (speak("lost", "丢失"), *place),
            [tuple(map(str, row)) for row in whole.worst],
        ),
        _table(
            speak("Damaged shards", "损坏的输入文件"),
            (speak("shard and reason", "文件与原因"),),
            [(why(line),) for line in whole.damaged],
        ),
        _table(
            speak(f"Files passed over: {len(over):,}", f"未读取的文件：{len(over):,} 个"),
            (speak("without records", "不含记录"),),
            [(one,) for one in over[:NAMED]],
        ),
    ]
    return _PAGE.format(
        language="zh-CN" if zh else "en",
        again='<meta http-equiv="refresh" content="30">' if done < total else "",
        title=speak("Records", "记录"),
        body="\n".join(part for part in parts if part),
    )


_STATUSES = {
    str(Status.CONVERTED): Words("converted", "已转换"),
    str(Status.REFUSED): Words("refused", "未读取"),
    str(Status.FAILED): Words("failed", "失败"),
}


def _bars(title: str, counts: Counter[str], said: Callable[[str], str] = str, most: int = 24) -> str:
    shown = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
    if not shown:
        return ""
    longest = max(count for _, count in shown) or 1
    rows = "".join(
        f"<tr><th>{html.escape(said(name))}</th><td>{count:,}</td>"
        f'<td><svg width="320" height="12"><rect width="{max(1, round(320 * count / longest))}" '
        'height="12"/></svg></td></tr>'
        for name, count in shown
    )
    return f"<h2>{html.escape(title)}</h2><table>{rows}</table>"


def _histogram(whole: Summary, language: str) -> str:
    counts = [whole.kept[str(at)] for at in range(BINS)]
    if not any(counts):
        return ""
    highest = max(counts)
    bars = "".join(
        f'<rect x="{at * 24}" y="{120 - round(110 * count / highest)}" width="22" '
        f'height="{round(110 * count / highest)}">'
        f"<title>{at * 100 // BINS}–{(at + 1) * 100 // BINS} %: {count:,}</title></rect>"
        for at, count in enumerate(counts)
    )
    quantiles = ", ".join(f"{name}: {share:.2f}" for name, share in whole.quantiles().items())
    title = Words("Share of its letters that an article keeps", "文章保留的字数比例").of(language)
    return (
        f"<h2>{title}</h2><p>{Words('Quantiles', '分位数').of(language)} {quantiles}</p>"
        f'<svg width="{BINS * 24}" height="140" role="img" aria-label="{title}">{bars}'
        f'<text x="0" y="136">0</text><text x="{BINS * 24 - 16}" y="136">1</text></svg>'
    )


def _table(title: str, heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    if not rows:
        return ""
    head = "".join(f"<th>{html.escape(one)}</th>" for one in heads)
    body = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<h2>{html.escape(title)}</h2><table><tr>{head}</tr>{body}</table>"


_PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>proofpress: records</title>
<meta name="viewport" content="width=device-width">{again}
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }}
th {{ text-align: left; font-weight: normal }} td, th {{ padding: 0 .8rem 0 0; vertical-align: top }}
td:nth-child(2) {{ text-align: right }} rect {{ fill: #3a6ea5 }}
@media (prefers-color-scheme: dark) {{ body {{ background: #16181c; color: #ddd }} text {{ fill: #ddd }} }}
</style></head><body><h1>{title}</h1>
{body}
</body></html>
"""
