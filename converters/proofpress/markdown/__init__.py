"""The one lexer: what stands where in a Markdown text, as the dialect of its site reads it.

The lexer itself is loaded when it is first asked for: who only asks for a dialect starts sooner.
"""

from typing import TYPE_CHECKING

from proofpress.markdown.dialect import ANYBODYS, CANONICAL, COMPONENTS, MATH, Dialect

if TYPE_CHECKING:
    from proofpress.markdown.lexed import Lexed, lex, lex_source

__all__ = ["ANYBODYS", "CANONICAL", "COMPONENTS", "MATH", "Dialect", "Lexed", "lex", "lex_source"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(name)
    from proofpress.markdown import lexed

    return getattr(lexed, name)
