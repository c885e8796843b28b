"""The one lexer: what stands where in a Markdown text, as the dialect of its site reads it."""

from proofpress.markdown.dialect import ANYBODYS, CANONICAL, COMPONENTS, MATH, Dialect
from proofpress.markdown.lexed import Lexed, lex, lex_source

__all__ = ["ANYBODYS", "CANONICAL", "COMPONENTS", "MATH", "Dialect", "Lexed", "lex", "lex_source"]
