"""Rules: Document → Findings, pure. One rule a file; the module's docstring is its page and its test."""
