"""The distribution: built, installed into an environment that has nothing but the dependencies, and used there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from proofpress import assets

ROOT = Path(__file__).parent.parent
PARTS = (
    "converters",
    "hooks",
    "build_assets.py",
    "pyproject.toml",
    "README.md",
    "LICENSE",
    "mkdocs.yml",
    "package.json",
    "package-lock.json",
)


def build(source: Path, target: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(target), str(source)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what is packaged, so that building leaves nothing in the work tree."""
    copy = tmp_path_factory.mktemp("checkout")
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, copy / part)
    return copy


@pytest.fixture(scope="module")
def distribution(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    (checkout / "node_modules").symlink_to(ROOT / "node_modules")
    target = tmp_path_factory.mktemp("dist")
    built = build(checkout, target)
    (checkout / "node_modules").unlink()
    assert built.returncode == 0, built.stdout + built.stderr
    return target


@pytest.mark.slow
def test_both_distributions_hold_the_browser_files(distribution: Path) -> None:
    with zipfile.ZipFile(next(distribution.glob("*.whl"))) as wheel:
        held = set(wheel.namelist())
        notices = wheel.read("proofpress/assets/mermaid/THIRD-PARTY-LICENSES.txt").decode()
    with tarfile.open(next(distribution.glob("*.tar.gz"))) as source:
        packed = {name.partition("/")[2] for name in source.getnames()}
    files = [
        f"{folder}/{name}"
        for folder, name in (
            ("katex/dist", "katex.min.js"),
            ("katex/dist", "katex.min.css"),
            ("katex/dist/fonts", "KaTeX_Main-Regular.woff2"),
            ("katex", "LICENSE"),
            ("mermaid/dist", "mermaid.min.js"),
            ("mermaid", "LICENSE"),
            ("mermaid", "THIRD-PARTY-LICENSES.txt"),
        )
    ]
    # ELK lays flowcharts out, DOMPurify cleans labels: parts of parts are named too.
    for part, text in (
        ("elkjs", "Eclipse Public License"),
        ("dompurify", "Apache License"),
        ("d3-array", "ISC"),
    ):
        assert re.search(rf"(?m)^{part} [\d.]+: \S", notices)
        assert text in notices
    assert {f"proofpress/assets/{name}" for name in files} | {
        "proofpress/assets/mkdocs.yml",
        "proofpress_mkdocs/validate.py",
        "proofpress/py.typed",
    } <= held
    assert {f"node_modules/{name}" for name in files} <= packed
    assert not [name for name in held if name.endswith((".woff", ".ttf", ".map"))]
    assert not [
        name for name in held | packed if "__pycache__" in name or name.startswith(("tests/cases/.", ".venv", "site/"))
    ]


@pytest.mark.slow
def test_a_wheel_converts_and_checks_in_an_empty_environment(distribution: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "env", with_pip=True)
    scripts = tmp_path / "env" / "bin"
    # The dependencies, without what makes the checkout importable beside them.
    site = next((tmp_path / "env" / "lib").glob("python*/site-packages"))
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    subprocess.run(
        [
            scripts / "python",
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-deps",
            "--no-index",
            next(distribution.glob("*.whl")),
        ],
        check=True,
    )
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | {
        "PROOFPRESS_CACHE": str(tmp_path / "cache")
    }
    code = """
import proofpress, sys
from proofpress import assets, dialect
from proofpress.engines import katex, mermaid
print(proofpress.__file__)
print(assets.path("katex/dist/fonts"), assets.path("mermaid/dist/mermaid.min.js"), assets.version("katex"))
assert katex.typeset("x^2").html and mermaid.parse("flowchart TD\\n A --> B").type
assert "katex" in dialect.markdown().convert("$x$")
"""
    told = subprocess.run(
        [scripts / "python", "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path, env=environment
    )
    assert told.returncode == 0, told.stderr
    assert str(ROOT) not in told.stdout
    page = tmp_path / "page.html"
    page.write_text(
        "<html><head><title>题</title></head><body><article><h1>题</h1><p>一段正文，写得足够长，才像一篇文章。"
        "</p><ul><li>甲</li></ul></article></body></html>"
    )
    for command in (["convert", "page.html", "--output", "out"], ["check", "out"], ["new", "mine"]):
        done = subprocess.run(
            [scripts / "proofpress", *command],
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
            env=environment,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    assert "# 题" in (tmp_path / "out" / "page.md").read_text()
    assert "- proofpress" in (tmp_path / "mine" / "mkdocs.yml").read_text("utf-8")


@pytest.mark.slow
def test_building_without_the_browser_files_says_what_to_do(checkout: Path, tmp_path: Path) -> None:
    built = build(checkout, tmp_path)
    assert built.returncode != 0
    assert "npm ci" in built.stdout + built.stderr
    assert not list(tmp_path.iterdir())


def test_a_missing_file_says_what_to_do() -> None:
    with pytest.raises(assets.AssetMissing, match="make setup"):
        assets.path("katex/dist/no-such-file.js")


def test_the_checkout_has_the_versions_that_package_json_pins() -> None:
    pinned = (ROOT / "package.json").read_text()
    for package in ("katex", "mermaid"):
        assert f'"{package}": "{assets.version(package)}"' in pinned


def test_locks_name_no_registry() -> None:
    for lock in ROOT.glob("*lock*"):
        text = lock.read_text()
        assert '"resolved"' not in text
        assert "--index-url" not in text
        assert "files.pythonhosted" not in text
    requirements = (ROOT / "requirements.lock").read_text()
    assert requirements.count("==") <= requirements.count("--hash=sha256:")
    assert "://" not in requirements
