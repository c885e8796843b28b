"""`proofpress convert --to parquet`: records in, records out, on this machine or on Ray."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from proofpress.bulk import pool
from proofpress.commands.codes import FULL, INTERRUPTED, USAGE
from proofpress.commands.convert import unknown_origin
from proofpress.commands.language import Speaker
from proofpress.commands.progress import progress
from proofpress.commands.streams import say
from proofpress.finding import Words, counted, first_of
from proofpress.records import files, here, on_ray, report, shards
from proofpress.records.here import Plan
from proofpress.records.needs import Missing
from proofpress.records.on_ray import Unreachable
from proofpress.records.part import Store
from proofpress.records.row import Names, Status
from proofpress.records.shards import Block
from proofpress.records.summary import Summary

SECONDS = 10.0
"""Between two reports of a run that goes on."""
MOST = 10
"""Rows that failed and damaged shards that are named on the terminal, of each; the report names more."""


@dataclass(frozen=True, slots=True)
class Options:
    inputs: tuple[str, ...]
    output: str = "converted"
    origin: str | None = None
    jobs: int | None = None
    timeout: float = 60.0
    force: bool = False
    columns: str = ""
    engine: str = "here"
    address: str | None = None
    language: str = "en"


def run(options: Options) -> int:
    """Convert what the options name. Returns 0, 1 when rows failed or a shard is damaged, 2 for wrong usage."""
    speak = Speaker(options.language)
    if options.address and options.engine != "ray":
        return _refuse(speak("--address is of --engine ray only", "--address 只能与 --engine ray 同用"))
    if unknown := unknown_origin(options.origin):
        return _refuse(speak.of(unknown))
    try:
        names = Names.parse(options.columns)
    except ValueError as error:
        return _refuse(
            speak(
                f"--columns takes NAME=COLUMN for url, warc_id, source_id and content, not {error}",
                f"--columns 只接受 url、warc_id、source_id 和 content 的 名称=列名，没有 {error}",
            )
        )
    plan = Plan(options.output, names, options.origin, options.timeout)
    troubles: list[Words] = []
    over: list[str] = []
    try:
        store = Store(options.output)
        blocks = [block for block in shards.blocks(options.inputs, troubles, over) if not store.holds(block)]
        over = [one for one in over if not store.is_inside(one)]
    except Missing as missing:
        return _refuse(speak.of(missing.words))
    except (OSError, ValueError) as error:
        return _unwritten(error, speak)
    for trouble in troubles:
        say(f"proofpress convert: {speak.of(trouble)}")
    if troubles and not blocks:
        return USAGE
    try:
        if not options.force and (foreign := store.foreign()):
            return _refuse(
                speak(
                    f"{foreign} is not proofpress's own, and is not overwritten; choose another --output, or --force",
                    f"{foreign} 不是 proofpress 写的，不会覆盖；请换一个 --output，或使用 --force",
                )
            )
        failed = _run(options, plan, store, blocks, over, speak)
    except KeyboardInterrupt:
        say(speak("interrupted; the same command goes on where this one stopped", "已中断；再次运行同一命令即可继续"))
        return INTERRUPTED
    except (Missing, Unreachable) as refused:
        return _refuse(speak.of(refused.words))
    except OSError as error:
        if error.errno not in FULL:
            return _unwritten(error, speak)
        _unwritten(error, speak)
        standing = {name for name, _ in store.summaries()}
        stand = sum(block.name in standing for block in blocks)
        say(_said(report.whole_of(store), 0, stand, store, speak))
        return 1
    return 1 if failed or troubles else 0


def _run(options: Options, plan: Plan, store: Store, blocks: list[Block], over: list[str], speak: Speaker) -> bool:
    """Do what is not done yet, and say what came of all. True where rows failed or a shard is damaged. Raises OSError
    where the output cannot be written."""
    store.renew(blocks, plan.how)
    done = set() if options.force else store.done(plan.limit)
    to_do = [block for block in blocks if block.name not in done]
    store.sweep(block.name for block in to_do)
    stand = len(blocks) - len(to_do)
    _watched(_engine(options, plan, to_do), store, stand, len(blocks), over, speak)
    whole = report.write(store, len(blocks), len(blocks), speak.language, over)
    for shard, block, row, url, why in whole.failed[:MOST]:
        place = Words(f"{shard}: block {block}, row {row}", f"{shard}：第 {block} 块第 {row} 行")
        say(f"{speak.of(place)}{f' ({url})' if url else ''}{speak(': ', '：')}{speak.of(whole.words(why))}")
    for reason in whole.damaged[:MOST]:
        say(speak.of(whole.words(reason)))
    if gone := _gone(store, blocks, options.inputs):
        said = speak(
            "outputs whose input is gone (remove those that are not to be published): ",
            "输入已不存在的输出（不再发布的请删除）：",
        )
        say(said + first_of([f"{family}-*.parquet ({shard})" for shard, family in gone], MOST, ", "))
    say(_said(whole, len(to_do), stand, store, speak, over))
    return bool(whole.rows > whole.statuses[str(Status.CONVERTED)] or whole.damaged)


def _gone(store: Store, blocks: list[Block], inputs: tuple[str, ...]) -> list[tuple[str, str]]:
    """The shards below a folder or behind a pattern of the inputs that are there no longer, while their parts stand;
    each with what the names of its parts begin with."""
    shards_here = {block.shard for block in blocks}
    left = {one.shard: name.rpartition("-")[0] for name, one in store.summaries() if one.shard not in shards_here}
    folders = [folder for given in inputs if (folder := files.folder_of(given)) is not None]
    return [
        (shard, family)
        for shard, family in sorted(left.items())
        if any(shard.startswith(begin) and shard.endswith(end) for begin, end in folders) and not files.is_there(shard)
    ]


def _engine(options: Options, plan: Plan, blocks: list[Block]) -> Iterator[tuple[Block, Summary]]:
    if options.engine == "ray":
        return on_ray.run(plan, blocks, options.address)
    return here.run(plan, blocks, options.jobs or pool.cores())


def _watched(
    finished: Iterator[tuple[Block, Summary]], store: Store, stand: int, total: int, over: list[str], speak: Speaker
) -> None:
    """Wait for all blocks; now and then the report is written anew."""
    last = time.monotonic()
    with progress(total - stand, speak) as advance:
        for count, (block, _) in enumerate(finished, stand + 1):
            advance(block.name)
            if time.monotonic() - last >= SECONDS:
                report.write(store, count, total, speak.language, over)
                last = time.monotonic()


_MOST_KINDS = 5


def _said(whole: Summary, made: int, stand: int, store: Store, speak: Speaker, over: Sequence[str] = ()) -> str:
    converted, refused, failed = (
        whole.statuses[str(status)] for status in (Status.CONVERTED, Status.REFUSED, Status.FAILED)
    )
    rest_en, rest_zh = (f", {refused} refused", f"，不读取的格式 {refused} 行") if refused else ("", "")
    en = [
        f"{counted(converted, 'row')} converted{rest_en}, {failed} failed",
        f"{counted(made, 'part')} made, {stand} stood already",
    ]
    zh = [f"已转换 {converted} 行{rest_zh}，失败 {failed} 行", f"新写入 {made} 个分片，已有 {stand} 个"]
    if lost := whole.numbers["lost"]:
        en.append(f"{counted(lost, 'place')} where something is lost")
        zh.append(f"{lost} 处内容丢失")
    if not converted + refused + failed and whole.passed:
        kinds = ", ".join(f"{kind} ({count})" for kind, count in whole.passed.most_common(_MOST_KINDS))
        en.append(f"only what is no page was in them: {kinds}")
        zh.append(f"其中只有非网页的内容：{kinds}")
    if damaged := len(whole.damaged):
        en.append(counted(damaged, "damaged shard"))
        zh.append(f"{damaged} 个输入分片损坏")
    if over:
        names = first_of([files.file_of(one) for one in over], between=", ")
        en.append(f"{counted(len(over), 'file')} without records passed over: {names}")
        zh.append(f"{len(over)} 个文件不含记录，未读取：{names}")
    if store.has_report():
        en.append(f"see {store.address}/report.html")
        zh.append(f"详见 {store.address}/report.html")
    return speak("; ".join(en), "；".join(zh))


def _unwritten(error: Exception, speak: Speaker) -> int:
    """Say that the output cannot be written, and why."""
    return _refuse(speak.of(Words(f"the output cannot be written: {error}", f"无法写入输出：{error}")))


def _refuse(text: str) -> int:
    say(f"proofpress convert: {text}")
    return USAGE
