"""The words of the small commands: `explain`, `new`, `lsp`."""

from __future__ import annotations

import argparse

from proofpress.commands.language import LANGUAGES, Speaker
from proofpress.commands.parsers.shared import Commands, command
from proofpress.commands.streams import say


def explain(commands: Commands, speak: Speaker) -> None:
    parser = command(
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


def new(commands: Commands, speak: Speaker) -> None:
    parser = command(
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


def lsp(commands: Commands, speak: Speaker) -> None:
    parser = command(
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
        return serve(speak.language)

    parser.set_defaults(run=run)
