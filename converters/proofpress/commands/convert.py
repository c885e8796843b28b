"""`proofpress convert`: from the words of the command line to files, lines for people, and an exit code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from proofpress import paths
from proofpress.bulk import linking, pool, worker
from proofpress.bulk.inputs import STANDARD_INPUT, Input, Inputs, collect
from proofpress.bulk.job import ASIDE, GONE, Job, Laid, Outcome, Status, give_up
from proofpress.bulk.manifest import Manifest, build_key
from proofpress.bulk.record import PICTURES, Record, digest
from proofpress.bulk.standing import standing
from proofpress.bulk.vault import write as write_names
from proofpress.commands.codes import FULL, INTERRUPTED, USAGE
from proofpress.commands.language import Speaker
from proofpress.commands.progress import progress
from proofpress.commands.streams import give, leave, refusal, say, taken
from proofpress.commands.tally import Tally
from proofpress.finding import Words

_ONE = Words(
    "--stdout takes one input; name one file that holds one article, or leave --stdout out",
    "--stdout 只接受一个输入；请给一个只含一篇文章的文件，或去掉 --stdout",
)

_GONE = Words(
    "what was made of it is gone from the output folder before it was done; run the command again",
    "其中间结果在完成前已从输出文件夹中消失；请重新运行",
)


@dataclass(frozen=True, slots=True)
class Options:
    inputs: tuple[str, ...]
    output: str | None = None
    origin: str | None = None
    ledger: str | None = None
    jobs: int | None = None
    title: str | None = None
    chat: str | None = None
    images: bool = False
    bibliographies: tuple[str, ...] = ()
    stdout: bool = False
    force: bool = False
    timeout: float = 60.0
    max_size: float = 32.0
    language: str = "en"


def run(options: Options) -> int:
    """Convert what the options name. Returns 0, 1 when some input could not be converted, 2 for wrong usage."""
    speak = Speaker(options.language)
    if wrong := _wrong_usage(options):
        say(f"proofpress convert: {speak.of(wrong)}")
        return USAGE
    to_stdout = options.stdout or (options.inputs == (STANDARD_INPUT,) and options.output is None)
    with ExitStack() as stack:
        folder = Path(options.output or "converted")
        manifest = None
        try:
            if not to_stdout:
                manifest = stack.enter_context(Manifest(folder))
        except OSError as error:
            say(
                speak(
                    f"{folder}: cannot be written to: {error.strerror}; choose another folder with --output",
                    f"{folder}：无法写入：{error.strerror}；请用 --output 选择其他文件夹",
                )
            )
            if error.errno not in FULL:
                return USAGE
            Tally(speak).close()
            return 1
        scratch = manifest.scratch if manifest else Path(stack.enter_context(TemporaryDirectory(prefix="proofpress-")))
        inputs = collect(options.inputs, output=None if to_stdout else folder, owns=manifest.owns if manifest else None)
        if to_stdout and len(options.inputs) > 1:
            say(f"proofpress convert: {speak.of(_ONE)}")
            return USAGE
        return _Run(options, inputs, manifest, folder, scratch, speak).run()


@dataclass(slots=True)
class _Run:
    """One run of the command: the inputs, then what is in the containers among them, then links between the outputs."""

    options: Options
    inputs: Inputs
    manifest: Manifest | None
    folder: Path
    scratch: Path
    speak: Speaker
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)

    def run(self) -> int:
        """Do it all; the exit code."""
        tally = Tally(self.speak, later=PICTURES if self.options.images else "")
        try:
            return self._run(tally)
        except OSError as error:
            if error.errno not in FULL:
                raise
            say(refusal(error, self.speak))
            tally.close()
            leave()
            return 1

    def _run(self, tally: Tally) -> int:
        options, inputs, speak = self.options, self.inputs, self.speak
        for trouble in inputs.troubles:
            tally.failed(trouble.name, trouble.message)
        data = taken(int(options.max_size * 1_000_000)) if any(i.path is None for i in inputs.found) else None
        workers = min(options.jobs or pool.cores(), max(len(inputs.found), 1))
        printed: list[str] = []
        try:
            todo: Sequence[Input] = inputs.found
            while todo:
                became: dict[str, tuple[Laid, ...]] = {}
                walked = {one.name for one in todo if one.walked}
                jobs = _jobs(options, todo, self.manifest, self.folder, self.scratch, data, self._vault())
                with progress(len(todo), speak) as advance:
                    for outcome in _outcomes(jobs, workers, options.timeout):
                        advance(outcome.name)
                        if self.manifest and outcome.record and outcome.status is Status.CONVERTED:
                            (self.manifest.hold if outcome.waits else self.manifest.add)(outcome.record)
                        tally.add(outcome, walked=outcome.name in walked)
                        if outcome.status in (Status.FAILED, Status.KEPT):
                            self.failed.add(outcome.name)
                        if outcome.status in GONE:
                            became[outcome.name] = outcome.parts
                        elif outcome.markdown is not None:
                            printed.append(outcome.markdown)
                        if options.ledger and not (outcome.name in walked and outcome.status in ASIDE):
                            self.outcomes[outcome.name] = outcome
                todo = inputs.settle(became)
                workers = min(options.jobs or pool.cores(), max(len(todo), 1))
            for trouble in inputs.refuse_clashes():
                tally.failed(trouble.name, trouble.message)
            if self.manifest:
                self._link(self.manifest, workers, tally)
                if options.images:
                    self._fetch(self.manifest, tally)
        except KeyboardInterrupt:
            tally.close()
            say(
                speak(
                    "interrupted; the same command goes on where this one stopped", "已中断；再次运行同一命令即可继续"
                )
            )
            return INTERRUPTED
        if len(printed) > 1:
            say(f"proofpress convert: {speak.of(_ONE)}")
            return USAGE
        give("".join(printed))
        if options.ledger:
            from proofpress.commands.write_ledger import write_ledger

            write_ledger(Path(options.ledger), inputs, self.outcomes, self.folder, data, options.language)
        if self.manifest:
            tally.copied(
                self.manifest.records[one.target.as_posix()]
                for one in inputs.found
                if one.target.as_posix() in self.manifest.records
            )
            tally.left(
                self.folder / target
                for name in options.inputs
                if paths.is_folder(name)
                for target in self.manifest.left_over(Path(name))
            )
        tally.close(quiet=self.manifest is None and not tally.troubled and options.stdout)
        return 1 if tally.failures else 0

    def _vault(self) -> str:
        """All files of the run noted down by their names; "" where there is one alone."""
        found = self.inputs.found
        if self.manifest is None or len(found) < 2:
            return ""
        file = self.scratch / "vault.json"
        write_names(file, (one.path for one in found if one.path is not None))
        return str(file)

    def _link(self, manifest: Manifest, workers: int, tally: Tally) -> None:
        """Lead links between the files of this run to their outputs; one that failed was said, and is let be."""
        found = self.inputs.found
        names = {one.target.as_posix(): one.name for one in found}
        left = {one.target.as_posix() for one in found if one.name in self.failed}
        jobs = linking.plan(found, manifest.known(), self.folder, manifest.text_at)
        for made in pool.run(
            jobs,
            worker.relink,
            linking.give_up,
            workers=min(workers, max(len(jobs), 1)),
            limit=self.options.timeout,
            preload="proofpress.bulk.relink",
        ):
            if made.trouble is not None:
                tally.failed(made.target, made.trouble)
            if made.record is None or made.record.target in left:
                continue
            tally.relinked(sum(old != new for old, new in made.record.links.written) if made.record.links else 0)
            name = names.get(made.record.target, made.target)
            if not self._publish(manifest, name, made.record, made.text, tally):
                left.add(made.record.target)
        for one in found:
            target = one.target.as_posix()
            if target not in left and (waits := manifest.held.get(target)) is not None:
                self._publish(manifest, one.name, waits, None, tally)
        _renewed(self.outcomes, manifest)

    def _publish(self, manifest: Manifest, name: str, record: Record, text: bytes | None, tally: Tally) -> bool:
        """Put an output into its place; False where it did not come there, which is said."""
        waited = record.target in manifest.held
        try:
            if not manifest.publish(record, text):
                tally.failed(name, _GONE)
                return False
        except OSError as error:
            (tally.undone if waited else tally.failed)(name, _full(error))
            return False
        return True

    def _fetch(self, manifest: Manifest, tally: Tally) -> None:
        """Bring pictures of other hosts into the output."""
        from proofpress.bulk.fetching import Fetcher
        from proofpress.bulk.pictures import localised

        names = {one.target.as_posix(): one.name for one in self.inputs.found}
        records = [manifest.records[target] for target in names if target in manifest.records]
        for record, data in localised(records, self.folder, manifest.scratch, Fetcher()):
            manifest.publish(record, data)
        for before in records:
            entries = manifest.records[before.target].entries
            tally.told(names[before.target], (entry for entry in entries if entry.rule == PICTURES))
        _renewed(self.outcomes, manifest)


def _full(error: OSError) -> Words:
    """Why an output that is made did not come into its place. Raises the error again where the disk is not full."""
    if error.errno not in FULL:
        raise error
    return Words(
        f"converted, but not in its place ({error.strerror}); free space and run the command again",
        f"已转换，但无法写入输出位置（{error.strerror}）；请清理空间后重新运行",
    )


def _renewed(outcomes: dict[str, Outcome], manifest: Manifest) -> None:
    """What the ledger will say of each output is what its newest record says."""
    for name, outcome in outcomes.items():
        if (record := outcome.record) is not None:
            outcomes[name] = replace(outcome, record=manifest.records.get(record.target, record))


def _outcomes(jobs: Iterable[Job], workers: int, limit: float) -> Iterator[Outcome]:
    """What stands from an earlier run, and the rest as it is done."""
    stand: list[Outcome] = []

    def to_do() -> Iterator[Job]:
        for job in jobs:
            if (outcome := standing(job)) is not None:
                stand.append(outcome)
            else:
                yield job

    for outcome in pool.run(
        to_do(), worker.convert, give_up, workers=workers, limit=limit, preload="proofpress.bulk.work"
    ):
        yield outcome
        yield from stand
        stand.clear()
    yield from stand


def _jobs(
    options: Options,
    inputs: Sequence[Input],
    manifest: Manifest | None,
    folder: Path,
    scratch: Path,
    data: bytes | None,
    vault: str,
) -> Iterator[Job]:
    key = digest(
        (
            build_key(),
            options.origin or "",
            "" if options.title is None else f"title {options.title}",
            options.chat or "",
        )
    )
    for one in inputs:
        mirror = one.target.as_posix()
        yield Job(
            one.name,
            str(one.path) if one.path else None,
            str(folder / one.target) if manifest else None,
            key,
            mirror,
            data=data if one.path is None else None,
            scratch=str(scratch),
            root=str(one.root) if one.root else None,
            origin=options.origin or one.origin,
            title=options.title,
            chat=options.chat,
            done=manifest.records.get(mirror) if manifest else None,
            held=manifest.held.get(mirror) if manifest else None,
            home=str(manifest.home) if manifest and vault else "",
            links=bool(vault),
            vault=vault,
            bibliographies=tuple(str(paths.real(name)) for name in options.bibliographies),
            places=bool(options.ledger and options.ledger.lower().endswith((".html", ".htm"))),
            force=options.force,
            size_limit=int(options.max_size * 1_000_000),
            part=one.part,
            walked=one.walked,
            container=(str(one.container[0]), str(one.container[1])) if one.container and one.container[1] else None,
        )


def _wrong_usage(options: Options) -> Words | None:
    if options.ledger and not options.ledger.lower().endswith((".json", ".html", ".htm")):
        return Words(
            "--ledger writes JSON or HTML; name a file that ends in .json or .html",
            "--ledger 只输出 JSON 或 HTML；文件名应以 .json 或 .html 结尾",
        )
    if "" in (*options.inputs, options.output):
        return Words(
            "an empty name is no file and no folder (a variable that is not set?); name one, or . for this folder",
            "名称为空（变量未设置？）；请给出文件或文件夹，当前文件夹写作 .",
        )
    for name in options.bibliographies:
        from proofpress.bulk.cited import entries

        if not entries(name):
            return Words(
                f"--bib takes a file of BibTeX or CSL-JSON, and {name} holds no entry of either",
                f"--bib 需要 BibTeX 或 CSL-JSON 文件；{name} 中没有这样的条目",
            )
    if options.images and options.stdout:
        return Words(
            "--download-images needs a folder for the pictures; leave --stdout out",
            "--download-images 需要输出文件夹；请去掉 --stdout",
        )
    if options.title is not None and (len(options.inputs) > 1 or paths.is_folder(options.inputs[0])):
        return Words("--title is for one article; name one file", "--title 只用于一篇文章；请只给一个文件")
    if options.inputs.count(STANDARD_INPUT) > 1:
        return Words("standard input can be read once; give one -", "标准输入只能读取一次；请只给一个 -")
    return unknown_origin(options.origin)


def unknown_origin(name: str | None) -> Words | None:
    """What is wrong with an origin that is given by its name."""
    if name is None:
        return None
    from proofpress.origins import ORIGINS

    names = sorted(origin.name for origin in ORIGINS)
    if name in names:
        return None
    return Words(
        f"unknown origin {name!r}; choose one of: {', '.join(names)}", f"未知来源 {name!r}；可选：{'、'.join(names)}"
    )
