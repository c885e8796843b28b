"""The words of `convert`."""

from __future__ import annotations

import argparse

from proofpress.commands.language import Speaker
from proofpress.commands.parsers.shared import Commands, command, positive, worker_options
from proofpress.commands.streams import say

_MAX_SIZE = 32.0
"""Megabytes of the largest file that is read, where no option says so."""


def add(commands: Commands, speak: Speaker) -> None:
    parser = command(
        commands,
        "convert",
        speak,
        speak(
            "convert HTML pages, Markdown and transcripts to canonical Markdown",
            "把 HTML 页面、Markdown 和对话记录转换为规范的 Markdown",
        ),
        speak(
            "What a file is, is decided by its content, never by its name. A folder's tree is mirrored: "
            "a/b.html becomes DIR/a/b.md; names in it that begin with a dot are passed over.",
            "文件类型由内容决定，与文件名无关。文件夹结构会原样保留：a/b.html 变为 DIR/a/b.md；以点开头的名字会跳过。",
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
            "where the Markdown goes (converted; for - standard output); - is --stdout",
            "输出文件夹（默认 converted；输入为 - 时为标准输出）；写作 - 即 --stdout",
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
    worker_options(parser, speak)
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
        "--max-size",
        type=positive(float),
        metavar="MB",
        help=speak("largest file to read (32)", "单个文件的大小上限，MB（默认 32）"),
    )

    def run(options: argparse.Namespace, speak: Speaker) -> int:
        if options.output == "-":
            options.output, options.stdout = None, True
        records_only = {
            "--address": options.address,
            "--columns": options.columns,
            "--engine": options.engine != "here",
        }
        files_only = {
            "--bib": options.bib,
            "--chat": options.chat,
            "--download-images": options.download_images,
            "--ledger": options.ledger,
            "--max-size": options.max_size,
            "--stdout": options.stdout,
            "--title": options.title,
        }
        of_records = options.to == "parquet"
        if unread := [name for name, value in (files_only if of_records else records_only).items() if value]:
            said = ", ".join(unread)
            en, zh = ("not with --to parquet", "不能") if of_records else ("with --to parquet only", "只能")
            say(speak(f"proofpress convert: {said}: {en}", f"proofpress convert：{said} {zh}与 --to parquet 同用"))
            return 2
        if of_records:
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
                options.max_size or _MAX_SIZE,
                speak.language,
            )
        )

    parser.set_defaults(run=run)
