"""Programs to talk with models that keep their conversations as JSON: a row each, all opened alike."""

from __future__ import annotations

from collections.abc import Callable

from proofpress.finding import Words
from proofpress.formats import chats
from proofpress.formats.clients import chatbox, cherry, lm_studio, lobechat, nextchat
from proofpress.formats.clients.kept import Kept
from proofpress.formats.format import Format, Opened
from proofpress.formats.glance import Glance
from proofpress.formats.zipped import Damaged, Zipped

Reads = Callable[[object], list[Kept]]
_PACKED = "data.json"
"""The member of an archive that holds a backup."""
_TRIED = 20


def _format(name: str, program: str, way: Words, reads: Reads) -> Format:
    def knows(glance: Glance) -> bool:
        return any(chats.read(one.value()) for one in reads(_value(glance))[:_TRIED])

    def opens(_: str, data: bytes) -> Opened:
        return chats.opened([one.value() for one in reads(_value(Glance(data)))])

    title = Words(f"conversations of {program}", f" {program} 的对话记录")
    return Format(name, title, knows, opens, made_by=Words(f"{program}: {way.en}", f"{program}：{way.zh}"))


def _value(glance: Glance) -> object:
    if _PACKED not in glance.members:
        return glance.json
    try:
        return Glance(Zipped(glance.data).read(_PACKED)).json
    except Damaged:
        return None


FORMATS = (
    _format("nextchat", "NextChat", Words("Settings → Export", "设置 → 导出"), nextchat.conversations),
    _format("chatbox", "Chatbox", Words("Settings → Export", "设置 → 备份"), chatbox.conversations),
    _format(
        "lm-studio", "LM Studio", Words("its folder of conversations", "对话所在的文件夹"), lm_studio.conversations
    ),
    _format("lobechat", "LobeChat", Words("Settings → Export", "设置 → 数据存储 → 导出"), lobechat.conversations),
    _format(
        "cherry", "Cherry Studio", Words("Settings → Data → Backup", "设置 → 数据设置 → 备份"), cherry.conversations
    ),
)
