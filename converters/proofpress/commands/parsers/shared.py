"""What the words of all commands have in common."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import Any, NoReturn, TypeAlias, TypeVar

from proofpress.commands.codes import USAGE
from proofpress.commands.language import LANGUAGES, Speaker
from proofpress.words.parsers import in_chinese

Commands: TypeAlias = "argparse._SubParsersAction[Parser]"
Number = TypeVar("Number", int, float)


class Parser(argparse.ArgumentParser):
    """Says in the language of the run what is wrong with the words of a command."""

    def __init__(self, *, speak: Speaker, **given: Any) -> None:
        super().__init__(**given, add_help=False)
        self._speak = speak
        self.add_argument("-h", "--help", action="help", help=speak("show this help and exit", "显示此帮助并退出"))
        self._positionals.title = speak("positional arguments", "参数")
        self._optionals.title = speak("options", "选项")

    def format_usage(self) -> str:
        """How the command is called."""
        return self._called(super().format_usage())

    def format_help(self) -> str:
        """The whole help."""
        return self._called(super().format_help())

    def _called(self, text: str) -> str:
        return self._speak("usage: ", "用法：") + text.removeprefix("usage: ")

    def error(self, message: str) -> NoReturn:
        """End the run with what is wrong."""
        self.print_usage(sys.stderr)
        en, zh = f"{self.prog}: error: {message}", f"{self.prog}：{in_chinese(message)}"
        self.exit(USAGE, f"{self._speak(en, zh)}\n")


def command(commands: Commands, name: str, speak: Speaker, short: str, long: str) -> argparse.ArgumentParser:
    parser = commands.add_parser(
        name, speak=speak, help=short, description=f"{short[0].upper()}{short[1:]}{speak('.', '。')} {long}".strip()
    )
    language_option(parser, speak)
    return parser


def language_option(parser: argparse.ArgumentParser, speak: Speaker) -> None:
    parser.add_argument(
        "--lang",
        choices=LANGUAGES,
        default=argparse.SUPPRESS,
        help=speak("language of messages (from the locale)", "消息语言（默认取自系统区域设置）"),
    )


def worker_options(parser: argparse.ArgumentParser, speak: Speaker) -> None:
    parser.add_argument(
        "-j", "--jobs", type=positive(int), metavar="N", help=speak("processes (all cores)", "进程数（默认全部核心）")
    )
    parser.add_argument(
        "--timeout",
        type=positive(float),
        default=60.0,
        metavar="SECONDS",
        help=speak("most time for one file (60)", "单个文件的时限，秒（默认 60）"),
    )


_MOST = 10**9
"""More seconds, megabytes or processes than anything takes; a clock has no room for some more."""


def positive(kind: Callable[[str], Number]) -> Callable[[str], Number]:
    def parse(text: str) -> Number:
        value = kind(text)
        if not 0 < value <= _MOST:
            raise ValueError
        return value

    parse.__name__ = "positive number"
    return parse


def names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def maybe_tuple(names: list[str] | None) -> tuple[str, ...] | None:
    return None if names is None else tuple(names)
