"""What a run says as it goes, and the summary line at its end; all of it on standard error."""

from __future__ import annotations

import posixpath
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from proofpress.bulk.job import ASIDE, GONE, Outcome, Status
from proofpress.bulk.record import Entry, Record
from proofpress.commands.language import Speaker
from proofpress.commands.streams import say
from proofpress.conservation import LOST
from proofpress.finding import Severity, Words, counted, first_of

MOST_LISTED = 20
"""Converted files with something to look at that are listed by name; the ledger has them all."""

FEW = 3
"""Files that may have the same doubt before it is said once for all of them."""
LOSSES = Words(
    "text of the input that is neither in the output nor in the ledger", "输入中的内容既不在输出里，也不在记录里"
)


class Tally:
    """Counts outcomes and prints one line for each input that went wrong or that a person must look at. `later` names
    the rule whose entries are not known before the run's last step, which tells them."""

    def __init__(self, speak: Speaker, later: str = "") -> None:
        self._speak = speak
        self._later = later
        self._done = {Status.CONVERTED: 0, Status.UNCHANGED: 0}
        self._changes = {Severity.REPAIR: 0, Severity.REMOVAL: 0, Severity.WARNING: 0}
        self._doubtful: set[str] = set()
        self._doubts: dict[Words, dict[str, list[Entry]]] = {}
        self._notes: dict[str, str] = {}
        self._aside: dict[Status, list[str]] = {Status.PICTURE: [], Status.DATA: []}
        self._shown: frozenset[str] = frozenset()
        self._left: list[str] = []
        self._refused = self._kept = 0
        self.failures = 0
        self.troubled = False

    def failed(self, name: str, trouble: Words) -> None:
        self.failures += 1
        self._line(name, self._speak.of(trouble))

    def undone(self, name: str, trouble: Words) -> None:
        """Count an output that was converted and could not be put into its place."""
        self._done[Status.CONVERTED] -= 1
        self.failed(name, trouble)

    def add(self, outcome: Outcome, *, walked: bool = False) -> None:
        """Count an outcome. Of a folder's files that are no documents, only the names are said."""
        if walked and outcome.status in ASIDE:
            self._aside[outcome.status].append(outcome.name)
            return
        if outcome.status is Status.KEPT and outcome.trouble is not None:
            self._kept += 1
            self._line(outcome.name, self._speak.of(outcome.trouble))
            return
        if outcome.trouble is not None:
            if outcome.status in GONE:
                self._refused += 1
            self.failed(outcome.name, outcome.trouble)
            return
        if outcome.status is Status.OPENED:
            for note in outcome.notes:
                self._line(outcome.name, self._speak.of(note))
            for fault in outcome.faults:
                self.failed(outcome.name, fault)
            return
        self._done[outcome.status] += 1
        if outcome.record is None:
            return
        self.told(outcome.name, (entry for entry in outcome.record.entries if entry.rule != self._later))
        if remarks := [self._speak.of(note) for note in outcome.notes]:
            self._notes[outcome.name] = self._speak("; ", "；").join(remarks)

    def told(self, name: str, entries: Iterable[Entry]) -> None:
        """Count what a ledger says of a file."""
        for entry in entries:
            if entry.severity in self._changes:
                self._changes[entry.severity] += 1
            if entry.severity is Severity.WARNING:
                self._doubtful.add(name)
                kind = LOSSES if entry.rule == LOST else entry.message
                self._doubts.setdefault(kind, {}).setdefault(name, []).append(entry)

    def relinked(self, count: int) -> None:
        """Links of a file that lead to other outputs now."""
        self._changes[Severity.REPAIR] += count

    def copied(self, records: Iterable[Record]) -> None:
        """Tell pictures that stand beside an output now from those that nothing shows."""
        self._shown = frozenset(posixpath.basename(name) for record in records for name in record.files)

    def left(self, outputs: Iterable[Path]) -> None:
        """Outputs of earlier runs whose inputs are gone: nothing removes them but their owner."""
        self._left = list(dict.fromkeys(map(str, outputs)))

    def close(self, *, quiet: bool = False) -> None:
        """The files that need a person, then the summary line."""
        spread = [(kind, files) for kind, files in self._doubts.items() if len(files) > FEW or kind == LOSSES]
        for kind, files in sorted(spread, key=lambda one: (one[0] != LOSSES, -len(one[1]))):
            self._say_kind(kind, files)
        told = {kind for kind, _ in spread if kind != LOSSES}
        remarks = sorted(self._remarks(told), key=lambda one: (one[1] not in self._doubts.get(LOSSES, ()), one))
        for remark, name in remarks[:MOST_LISTED]:
            self._line(name, remark)
        if (rest := len(remarks) - MOST_LISTED) > 0:
            say(
                self._speak(
                    f"… and {rest} more files; --ledger FILE.html shows them all",
                    f"……另有 {rest} 个文件；用 --ledger FILE.html 查看全部",
                )
            )
        if not quiet:
            self._say_aside()
            say(self._summary())

    def _say_kind(self, kind: Words, files: Mapping[str, Sequence[Entry]]) -> None:
        """One line for a kind of doubt: how often, in how many files, and the first of them."""
        if kind == LOSSES and len(files) <= FEW:
            return  # Each file's own line says it.
        places, name = sum(map(len, files.values())), min(files)
        line = files[name][0].line
        self._line(
            self._speak(
                f"{counted(places, 'place')} in {counted(len(files), 'file')}", f"{len(files)} 个文件共 {places} 处"
            ),
            self._speak(f"{kind.en} (first: {name}, line {line})", f"{kind.zh}（首处：{name} 第 {line} 行）"),
        )

    def _remarks(self, told: Container[Words]) -> Iterator[tuple[str, str]]:
        """What is said of single files, with their names: the worst place, and how many more there are."""
        by_file: dict[str, list[Entry]] = {}
        for kind, files in self._doubts.items():
            if kind not in told:
                for name, entries in files.items():
                    by_file.setdefault(name, []).extend(entries)
        for name in by_file.keys() | self._notes.keys():
            parts = [self._notes[name]] if name in self._notes else []
            doubts = sorted(by_file.get(name, ()), key=lambda entry: (entry.rule != LOST, entry.start))
            if doubts:
                where, message = doubts[0].line, self._speak.of(doubts[0].message)
                parts.append(self._speak(f"line {where}: {message}", f"第 {where} 行：{message}"))
            if (more := len(doubts) - 1) > 0:
                parts.append(self._speak(f"and {counted(more, 'more place')} to look at", f"另有 {more} 处需查看"))
            yield self._speak("; ", "；").join(parts), name

    def _say_aside(self) -> None:
        """The files of a folder that are no articles, by name."""
        pictures = self._aside[Status.PICTURE]
        shown = [name for name in pictures if posixpath.basename(name) in self._shown]
        rest = [name for name in pictures if posixpath.basename(name) not in self._shown]
        for en, zh, names in (
            ("copied", "已复制", shown),
            ("pictures that no article shows", "未被文章引用的图片", rest),
            ("not text", "不是文章", self._aside[Status.DATA]),
        ):
            if names:
                names.sort()
                say(self._speak(f"{en}: ", f"{zh}：") + first_of(names, MOST_LISTED, ", "))
        if self._left:
            said = self._speak(
                "outputs whose input is gone (remove those that are not to be published): ",
                "输入已不存在的输出（不再发布的请删除）：",
            )
            say(said + first_of(self._left, MOST_LISTED, ", "))

    def _summary(self) -> str:
        converted, unchanged = self._done[Status.CONVERTED], self._done[Status.UNCHANGED]
        repairs, removals, doubts = self._changes.values()
        speak = self._speak
        parts = [speak(counted(converted, "file") + " converted", f"已转换 {converted} 个文件")]
        if unchanged:
            parts.append(speak(f"{unchanged} unchanged", f"{unchanged} 个未变"))
        if self._kept:
            parts.append(speak(f"{self._kept} left as edited", f"{self._kept} 个保留修改"))
        if failed := self.failures - self._refused:
            parts.append(speak(f"{failed} could not be converted", f"{failed} 个无法转换"))
        if self._refused:
            parts.append(speak(f"{self._refused} refused", f"{self._refused} 个未读取"))
        if others := sum(map(len, self._aside.values())):
            parts.append(speak(f"{counted(others, 'other file')} passed over", f"跳过其他文件 {others} 个"))
        changes = speak(
            f"{counted(repairs, 'repair')}, {counted(removals, 'removal')}", f"修复 {repairs} 处，移除 {removals} 处"
        )
        need = speak(
            f"{counted(doubts, 'place')} in {counted(len(self._doubtful), 'file')} for a person to look at"
            if doubts
            else "no doubts",
            f"{len(self._doubtful)} 个文件共 {doubts} 处需人工查看" if doubts else "没有存疑之处",
        )
        lost = sum(map(len, self._doubts.get(LOSSES, {}).values()))
        losses = (speak(f"{counted(lost, 'piece')} lost", f"丢失 {lost} 处"),) if lost else ()
        return speak("; ", "；").join((speak(", ", "，").join(parts), *losses, changes, need))

    def _line(self, name: str, text: str) -> None:
        self.troubled = True
        say(f"{name}: {' '.join(text.split())}")
