"""Ray as an engine: one plain task a block, with worker processes of ours inside.

A task has no state and its output is one renamed file, so a node that dies costs the blocks it was at, which are done
again elsewhere. A page that takes its process down does so to our worker inside the task: it costs a row, never a
block.
"""

from __future__ import annotations

import socket
from collections.abc import Iterable, Iterator
from typing import Any

from proofpress.finding import Words
from proofpress.records import here
from proofpress.records.here import Plan
from proofpress.records.needs import need
from proofpress.records.shards import Block
from proofpress.records.summary import Summary

WAIT = 10.0
"""Seconds that a cluster's address has to answer in."""
AHEAD = 2
"""Tasks under way for each processor of the cluster: enough to keep it busy, and no queue of millions in the driver."""


def run(plan: Plan, blocks: Iterable[Block], address: str | None = None) -> Iterator[tuple[Block, Summary]]:
    """Convert blocks on a cluster, the one at `address` (None: one that runs here, or a new one on this machine).

    The output must be an address that every node can write to. Gives each block when its part stands, in any order.
    Raises Unreachable.
    """
    ray = need("ray", "ray")
    own = not ray.is_initialized()
    if own:
        _reach(ray, address)
    task = ray.remote(_block).options(max_retries=-1, retry_exceptions=False, num_cpus=1)
    waiting = iter(blocks)
    running: dict[Any, Block] = {}
    try:
        while True:
            most = AHEAD * max(1, int(ray.cluster_resources().get("CPU", 1)))
            while len(running) < most and (block := next(waiting, None)) is not None:
                running[task.remote(plan, block)] = block
            if not running:
                return
            finished, _ = ray.wait(list(running), num_returns=1, timeout=5.0)
            for reference in finished:
                block = running.pop(reference)
                yield block, Summary.from_json(ray.get(reference))
    finally:
        if own:
            ray.shutdown()


class Unreachable(Exception):
    """Nothing that is Ray answers; `words` say where."""

    def __init__(self, address: str | None, why: str) -> None:
        there = address or "this machine"
        self.words = Words(f"no Ray answers at {there}: {why}", f"{address or '本机'} 没有 Ray 应答：{why}")
        super().__init__(self.words.en)


def _reach(ray: Any, address: str | None) -> None:
    """Join a cluster, or start one. Raises Unreachable."""
    host, _, port = (address or "").rpartition("://")[2].rpartition(":")
    try:
        # Ray itself tries for minutes where nothing listens.
        if host and port.isdigit():
            socket.create_connection((host.strip("[]"), int(port)), timeout=WAIT).close()
        ray.init(address=address, log_to_driver=False, configure_logging=False, include_dashboard=False)
    except Exception as error:  # What Ray raises depends on its version and on what does answer.
        raise Unreachable(address, str(error).strip().partition("\n")[0] or type(error).__name__) from error


def _block(plan: Plan, block: Block) -> dict[str, Any]:
    """One block, inside a task; a second attempt finds what a first one finished."""
    ((_, summary),) = here.run(plan, [block], workers=1)
    return summary.to_json()
