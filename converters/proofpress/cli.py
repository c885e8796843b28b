"""The command line: reads its words, speaks Chinese or English, and hands over to `commands`."""

from __future__ import annotations

import argparse
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias, TypeVar

from proofpress.commands import streams
from proofpress.commands.language import LANGUAGES, Speaker, from_environment
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
    parser = argparse.ArgumentParser(
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
    _language_option(parser, speak)
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


Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
Number = TypeVar("Number", int, float)


def _convert(commands: Commands, speak: Speaker) -> None:
    parser = _command(
        commands,
        "convert",
        speak,
        speak(
            "convert HTML pages, Markdown and transcripts to canonical Markdown",
            "把 HTML 页面、Markdown 和对话记录转换为规范的 Markdown",
        ),
        speak(
            "What a file is, is decided by its content, never by its name. A folder's tree is mirrored: "
            "a/b.html becomes DIR/a/b.md.",
            "文件类型由内容决定，与文件名无关。文件夹结构会原样保留：a/b.html 变为 DIR/a/b.md。",
        ),
    )
    parser.add_argument(
        "inputs",
        nargs="+",
        metavar="INPUT",
        help=speak("file, folder, or - for standard input", "文件、文件夹，或 - 表示标准输入"),
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="DIR",
        help=speak(
            "where the Markdown goes (converted; for - standard output)",
            "输出文件夹（默认 converted；输入为 - 时为标准输出）",
        ),
    )
    parser.add_argument(
        "--from",
        dest="origin",
        metavar="ORIGIN",
        help=speak("where the input comes from, instead of finding out", "指定来源，不再自动识别"),
    )
    parser.add_argument(
        "--to",
        choices=("markdown", "epub", "parquet"),
        default="markdown",
        help=speak(
            "epub: all articles as one book, --output names it; "
            "parquet: inputs are records (WARC, Parquet, JSONL), and tables are written instead of files",
            "epub：全部文章合为一本电子书，由 --output 命名；"
            "parquet：输入为记录（WARC、Parquet、JSONL），输出表格而不是文件",
        ),
    )
    parser.add_argument(
        "--columns",
        default="",
        metavar="NAME=COLUMN,…",
        help=speak(
            "with --to parquet: what the input calls url, warc_id, source_id and content",
            "配合 --to parquet：输入中 url、warc_id、source_id、content 对应的列名",
        ),
    )
    parser.add_argument(
        "--engine",
        choices=("here", "ray"),
        default="here",
        help=speak("with --to parquet: this machine's cores, or Ray", "配合 --to parquet：本机核心或 Ray"),
    )
    parser.add_argument(
        "--address",
        metavar="ADDRESS",
        help=speak("of the Ray cluster (the one that runs here)", "Ray 集群地址（默认本机的集群）"),
    )
    parser.add_argument(
        "--ledger",
        metavar="FILE",
        help=speak(
            "write everything removed or repaired to FILE.html or FILE.json",
            "把所有移除与修复写入 FILE.html 或 FILE.json",
        ),
    )
    parser.add_argument(
        "-j", "--jobs", type=_positive(int), metavar="N", help=speak("processes (all cores)", "进程数（默认全部核心）")
    )
    parser.add_argument(
        "--download-images",
        action="store_true",
        help=speak(
            "fetch pictures of other hosts into the output; without it nothing touches the network",
            "把外部图片下载到输出文件夹；不加此项则从不访问网络",
        ),
    )
    parser.add_argument(
        "--bib",
        action="append",
        default=[],
        metavar="FILE",
        help=speak(
            "works that articles cite by key ([@key]), as BibTeX or CSL-JSON: each citation becomes a note",
            "文章以键（[@key]）引用的文献库，BibTeX 或 CSL-JSON：引用改为脚注",
        ),
    )
    parser.add_argument(
        "--chat",
        choices=("answer", "dialogue"),
        help=speak(
            "of a conversation: what the machine answered alone, "
            "or every turn (one answer alone, several as a dialogue)",
            "对话记录：只要回答，或保留全部轮次（默认：单个回答只留回答，多轮则保留对话）",
        ),
    )
    parser.add_argument(
        "--title", metavar="T", help=speak("the article's title, instead of the one found", "指定文章标题")
    )
    parser.add_argument(
        "--stdout",
        action="store_true",
        help=speak("print the Markdown of the one input and write no file", "输出到标准输出，不写文件（仅限一个输入）"),
    )
    parser.add_argument(
        "--force",
        action="store_true",
        help=speak(
            "convert everything again, and overwrite files that are not proofpress's own",
            "全部重新转换，并覆盖不是由 proofpress 生成的文件",
        ),
    )
    parser.add_argument(
        "--timeout",
        type=_positive(float),
        default=60.0,
        metavar="SECONDS",
        help=speak("most time for one file (60)", "单个文件的时限，秒（默认 60）"),
    )
    parser.add_argument(
        "--max-size",
        type=_positive(float),
        default=32.0,
        metavar="MB",
        help=speak("largest file to read (32)", "单个文件的大小上限，MB（默认 32）"),
    )

    def run(options: argparse.Namespace, speak: Speaker) -> int:
        if options.to == "parquet":
            given = {
                "--bib": options.bib,
                "--chat": options.chat,
                "--download-images": options.download_images,
                "--ledger": options.ledger,
                "--stdout": options.stdout,
                "--title": options.title,
            }
            if unread := [name for name, value in given.items() if value]:
                said = ", ".join(unread)
                say(
                    speak(
                        f"proofpress convert: {said}: not with --to parquet",
                        f"proofpress convert：{said} 不能与 --to parquet 同用",
                    )
                )
                return 2
            from proofpress.commands import records

            return records.run(
                records.Options(
                    tuple(options.inputs),
                    options.output or "converted",
                    options.origin,
                    options.jobs,
                    options.timeout,
                    options.force,
                    options.columns,
                    options.engine,
                    options.address,
                    speak.language,
                )
            )
        from proofpress.commands.convert import Options

        if options.to == "epub":
            from proofpress.commands.book import run as convert
        else:
            from proofpress.commands.convert import run as convert

        return convert(
            Options(
                tuple(options.inputs),
                options.output,
                options.origin,
                options.ledger,
                options.jobs,
                options.title,
                options.chat,
                options.download_images,
                tuple(options.bib),
                options.stdout,
                options.force,
                options.timeout,
                options.max_size,
                speak.language,
            )
        )

    parser.set_defaults(run=run)


def _check(commands: Commands, speak: Speaker) -> None:
    parser = _command(
        commands,
        "check",
        speak,
        speak("name every fault of Markdown pages, at its place", "逐一指出 Markdown 页面中的问题及其位置"),
        speak(
            "Exits with 1 where there are errors, with 2 where it could not run.",
            "有错误时退出码为 1，无法运行时为 2。",
        ),
    )
    parser.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help=speak("file, folder, or - for standard input", "文件、文件夹，或 - 表示标准输入"),
    )
    parser.add_argument(
        "--select",
        type=_names,
        metavar="RULE",
        action="extend",
        help=speak(
            "only these rules; all, default, or names with a * at the end",
            "只用这些规则；可用 all、default 或以 * 结尾的名称",
        ),
    )
    parser.add_argument(
        "--ignore", type=_names, metavar="RULE", action="extend", help=speak("all but these rules", "忽略这些规则")
    )
    parser.add_argument(
        "--fix", action="store_true", help=speak("mend what is safe to mend", "自动修复可安全修复的问题")
    )
    parser.add_argument(
        "--unsafe-fixes",
        action="store_true",
        help=speak("mend also what may change what the page says", "也应用可能改变内容的修复"),
    )
    parser.add_argument(
        "--diff",
        action="store_true",
        help=speak("show what would be mended and change nothing", "只显示将要做的修复，不改动文件"),
    )
    parser.add_argument(
        "--fail-on",
        choices=("error", "warning"),
        help=speak("the least weight that makes the exit code 1 (error)", "使退出码为 1 的最低级别（默认 error）"),
    )
    parser.add_argument(
        "--format",
        choices=("text", "concise", "json", "sarif", "github", "junit"),
        help=speak("how findings are printed (text)", "输出格式（默认 text）"),
    )
    parser.add_argument(
        "--baseline",
        metavar="FILE",
        help=speak("findings that were there before; made if missing", "既有问题的基线文件；不存在则创建"),
    )
    parser.add_argument(
        "-j", "--jobs", type=_positive(int), metavar="N", help=speak("processes (all cores)", "进程数（默认全部核心）")
    )
    parser.add_argument(
        "--timeout",
        type=_positive(float),
        default=60.0,
        metavar="SECONDS",
        help=speak("most time for one file (60)", "单个文件的时限，秒（默认 60）"),
    )

    def run(options: argparse.Namespace, speak: Speaker) -> int:
        from proofpress.commands.check import Options
        from proofpress.commands.check import run as check

        return check(
            Options(
                tuple(options.paths),
                _tuple(options.select),
                _tuple(options.ignore),
                options.fix,
                options.unsafe_fixes,
                options.diff,
                options.fail_on,
                options.format,
                options.baseline,
                options.jobs,
                options.timeout,
                speak.language,
            )
        )

    parser.set_defaults(run=run)


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _tuple(names: list[str] | None) -> tuple[str, ...] | None:
    return None if names is None else tuple(names)


