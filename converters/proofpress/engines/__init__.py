"""KaTeX and Mermaid as pure functions: a text in, a result or the trouble with it out."""
