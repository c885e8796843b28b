"""Conversations as the programs keep them that people talk with models through."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from proofpress.formats import Glance, look
from tests.command import proofpress


def said(role: str, content: object, **more: object) -> dict[str, object]:
    return {"role": role, "content": content, **more}


def texts(*parts: str) -> list[dict[str, str]]:
    return [{"type": "text", "text": one} for one in parts]


LM_STUDIO = {
    "name": "Square roots",
    "createdAt": 1731000000000,
    "messages": [
        {"versions": [{"type": "singleStep", **said("user", texts("How?"))}], "currentlySelected": 0},
        {
            "versions": [
                {"type": "singleStep", **said("assistant", texts("By **halving** an interval."))},
                {
                    "type": "multiStep",
                    "role": "assistant",
                    "steps": [
                        {"type": "contentBlock", "style": {"type": "thinking"}, "content": texts("Newton perhaps.")},
                        {
                            "type": "contentBlock",
                            "content": [{"type": "toolCallRequest", "callId": 7, "parameters": {"code": "sqrt(2)"}}],
                        },
                        {"type": "contentBlock", "role": "tool", "content": texts("1.41421")},
                        {"type": "contentBlock", "content": texts("With *Newton*'s method.")},
                        {"type": "debugInfoBlock", "debugInfo": "named by the prompt"},
                    ],
                },
            ],
            "currentlySelected": 1,
        },
    ],
    "perChatPredictionConfig": {"fields": [{"key": "llm.prediction.systemPrompt", "value": "Be short."}]},
}
NEXTCHAT = {
    "access-control": {"openaiApiKey": "sk-secret"},
    "chat-next-web-store": {
        "sessions": [
            {
                "id": "a",
                "topic": "二分查找",
                "lastUpdate": 1714960000000,
                "mask": {"context": [said("system", "你是助手")]},
                "messages": [
                    said("user", "写二分查找", date="2024/5/6 10:00:00"),
                    said(
                        "assistant", "取**中点**。", tools=[{"id": "c", "function": {"name": "f", "arguments": "{}"}}]
                    ),
                ],
            },
            {
                "id": "b",
                "topic": "堆",
                "lastUpdate": 1715060000000,
                "messages": [said("user", texts("什么是堆？")), said("assistant", "一棵*完全*二叉树。")],
            },
            {"id": "c", "topic": "新的聊天", "messages": []},
        ]
    },
}
CHATBOX = {
    "__exported_items": ["conversations"],
    "chat-sessions-list": [{"id": "s1", "name": "Sorting"}],
    "session:s1": {
        "id": "s1",
        "name": "Sorting",
        "threadName": "Quicksort",
        "threads": [
            {
                "id": "t",
                "name": "Bubble sort",
                "createdAt": 1714900000000,
                "messages": [
                    said("user", "Slow?", contentParts=[]),
                    said("assistant", "It is **slow**.", contentParts=[]),
                ],
            }
        ],
        "messages": [
            {"id": "u", "role": "user", "contentParts": texts("Worst case?"), "timestamp": 1714960000000},
            {
                "id": "w",
                "role": "assistant",
                "contentParts": [
                    {"type": "reasoning", "text": "Pivots matter."},
                    {"type": "tool-call", "toolCallId": "1", "toolName": "web", "args": {"query": "quick sort"}},
                    *texts("It is $O(n^2)$."),
                ],
            },
        ],
        "messageForksHash": {
            "u": {
                "position": 0,
                "lists": [
                    {"id": "l0", "messages": []},
                    {
                        "id": "l1",
                        "messages": [{"id": "v", "role": "assistant", "contentParts": texts("It is linear.")}],
                    },
                ],
            }
        },
    },
}
LOBECHAT = {
    "exportType": "sessions",
    "version": 7,
    "state": {
        "messages": [
            said(
                "assistant", "三者取二[1]。", id="2", topicId="t1", sessionId="s", createdAt=1714960001000, parentId="1"
            )
            | {
                "reasoning": {"content": "先想定义", "duration": 3},
                "search": {"citations": [{"title": "CAP 定理", "url": "https://cap.example/a"}]},
            },
            said("user", "什么是 CAP？", id="1", topicId="t1", sessionId="s", createdAt=1714960000000),
            said("user", "你好", id="3", sessionId="s", createdAt=1714970000000),
            said("assistant", "请讲。", id="4", sessionId="s", createdAt=1714970001000),
        ],
        "sessions": [{"id": "s", "meta": {"title": "分布式助手"}, "config": {"systemRole": "你是专家"}}],
        "topics": [{"id": "t1", "sessionId": "s", "title": "CAP"}],
    },
}
CHERRY = {
    "version": 5,
    "localStorage": {
        "persist:cherry-studio": json.dumps(
            {
                "assistants": json.dumps(
                    {"assistants": [{"topics": [{"id": "t", "name": "矩阵求逆", "createdAt": "2025-03-04"}]}]}
                )
            }
        )
    },
    "indexedDB": {
        "topics": [
            {
                "id": "t",
                "messages": [
                    {"id": "m1", "role": "user", "blocks": ["b1"]},
                    {
                        "id": "m2",
                        "role": "assistant",
                        "askId": "m1",
                        "foldSelected": True,
                        "blocks": ["b2", "b3", "b4"],
                    },
                    {"id": "m3", "role": "assistant", "askId": "m1", "blocks": ["b5"]},
                ],
            }
        ],
        "message_blocks": [
            {"id": "b1", "type": "main_text", "content": "怎样求逆？"},
            {"id": "b2", "type": "thinking", "content": "想想"},
            {"id": "b3", "type": "main_text", "content": "用**高斯消元**[1]。"},
            {
                "id": "b4",
                "type": "citation",
                "response": {"results": [{"title": "消元", "url": "https://m.example/g"}]},
            },
            {"id": "b5", "type": "main_text", "content": "用伴随矩阵。"},
        ],
    },
}


def convert(folder: Path, held: object) -> tuple[dict[str, str], list[dict[str, str]]]:
    """The articles by their paths, and the ledger."""
    packed = isinstance(held, bytes)
    (folder / "held.json").write_bytes(held if isinstance(held, bytes) else json.dumps(held).encode())
    ran = proofpress("convert", "held.json", "--output", "out", "--ledger", "ledger.json", cwd=folder)
    assert ran.code == 0, (ran.err, packed)
    made = {
        path.relative_to(folder / "out").as_posix(): path.read_text("utf-8") for path in folder.rglob("out/**/*.md")
    }
    return made, json.loads((folder / "ledger.json").read_text("utf-8"))


def left_out(ledger: list[dict[str, str]]) -> Mapping[str, str]:
    assert not [one for one in ledger if one["kind"] == "lost"]
    return {one["text"]: one["message"] for one in ledger if one["kind"] == "removal"}


def test_the_version_that_is_selected_is_the_answer(tmp_path: Path) -> None:
    made, ledger = convert(tmp_path, LM_STUDIO)
    assert made["held.md"].endswith("\n# Square roots\n\nWith *Newton*'s method.\n")
    assert "date: 2024-11-07" in made["held.md"]
    gone = left_out(ledger)
    assert gone["By **halving** an interval."].startswith("an answer of a branch")
    assert gone["Newton perhaps."] == "a language model's thoughts"
    assert gone["1.41421"] == gone["sqrt(2)"] == gone["named by the prompt"] == "a call of a tool, or what it answered"
    assert gone["Be short."] == "instructions to the machine"


def test_sessions_of_a_store_are_an_article_each(tmp_path: Path) -> None:
    made, ledger = convert(tmp_path, NEXTCHAT)
    assert sorted(made) == ["held/2024-05-06-二分查找.md", "held/2024-05-07-堆.md"]
    assert "# 二分查找\n\n取**中点**。" in made["held/2024-05-06-二分查找.md"]
    assert left_out(ledger)["f"] == "a call of a tool, or what it answered"
    assert "sk-secret" not in json.dumps(ledger) + "".join(made.values())


def test_threads_of_a_session_stand_alone_and_forks_in_the_ledger(tmp_path: Path) -> None:
    made, ledger = convert(tmp_path, CHATBOX)
    assert "# Sorting · Bubble sort\n\nIt is **slow**." in made["held/2024-05-05-sorting-bubble-sort.md"]
    assert "# Sorting · Quicksort\n\nIt is $O(n^2)$." in made["held/2024-05-06-sorting-quicksort.md"]
    gone = left_out(ledger)
    assert gone["It is linear."].startswith("an answer of a branch")
    assert gone["Pivots matter."] == "a language model's thoughts"
    assert gone["quick sort"] == "a call of a tool, or what it answered"


def test_messages_go_to_their_topics_in_order(tmp_path: Path) -> None:
    made, ledger = convert(tmp_path, LOBECHAT)
    assert "# CAP\n\n三者取二[^s1]。\n\n[^s1]: [CAP 定理](https://cap.example/a)" in made["held/2024-05-06-cap.md"]
    assert "# 分布式助手\n\n请讲。" in made["held/2024-05-06-分布式助手.md"]
    assert left_out(ledger)["先想定义"] == "a language model's thoughts"


@pytest.mark.parametrize("packed", [False, True])
def test_blocks_are_found_where_they_are_kept(tmp_path: Path, packed: bool) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("data.json", json.dumps(CHERRY))
    made, ledger = convert(tmp_path, out.getvalue() if packed else CHERRY)
    assert made["held.md"].endswith("# 矩阵求逆\n\n用**高斯消元**[^s1]。\n\n[^s1]: [消元](https://m.example/g)\n")
    assert left_out(ledger)["用伴随矩阵。"].startswith("an answer of a branch")


@pytest.mark.parametrize(
    "held",
    [
        {"messages": [{"versions": ["1.0", "1.1"], "text": "a release"}]},
        {"state": {"messages": ["saved"], "sessions": [], "topics": [{"title": "a forum's"}]}},
        {"chat-sessions": 3, "session:1": {"user": "Wang"}},
        {"chat-next-web-store": {"sessions": [{"topic": "x", "messages": [said("user", "nobody answers")]}]}},
    ],
)
def test_data_that_only_looks_alike_is_no_conversation(held: object) -> None:
    found = look(Glance(json.dumps(held).encode()))
    assert found is not None
    assert found.name == "json"
