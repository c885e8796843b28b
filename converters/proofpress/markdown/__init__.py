"""The one lexer: what stands where in a Markdown text, as the dialect of its site reads it."""

from proofpress.markdown.dialect import CANONICAL, Dialect
from proofpress.markdown.lexed import Lexed, lex

__all__ = ["CANONICAL", "Dialect", "Lexed", "lex"]
