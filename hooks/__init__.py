"""The MkDocs plugin `proofpress`: each module is one part, and can stand under `hooks:` in `mkdocs.yml` by itself as
well.

A wheel carries this folder as the package `proofpress_mkdocs`.
"""