def _explain(commands: Commands, speak: Speaker) -> None:
    parser = _command(
        commands,
        "explain",
        speak,
        speak("print a rule's page", "打印规则说明"),
        speak("Without a name: a list of all rules.", "不给名称则列出全部规则。"),
    )
    parser.add_argument("rules", nargs="*", metavar="RULE", help=speak("name of a rule", "规则名称"))

    def run(options: argparse.Namespace, speak: Speaker) -> int:
        from proofpress.commands.explain import run as explain

        return explain(options.rules, speak)

    parser.set_defaults(run=run)


def _new(commands: Commands, speak: Speaker) -> None:
    parser = _command(
        commands,
        "new",
        speak,
        speak("lay out a ready site for your own articles in an empty folder", "在空文件夹中生成可直接使用的网站"),
        speak("It depends on the installed package alone.", "只依赖已安装的软件包。"),
    )
    parser.add_argument("folder", metavar="DIR", help=speak("folder, new or empty", "新的或空的文件夹"))
    parser.add_argument(
        "--name", metavar="NAME", help=speak("the site's name (that of the folder)", "网站名称（默认取文件夹名）")
    )

    parser.add_argument(
        "--for",
        dest="heap",
        metavar="HEAP",
        help=speak(
            "the folder that the articles will come from: the site takes their language",
            "文章素材所在的文件夹：网站采用其中文章的语言",
        ),
    )
    parser.add_argument(
        "--site-lang",
        choices=LANGUAGES,
        help=speak(
            "language of the site (that of HEAP, else that of messages)",
            "网站的语言（默认取素材的语言，其次取消息的语言）",
        ),
    )

    def run(options: argparse.Namespace, speak: Speaker) -> int:
        from proofpress.commands.new import run as new

        return new(options.folder, options.name, options.heap, options.site_lang, speak)

    parser.set_defaults(run=run)


