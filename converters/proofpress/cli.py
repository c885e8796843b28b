"""The command line: reads its words, speaks Chinese or English, and hands over to `commands`."""

from __future__ import annotations

import argparse
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from proofpress.commands import streams
from proofpress.commands.language import LANGUAGES, Speaker, from_environment
from proofpress.commands.parsers import check, convert, others
from proofpress.commands.parsers.shared import Commands, Parser, language_option
from proofpress.commands.streams import say


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    streams.prepare()
    speak = Speaker(_language(words))
    parser = build_parser(speak)
    options = parser.parse_args(words)
    if options.run is None:
        parser.print_help(sys.stderr)
        return 2
    try:
        code = int(options.run(options, speak))
        streams.finish()
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        streams.leave()
        return 141
    except OSError as error:
        streams.leave()
        say(streams.refusal(error, speak))
        return 2
    except Exception as error:  # noqa: BLE001
        where = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{type(error).__name__}: {error}, {Path(where.filename).name}:{where.lineno}"
        say(
            speak(
                f"proofpress: a fault of its own ({place}); please report it",
                f"proofpress：程序自身的错误（{place}）；请反馈",
            )
        )
        return 2
    return code


def build_parser(speak: Speaker) -> argparse.ArgumentParser:
    """The whole command line in the speaker's language."""
    parser = Parser(
        speak=speak,
        prog="proofpress",
        description=speak(
            "Turn messy technical articles into canonical Markdown, and proof them before they are published.",
            "把杂乱的技术文章转换为规范的 Markdown，并在发布前校对。",
        ),
    )
    parser.set_defaults(run=None)
    parser.add_argument(
        "--version", action=_Version, nargs=0, help=speak("print the version and exit", "打印版本号并退出")
    )
    language_option(parser, speak)
    commands = parser.add_subparsers(title=speak("commands", "命令"), metavar="COMMAND")
    for add in COMMANDS:
        add(commands, speak)
    return parser


class _Version(argparse.Action):
    """Looks the version up only where it is asked for: that takes as long as the rest of the start."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object, **__: object) -> None:
        from proofpress.version import version

        print(f"proofpress {version()}")
        parser.exit()


COMMANDS: tuple[Callable[[Commands, Speaker], None], ...] = (
    convert.add,
    check.add,
    others.explain,
    others.new,
    others.lsp,
)
"""The commands in the order in which the help lists them."""


def _language(words: Sequence[str]) -> str:
    """The language asked for, known before the parser is built because the parser speaks it. The last one counts."""
    asked = ""
    for word, following in zip(words, [*words, ""][1:], strict=True):
        name, _, value = word.partition("=")
        if name == "--lang" and (value or following) in LANGUAGES:
            asked = value or following
    return asked or from_environment()
