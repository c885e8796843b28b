"""What stands beside an input: files that its relative addresses lead to, whatever address its page has elsewhere.
Loads no converter."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote

from proofpress import paths, urls
from proofpress.bulk import vault
from proofpress.bulk.names import SHOWN
from proofpress.regex import regex

_HAS_ADDRESS = regex(rb"canonical|og:url|saved from url|singlefile|<base\b", re.I)
"""What a page has that may say where it stands; in any other, relative addresses stay as they are."""
_VALUE = regex(r"""(?<=[\w-])\s{0,9}=\s{0,9}(?:"([^"<>]{1,999})"|'([^'<>]{1,999})'|([^\s"'<>]{1,999}))""")


def beside(data: bytes, path: str | None, root: str | None, names: str = "") -> frozenset[str]:
    """The relative addresses, decoded, in a page that says its own, that lead to a picture beside it or to another
    input, of those that were noted down in the file `names`; and the folder that a browser saved along with it, with a
    slash behind it."""
    if path is None:
        return frozenset()
    folder = f"{Path(path).stem}_files"
    found = {f"{folder}/"} if paths.is_folder(Path(path).with_name(folder)) else set()
    if _HAS_ADDRESS.search(data):
        found |= {one for one in _written(data) if _leads(one, path, root, names)}
    return frozenset(found)


def picture_at(address: str, path: str, root: str) -> tuple[PurePosixPath, Path] | None:
    """A file below the folder of an input that an address means and a page may show: its path relative to the input,
    and where it is; None where there is none."""
    parts = urls.split(address)
    relative = PurePosixPath(unquote(parts.path))
    if parts.scheme or parts.netloc or not parts.path or relative.is_absolute():
        return None
    if relative.suffix and not SHOWN.search(relative.name):
        return None
    top, folder = paths.real(root), Path(path).parent
    there = paths.real(folder)
    depth = len(there.relative_to(top).parts) if there.is_relative_to(top) else 0
    at = folder / relative
    if _rises(relative) > depth or not paths.real(at).is_relative_to(top) or not paths.is_file(at):
        return None
    return relative, at


def served_at(address: str, path: str, root: str) -> tuple[PurePosixPath, Path] | None:
    """The same of an address that its site's generator leads elsewhere: from the root, to the folder of what is served
    as it is; and without a folder, to the one that bears the input's own name."""
    found = (picture_at(one, path, root) for one in _served(address, Path(path), Path(root)))
    return next(filter(None, found), None)


_SERVED = ("static", "public", "source", "docs/public", ".vuepress/public", "docs/.vuepress/public", "assets", "")
"""Folders whose content generators put at the root of the site."""
_SITE = "@site/"
"""The folder of the site, as Docusaurus calls it."""


def _served(address: str, path: Path, root: Path) -> Iterator[str]:
    parts = urls.split(address)
    said = unquote(parts.path)
    if parts.scheme or parts.netloc or not said:
        return
    if not said.startswith(("/", _SITE)):
        yield quote(f"{path.stem}/{said}")
        return
    named, places = (said.removeprefix(_SITE), ("",)) if said.startswith(_SITE) else (said.lstrip("/"), _SERVED)
    # A site may stand below a folder of its host, which is none of its own.
    behind = named.partition("/")[2] if places is _SERVED else ""
    yield from _below(named, places, path, root)
    if "/" in behind:
        yield from _below(behind, places, path, root)


def _below(named: str, places: tuple[str, ...], path: Path, root: Path) -> Iterator[str]:
    """A path in the folders around an input, and in those of them that are served, relative to it."""
    for folder in (path.parent, *path.parent.parents):
        if not folder.is_relative_to(root):
            return
        for place in places:
            yield quote(posixpath.relpath((folder / place / named).as_posix(), path.parent.as_posix()))


def _written(data: bytes) -> set[str]:
    """Every relative address in the attributes of a page."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("gb18030", "replace")
    values = {value for found in _VALUE.finditer(text) if (value := found[1] or found[2] or found[3])}
    values |= {one.split()[0] for value in values if "," in value for one in value.split(",") if one.strip()}
    return {name for value in values if (name := urls.decoded_path(unescape(value)))}


def _leads(name: str, path: str, root: str | None, names: str) -> bool:
    """Whether an address means a picture beside the input or another input; one that ends in a folder may mean any page
    of a site."""
    if root is not None and SHOWN.search(name):
        return picture_at(name, path, root) is not None
    if not names or name.endswith(("/", "/.", "/..")) or name in (".", ".."):
        return False
    folder = posixpath.dirname(vault.posix(path))
    return bool(vault.page_at(posixpath.normpath(posixpath.join(folder, name)), vault.known(names)))


def _rises(path: PurePosixPath) -> int:
    """How many folders above its start a relative path climbs at the most."""
    level = lowest = 0
    for part in path.parts:
        level += -1 if part == ".." else 1
        lowest = min(lowest, level)
    return -lowest
