"""Articles as a book: canonical Markdown becomes EPUB 3, with formulas as MathML and diagrams as pictures.

No reader of books runs scripts, and each is strict about XML: a chapter is the page of the site's own parser, cleaned
as pages are, and written anew as XHTML.
"""
