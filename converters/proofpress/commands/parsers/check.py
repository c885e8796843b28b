"""The words of `check`."""

from __future__ import annotations

import argparse

from proofpress.commands.language import Speaker
from proofpress.commands.parsers.shared import Commands, command, maybe_tuple, names, worker_options


def add(commands: Commands, speak: Speaker) -> None:
    parser = command(
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
        type=names,
        metavar="RULE",
        action="extend",
        help=speak(
            "only these rules; all, default, or names with a * at the end",
            "只用这些规则；可用 all、default 或以 * 结尾的名称",
        ),
    )
    parser.add_argument(
        "--ignore", type=names, metavar="RULE", action="extend", help=speak("all but these rules", "忽略这些规则")
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
    worker_options(parser, speak)

    def run(options: argparse.Namespace, speak: Speaker) -> int:
        from proofpress.commands.check import Options
        from proofpress.commands.check import run as check

        return check(
            Options(
                tuple(options.paths),
                maybe_tuple(options.select),
                maybe_tuple(options.ignore),
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
