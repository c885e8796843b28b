"""Ray: a node dies in the middle, the driver dies twice, one page in a hundred takes its process down;
nothing is lost or doubled."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("ray", reason="Ray is not installed: pip install 'proofpress[ray]'")

from ray.cluster_utils import Cluster

from tests.records.crawl import command, environment, octets, rows, started, table, write_parquet

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="kills processes by signals")]


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cluster]:
    """Two nodes with a processor each, whose workers may meet poisonous pages."""
    for name, value in environment(RAY_AUTH_MODE="disabled").items():
        monkeypatch.setenv(name, value)
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    cluster.add_node(num_cpus=1)
    yield cluster
    cluster.shutdown()  # type: ignore[no-untyped-call]


def test_whatever_dies_each_row_stands_once(tmp_path: Path, cluster: Cluster) -> None:
    shard = write_parquet(tmp_path / "a.parquet", rows(200, every=100), 25)
    words = (shard, "-o", tmp_path / "out", "--engine", "ray", "--address", cluster.address)
    env = environment(RAY_AUTH_MODE="disabled")
    parts = tmp_path / "out" / "documents"
    for least in (1, 3):
        driver = subprocess.Popen(command(*words), env=env, stderr=subprocess.DEVNULL, text=True)
        wait_for(parts, least, driver)
        driver.send_signal(signal.SIGKILL)
        driver.wait()
    driver = subprocess.Popen(command(*words), env=env, stderr=subprocess.PIPE, text=True)
    wait_for(parts, 4, driver)
    cluster.remove_node(next(iter(cluster.worker_nodes)), allow_graceful=False)
    _, said = driver.communicate(timeout=600)
    assert "198 rows converted, 2 failed" in said
    assert [row["url"] for row in table(tmp_path / "out")] == [f"https://example.org/{n}" for n in range(200)]
    started(shard, "-o", tmp_path / "here", "-j", "2")
    assert octets(tmp_path / "out") == octets(tmp_path / "here")


def wait_for(folder: Path, count: int, process: subprocess.Popen[str]) -> None:
    until = time.monotonic() + 300
    while len(list(folder.glob("*.parquet"))) < count and process.poll() is None and time.monotonic() < until:
        time.sleep(0.05)
