"""What comes from others is pinned: actions by commit, packages by hash; a release says what it is made of."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


def _bom() -> dict[str, Any]:
    spec = importlib.util.spec_from_file_location("sbom", ROOT / "scripts/sbom.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made: dict[str, Any] = module.bom()
    return made


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned_by_commit(path: Path) -> None:
    uses = re.findall(r"uses: (\S+)(?: # (\S+))?", path.read_text("utf-8"))
    assert uses
    for action, tag in uses:
        assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action), action
        assert re.fullmatch(r"v\d+(?:\.\d+)*", tag), action


def test_a_release_is_started_by_a_person_and_keeps_no_secret() -> None:
    text = (ROOT / ".github/workflows/release.yml").read_text("utf-8")
    read = yaml.safe_load(text)
    # YAML takes the key `on` for a truth value.
    assert set(read[True]) == {"push", "workflow_dispatch"}
    assert set(read[True]["push"]) == {"tags"}
    assert read["jobs"]["publish"]["permissions"] == {"id-token": "write"}
    assert "secrets." not in text


def test_the_bill_of_materials_names_every_pinned_package_with_its_hashes() -> None:
    parts = {part["purl"]: part for part in _bom()["components"]}
    pinned = re.findall(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", (ROOT / "requirements.lock").read_text("utf-8"), re.M)
    assert pinned
    assert {f"pkg:pypi/{name}@{version}" for name, version in pinned} <= parts.keys()
    assert any(purl.startswith("pkg:npm/mermaid@") for purl in parts)
    assert all(part["hashes"] for part in parts.values())


def test_the_tests_that_hold_a_promise_exist() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", (ROOT / "docs/safety.md").read_text("utf-8"))
    assert named
    for path, name in named:
        assert f"def {name}(" in (ROOT / path).read_text("utf-8"), f"{path}::{name}"


def test_the_browser_that_is_fetched_is_pinned_by_hash() -> None:
    lock = json.loads((ROOT / ".ci/browser/package-lock.json").read_text("utf-8"))
    assert all(entry["integrity"].startswith("sha512-") for path, entry in lock["packages"].items() if path)
    assert not any("resolved" in entry for entry in lock["packages"].values())
