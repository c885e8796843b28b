"""`proofpress new`: a site that builds and checks clean as it is."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.command import environment, proofpress


class _Loose(yaml.SafeLoader):
    """Takes the Python tags of a configuration for what they stand on."""


_Loose.add_multi_constructor("tag:yaml.org,2002:python/", lambda loader, suffix, node: suffix)


@pytest.mark.parametrize(("language", "title"), [("en", "First article"), ("zh", "第一篇文章")])
def test_lays_out_a_site(tmp_path: Path, language: str, title: str) -> None:
    ran = proofpress("new", "my-site", "--lang", language, "--name", "It's: mine", cwd=tmp_path)
    assert ran.code == 0, ran.err
    site = tmp_path / "my-site"
    configuration = yaml.load((site / "mkdocs.yml").read_text(encoding="utf-8"), Loader=_Loose)
    assert configuration["site_name"] == "It's: mine"
    assert configuration["theme"]["language"] == language
    assert [one["toggle"]["name"] for one in configuration["theme"]["palette"]] == (
        ["深色", "浅色"] if language == "zh" else ["Dark", "Light"]
    )
    assert all((site / hook).is_file() for hook in configuration.get("hooks", []))
    assert f"# {title}" in (site / "docs" / "articles" / "first-article.md").read_text(encoding="utf-8")
    assert not any("{{name}}" in p.read_text(encoding="utf-8") for p in site.rglob("*.md"))


def test_its_article_is_canonical_and_clean(tmp_path: Path) -> None:
    for language in ("en", "zh"):
        proofpress("new", language, "--lang", language, cwd=tmp_path)
        article = tmp_path / language / "docs" / "articles" / "first-article.md"
        ran = proofpress("convert", article, "--stdout", cwd=tmp_path)
        assert ran.out == article.read_text(encoding="utf-8")


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "precious.txt").write_text("x", encoding="utf-8")
    ran = proofpress("new", "full", cwd=tmp_path)
    assert ran.code == 2
    assert "precious.txt" in ran.line_about("full")
    assert [p.name for p in (tmp_path / "full").iterdir()] == ["precious.txt"]


def test_a_folder_with_only_a_repository_in_it_will_do(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert proofpress("new", ".", cwd=tmp_path).code == 0
    assert (tmp_path / "mkdocs.yml").is_file()


@pytest.mark.slow
@pytest.mark.skipif(
    importlib.util.find_spec("mkdocs") is None, reason="MkDocs is not installed: pip install 'proofpress[site]'"
)
def test_it_builds(tmp_path: Path) -> None:
    assert proofpress("new", "site", cwd=tmp_path).code == 0
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=tmp_path / "site",
        capture_output=True,
        text=True,
        env=environment(),
        timeout=300,
    )
    assert built.returncode == 0, built.stderr
    page = (tmp_path / "site" / "site" / "articles" / "first-article" / "index.html").read_text(encoding="utf-8")
    assert 'class="katex' in page


def test_takes_the_language_of_the_articles(tmp_path: Path) -> None:
    heap = tmp_path / "heap"
    heap.mkdir()
    page = "<html><head><script>var settings = {reading: true};</script></head><body><p>{}</p></body></html>"
    for number in range(3):
        text = "潮汐站每分钟读一次水位，断电以后照常工作。" * 3
        (heap / f"{number}.html").write_bytes(page.replace("{}", text).encode(("utf-8", "gb18030", "utf-16")[number]))
    (heap / "notes.md").write_text("# Notes\n\nThe gauge is read once a minute, and a heap of words follows.", "utf-8")
    (heap / "picture.png").write_bytes(b"\x89PNG\0\0")
    (heap / ".git").mkdir()
    for number in range(9):
        (heap / ".git" / f"{number}.txt").write_text(
            "What was written here before is in English, every word of it.", "utf-8"
        )
    ran = proofpress("new", "site", "--for", "heap", "--lang", "en", cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert "convert ../heap --output docs/articles" in ran.out
    configuration = yaml.load((tmp_path / "site" / "mkdocs.yml").read_text(encoding="utf-8"), Loader=_Loose)
    assert configuration["theme"]["language"] == "zh"
    assert proofpress("new", "other", "--for", "nowhere", cwd=tmp_path).code == 2
    assert not (tmp_path / "other").exists()
    ran = proofpress("new", "english", "--for", "heap", "--site-lang", "en", cwd=tmp_path)
    assert "language: en" in (tmp_path / "english" / "mkdocs.yml").read_text(encoding="utf-8")


def test_its_home_lists_the_articles(tmp_path: Path) -> None:
    proofpress("new", "site", "--site-lang", "zh", cwd=tmp_path)
    home = (tmp_path / "site" / "docs" / "index.md").read_text(encoding="utf-8")
    assert "template: proofpress/index.html" in home


def test_code_and_formulas_have_no_language(tmp_path: Path) -> None:
    heap = tmp_path / "heap"
    heap.mkdir()
    listing = "\n".join(f"    total_{n} = measure(sample_{n}, weight={n})" for n in range(40))
    (heap / "a.md").write_text(
        f"# 对偶\n\n先写出 $\\mathcal{{L}}(x, \\lambda) = f(x) + \\lambda g(x)$，再求驻点，最后检验对偶间隙是否为零。"
        f"实际计算时常用下面的程序，它逐个样本累加权重，并把结果写回。\n\n```python\n{listing}\n```\n",
        encoding="utf-8",
    )
    ran = proofpress("new", "site", "--lang", "en", "--for", heap, cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert "language: zh" in (tmp_path / "site" / "mkdocs.yml").read_text(encoding="utf-8")
    assert not (tmp_path / "site" / "docs" / "articles" / "first-article.md").exists(), "who has a heap needs no sample"
