"""What a run says as it goes, and the summary line at its end; all of it on standard error."""

from __future__ import annotations

import posixpath
import sys
from collections.abc import Iterable

from proofpress.bulk.job import GONE, Outcome, Status
from proofpress.bulk.record import Record
from proofpress.commands.language import Speaker
from proofpress.finding import Severity, Words

MOST_LISTED = 20
"""Converted files with something to look at that are listed by name; the ledger has them all."""


class Tally:
    """Counts outcomes and prints one line for each input that went wrong or that a person must look at."""

    def __init__(self, speak: Speaker) -> None:
        self._speak = speak
        self._done = {Status.CONVERTED: 0, Status.UNCHANGED: 0}
        self._changes = {Severity.REPAIR: 0, Severity.REMOVAL: 0, Severity.WARNING: 0}
        self._doubtful = 0
        self._remarks: list[tuple[str, str]] = []
        self._aside: dict[Status, list[str]] = {Status.PICTURE: [], Status.DATA: []}
        self._shown: frozenset[str] = frozenset()
        self._refused = 0
        self.failures = 0
        self.troubled = False

    def failed(self, name: str, trouble: Words) -> None:
        self.failures += 1
        self._line(name, self._speak.of(trouble))

    def add(self, outcome: Outcome, *, walked: bool = False) -> None:
        """Count an outcome. Of a folder's files that are no documents, only the names are said."""
        if walked and outcome.status in (Status.PICTURE, Status.DATA):
            self._aside[outcome.status].append(outcome.name)
            return
        if outcome.trouble is not None:
            if outcome.status in GONE:
                self._refused += 1
            self.failed(outcome.name, outcome.trouble)
            return
        if outcome.status is Status.OPENED:
            for note in outcome.notes:
                self._line(outcome.name, self._speak.of(note))
            return
        self._done[outcome.status] += 1
        if outcome.record is None:
            return
        remarks = [self._speak.of(note) for note in outcome.notes]
        for severity in self._changes:
            self._changes[severity] += outcome.record.count(severity)
        doubts = [e for e in outcome.record.entries if e.severity is Severity.WARNING]
        if doubts:
            self._doubtful += 1
            where, message = doubts[0].line, self._speak.of(doubts[0].message)
            remarks.append(self._speak(f"line {where}: {message}", f"第 {where} 行：{message}"))
        if len(doubts) > 1:
            remarks.append(
                self._speak(
                    f"and {_count(len(doubts) - 1, 'more place')} to look at", f"另有 {len(doubts) - 1} 处需查看"
                )
            )
        if remarks:
            self._remarks.append((outcome.name, self._speak("; ", "；").join(remarks)))

    def relinked(self, count: int) -> None:
        """Links of a file that lead to other outputs now."""
        self._changes[Severity.REPAIR] += count

    def copied(self, records: Iterable[Record]) -> None:
        """Tell pictures that stand beside an output now from those that nothing shows."""
        self._shown = frozenset(posixpath.basename(name) for record in records for name in record.files)

    def close(self, *, quiet: bool = False) -> None:
        """The files that need a person, then the summary line."""
        self._remarks.sort()
        for name, remark in self._remarks[:MOST_LISTED]:
            self._line(name, remark)
        if (rest := len(self._remarks) - MOST_LISTED) > 0:
            self._print(
                self._speak(
                    f"… and {rest} more files; --ledger FILE.html shows them all",
                    f"……另有 {rest} 个文件；用 --ledger FILE.html 查看全部",
                )
            )
        if not quiet:
            self._say_aside()
            self._print(self._summary())

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
                more = f" … (+{len(names) - MOST_LISTED})" if len(names) > MOST_LISTED else ""
                self._print(self._speak(f"{en}: ", f"{zh}：") + ", ".join(names[:MOST_LISTED]) + more)

    def _summary(self) -> str:
        converted, unchanged = self._done[Status.CONVERTED], self._done[Status.UNCHANGED]
        repairs, removals, doubts = self._changes.values()
        speak = self._speak
        parts = [speak(_count(converted, "file") + " converted", f"已转换 {converted} 个文件")]
        if unchanged:
            parts.append(speak(f"{unchanged} unchanged", f"{unchanged} 个未变"))
        if failed := self.failures - self._refused:
            parts.append(speak(f"{failed} could not be converted", f"{failed} 个无法转换"))
        if self._refused:
            parts.append(speak(f"{self._refused} refused", f"{self._refused} 个未读取"))
        if others := sum(map(len, self._aside.values())):
            parts.append(speak(f"{_count(others, 'other file')} passed over", f"跳过其他文件 {others} 个"))
        changes = speak(
            f"{_count(repairs, 'repair')}, {_count(removals, 'removal')}", f"修复 {repairs} 处，移除 {removals} 处"
        )
        need = speak(
            f"{_count(doubts, 'place')} in {_count(self._doubtful, 'file')} for a person to look at"
            if doubts
            else "no doubts",
            f"{self._doubtful} 个文件共 {doubts} 处需人工查看" if doubts else "没有存疑之处",
        )
        return speak("; ", "；").join((speak(", ", "，").join(parts), changes, need))

    def _line(self, name: str, text: str) -> None:
        self.troubled = True
        self._print(f"{name}: {' '.join(text.split())}")

    def _print(self, text: str) -> None:
        print(text, file=sys.stderr, flush=True)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
