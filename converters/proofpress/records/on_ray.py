"""Ray as an engine: one plain task a block, with worker processes of ours inside.

A task has no state and its output is one renamed file, so a node that dies costs the blocks it was at, which are done
again elsewhere. A page that takes its process down does so to our worker inside the task: it costs a row, never a
block.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from proofpress.records import here
from proofpress.records.here import Plan
from proofpress.records.needs import need
from proofpress.records.shards import Block
from proofpress.records.summary import Summary

AHEAD = 2
"""Tasks under way for each processor of the cluster: enough to keep it busy, and no queue of millions in the driver."""


def run(plan: Plan, blocks: Iterable[Block], address: str | None = None) -> Iterator[tuple[Block, Summary]]:
    """Convert blocks on a cluster, the one at `address` (None: one that runs here, or a new one on this machine).

    The output must be an address that every node can write to. Gives each block when its part stands, in any order.
    """
    ray = need("ray", "ray")
    own = not ray.is_initialized()
    if own:
        ray.init(address=address, log_to_driver=False, configure_logging=False, include_dashboard=False)
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


def _block(plan: Plan, block: Block) -> dict[str, Any]:
    """One block, inside a task; a second attempt finds what a first one finished."""
    ((_, summary),) = here.run(plan, [block], workers=1)
    return summary.to_json()