def _lsp(commands: Commands, speak: Speaker) -> None:
    parser = _command(
        commands,
        "lsp",
        speak,
        speak(
            "a language server for editors, over standard input and output", "供编辑器使用的语言服务器（标准输入输出）"
        ),
        "",
    )

    def run(options: argparse.Namespace, speak: Speaker) -> int:
        del options
        try:
            from proofpress.lsp import serve
        except ImportError:
            say(
                speak(
                    "proofpress lsp: needs pygls; pip install 'proofpress[lsp]'",
                    "proofpress lsp：需要 pygls；pip install 'proofpress[lsp]'",
                )
            )
            return 2
        serve(speak.language)
        return 0

    parser.set_defaults(run=run)


COMMANDS: tuple[Callable[[Commands, Speaker], None], ...] = (_convert, _check, _explain, _new, _lsp)
"""The commands in the order in which the help lists them."""


def _command(commands: Commands, name: str, speak: Speaker, short: str, long: str) -> argparse.ArgumentParser:
    parser = commands.add_parser(
        name, help=short, description=f"{short[0].upper()}{short[1:]}{speak('.', '。')} {long}".strip()
    )
    _language_option(parser, speak)
    return parser


def _language_option(parser: argparse.ArgumentParser, speak: Speaker) -> None:
    parser.add_argument(
        "--lang",
        choices=LANGUAGES,
        default=argparse.SUPPRESS,
        help=speak("language of messages (from the locale)", "消息语言（默认取自系统区域设置）"),
    )


def _language(words: Sequence[str]) -> str:
    """The language asked for, known before the parser is built because the parser speaks it."""
    for word, following in zip(words, [*words, ""][1:], strict=True):
        name, _, value = word.partition("=")
        if name == "--lang" and (value or following) in LANGUAGES:
            return value or following
    return from_environment()


def _positive(kind: Callable[[str], Number]) -> Callable[[str], Number]:
    def parse(text: str) -> Number:
        value = kind(text)
        if not value > 0:
            raise ValueError
        return value

    parse.__name__ = "positive number"
    return parse
