"""What the words of all commands have in common."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TypeAlias, TypeVar

from proofpress.commands.language import LANGUAGES, Speaker

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
Number = TypeVar("Number", int, float)


def command(commands: Commands, name: str, speak: Speaker, short: str, long: str) -> argparse.ArgumentParser:
    parser = commands.add_parser(
        name, help=short, description=f"{short[0].upper()}{short[1:]}{speak('.', '。')} {long}".strip()
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


def positive(kind: Callable[[str], Number]) -> Callable[[str], Number]:
    def parse(text: str) -> Number:
        value = kind(text)
        if not value > 0:
            raise ValueError
        return value

    parse.__name__ = "positive number"
    return parse


def names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def maybe_tuple(names: list[str] | None) -> tuple[str, ...] | None:
    return None if names is None else tuple(names)
