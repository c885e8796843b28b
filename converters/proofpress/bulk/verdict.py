"""A page's findings from an earlier run, good as long as the page, the program, the settings and what the rules asked
of other files are the same. Looking one up loads no rule."""

from __future__ import annotations

import os
import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from proofpress import paths
from proofpress.bulk.inputs import read_bytes
from proofpress.bulk.unpickle import FINDING, unpickle
from proofpress.cache import current, key
from proofpress.config import Settings
from proofpress.finding import Finding

if TYPE_CHECKING:
    from proofpress.rules.built import Built
    from proofpress.rules.site import Docs, Site

SIZE_LIMIT = 32_000_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What the rules asked of the files around a page, and a digest of the answer: whether `path` exists, its text, or
    which site a page there belongs to."""

    kind: str
    path: str
    answer: str


def verdict_key(path: str, text: str, settings: Settings, build: str) -> bytes:
    """What a page's findings are kept under."""
    return key("verdict", build, path, repr(settings.about_findings), text)


def pack(asked: tuple[Asked, ...], findings: tuple[Finding, ...]) -> bytes:
    """A verdict as octets."""
    return pickle.dumps(([(a.kind, a.path, a.answer) for a in asked], findings), 5)


class Files:
    """The files of a disk as the rules ask about them, each looked at once."""

    def __init__(self) -> None:
        self._answers: dict[tuple[str, str], str] = {}
        self._folders: dict[str, frozenset[str]] = {}

    def answer(self, kind: str, path: str) -> str:
        if (kind, path) not in self._answers:
            ask = {"exists": self._exists, "site": _site}.get(kind, _digest)
            self._answers[kind, path] = str(ask(path))
        return self._answers[kind, path]

    def _exists(self, path: str) -> bool:
        folder, name = os.path.split(path.rstrip("/"))
        if name in ("", ".", ".."):
            return paths.exists(path)
        if folder not in self._folders:
            try:
                self._folders[folder] = frozenset(os.listdir(folder or "."))
            except OSError:
                self._folders[folder] = frozenset()
        return name in self._folders[folder]


def recall(octets: bytes, files: Files) -> tuple[Finding, ...] | None:
    """The findings of a verdict; None where it is damaged, foreign, or an answer has changed."""
    try:
        asked, findings = unpickle(octets, FINDING)
        if all(files.answer(kind, path) == answer for kind, path, answer in asked):
            return findings if isinstance(findings, tuple) else None
    except Exception:  # noqa: BLE001
        return None
    return None


def recalled(texts: Mapping[str, str], settings: Settings, build: str, files: Files) -> dict[str, tuple[Finding, ...]]:
    """The findings of those pages (path → text) whose verdicts are kept and still good."""
    keys = {path: verdict_key(path, text, settings, build) for path, text in texts.items()}
    kept = current().get_many(keys.values())
    found = {path: recall(kept[at], files) for path, at in keys.items() if at in kept}
    return {path: findings for path, findings in found.items() if findings is not None}


@dataclass(slots=True)
class Witness:
    """A site that passes questions on and remembers them with their answers; what was said of other hosts makes a
    verdict that does not last."""

    site: Site
    files: Files
    asked: dict[tuple[str, str], Asked] = field(default_factory=dict)
    lasting: bool = True
    _docs: dict[str, Docs | None] = field(default_factory=dict)

    def docs(self, path: str) -> Docs | None:
        if path in self._docs:
            return self._docs[path]
        docs = self._docs[path] = self.site.docs(path)
        self._remember("site", os.path.dirname(os.path.abspath(path)))
        if docs is not None:
            for read in (docs.config, *docs.scripts):
                self._remember("text", read)
        return docs

    def exists(self, path: str) -> bool:
        self._remember("exists", path)
        return self.site.exists(path)

    def anchors(self, path: str) -> frozenset[str] | None:
        self._remember("text", path)
        return self.site.anchors(path)

    def ids(self, path: str, text: str | None = None) -> frozenset[str] | None:
        if text is None:
            self._remember("text", path)
        return self.site.ids(path, text)

    def built(self, path: str, text: str) -> Built | None:
        return self.site.built(path, text)

    def sections(self, path: str) -> frozenset[str] | None:
        self._remember("text", path)
        return self.site.sections(path)

    def names(self, path: str) -> frozenset[str] | None:
        self.lasting = False
        return self.site.names(path)

    def answer(self, url: str) -> str:
        self.lasting = False
        return self.site.answer(url)

    def _remember(self, kind: str, path: str) -> None:
        self.asked[kind, path] = Asked(kind, path, self.files.answer(kind, path))


def _site(folder: str) -> str:
    found = paths.nearest(Path(folder), "mkdocs.yml")
    return found.as_posix() if found is not None else ""


def _digest(path: str) -> str:
    try:
        return blake2b(read_bytes(path, SIZE_LIMIT), digest_size=16).hexdigest()
    except (OSError, ValueError):
        return ""
