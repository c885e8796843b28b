"""`proofpress convert --to epub`: all articles of the inputs as one book."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from proofpress import paths
from proofpress.bulk.files import whole_file
from proofpress.bulk.inputs import STANDARD_INPUT
from proofpress.commands import convert
from proofpress.commands.codes import USAGE
from proofpress.commands.convert import Options
from proofpress.commands.language import Speaker
from proofpress.commands.streams import say
from proofpress.finding import Words

if TYPE_CHECKING:
    from proofpress.book.chapter import Chapter


def run(options: Options) -> int:
    """Convert what the options name and write the book. Returns 0, 1 when some input could not be converted or nothing
    could be written, 2 for wrong usage."""
    speak = Speaker(options.language)
    place = Path(options.output) if options.output else Path(f"{_stem(options.inputs)}.epub")
    if wrong := _wrong(options, place):
        say(f"proofpress convert: {speak.of(wrong)}")
        return USAGE
    from proofpress.book.package import Book, is_ours, write

    if paths.exists(place) and not options.force and not is_ours(place):
        say(
            speak(
                f"{place} is there already and not a book of proofpress's; name another, or use --force",
                f"{place} 已存在，且不是 proofpress 生成的；请换个名字，或使用 --force",
            )
        )
        return USAGE
    alone = len(options.inputs) == 1 and not paths.is_folder(options.inputs[0])
    with TemporaryDirectory(prefix="proofpress-") as scratch:
        code = convert.run(replace(options, output=scratch, title=options.title if alone else None))
        if code > 1:
            return code
        root = Path(scratch)
        chapters = _chapters(root)
        if not chapters:
            say(speak("no article was converted; no book was written", "没有转换出文章，未生成电子书"))
            return 1
        title = options.title or (chapters[0].about.title if len(chapters) == 1 else _stem(options.inputs))
        try:
            with whole_file(place) as file:
                write(Book(title, tuple(chapters), _now()), file)
        except OSError as error:
            say(speak(f"{place}: cannot be written: {error.strerror}", f"{place}：无法写入：{error.strerror}"))
            return 1
    count = len(chapters)
    say(speak(f"{place}: {count} {'chapter' if count == 1 else 'chapters'}", f"{place}：{count} 章"))
    return code


def _chapters(root: Path) -> list[Chapter]:
    from proofpress.book.chapter import chapter

    found = (path.relative_to(root) for path in root.rglob("*.md"))
    names = sorted((path.as_posix() for path in found if not path.parts[0].startswith(".")), key=_order)
    files = {path: f"chapter-{number}.xhtml" for number, path in enumerate(names, 1)}
    read = _pictures(root)
    return [chapter(path, (root / path).read_text("utf-8"), file, files, read) for path, file in files.items()]


def _pictures(root: Path) -> Callable[[str], bytes | None]:
    def read(name: str) -> bytes | None:
        path = root / name
        inside = paths.real(path).is_relative_to(paths.real(root))
        return path.read_bytes() if inside and paths.is_file(path) else None

    return read


def _order(path: str) -> list[tuple[int, int, str]]:
    """Names in the order that people expect: `2` before `10`."""
    parts = re.findall(r"\d+|\D+", path)
    return [(0, int(part[:20]), part) if part.isascii() and part.isdigit() else (1, 0, part) for part in parts]


def _stem(inputs: tuple[str, ...]) -> str:
    first = Path(inputs[0]).absolute()
    if inputs[0] == STANDARD_INPUT:
        return "book"
    return first.name if paths.is_folder(first) else first.stem


def _now() -> datetime:
    """The time of writing, or that which `SOURCE_DATE_EPOCH` names."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(given), UTC) if given.isdigit() else datetime.now(UTC)


def _wrong(options: Options, place: Path) -> Words | None:
    if options.stdout:
        return Words("--to epub writes a file; leave --stdout out", "--to epub 输出文件；请去掉 --stdout")
    if place.suffix.lower() != ".epub":
        return Words(
            "--to epub: --output names a file that ends in .epub", "--to epub：--output 应为以 .epub 结尾的文件"
        )
    return None
