"""What pages of chat products write around what is said."""

from __future__ import annotations

from proofpress.words import Phrase, Vocabulary

THOUGHT = Vocabulary(
    Phrase(
        "zh",
        r"(?:已(?:完成)?|正在)?(?:深度)?思考(?:完成|已完成|过程|中|了)?(?:\s*[（(]?\s*(?:用时"
        r"|耗时)?[^（）()\n]{0,16}[）)]?)?|(?:显示|查看|展开|隐藏|收起)(?:思路|思考过程|推理过程|思考)"
        "|推理过程|推理内容|思维链",
        "已深度思考（用时 9 秒）",
        "思考题：缓存为什么会失效，怎样避免这种情况发生",
    ),
    Phrase(
        "en",
        r"thought (?:for|about)\b[^.\n]{0,40}|thought process|(?:show|hide) (?:thinking|thoughts|reasoning)"
        r"|thinking(?: process)?(?:\.{3}|…)?|reasoned (?:for|about)\b[^.\n]{0,40}|(?:deep )?reasoning(?: process)?",
        "Thought for 14 seconds",
        "Thoughts on caches",
    ),
    around=r"^\W*(?:{})\W*$",
)
"""The label of a panel that shows what a model thought."""

THINKING = Vocabulary(
    Phrase("zh", r"正在(?:深度)?思考|(?:深度)?思考中|已(?:完成)?(?:深度)?思考(?:完成)?", "思考中…", "思考过程"),
    Phrase("en", r"thinking(?:\.{3}|…)|(?:finished|done) thinking", "Thinking...", "Thinking"),
    around=r"^\W*?(?:{})\W*$",
)
"""The label of such a panel that says where the model is with it, as no author heads a text of his own."""

MADE_FROM_A_TALK = Vocabulary(
    Phrase("zh", r"人工智能|智能助手|AI ?助手|黑科技|大模型", "直接体验 Google AI 黑科技", "缓存预热"),
    Phrase(
        "en", r"\bAI\b|\bassistants?\b|\bchatbot\b|\bsign (?:in|up)\b", "Chat with an AI assistant", "Said in passing"
    ),
)
"""Words of a product's own slogan, where a page has it for a title."""

COPY = Vocabulary(
    Phrase("zh", r"复制(?:代码)?|一键复制", "复制代码", "复制代码之前先备份"),
    Phrase("en", r"copy(?: code)?", "Copy code", "Copy code to disk"),
    around=r"^\s*(?:{})\s*$",
)
"""The button beside a listing, where a page was copied as text."""

FRAME = Vocabulary(
    Phrase(
        "zh",
        r"跳(?:至|到)(?:主要)?内容|(?:新(?:建)?)?(?:对话|聊天)(?:历史|记录)?|举报(?:内容)?|登录|注册|分享|来源|这是.{1,20}(?:对话|聊天)(?:的)?(?:副本|分享).{0,40}"
        r"|.{0,20}(?:可能会?(?:犯错|出错|显示不准确)|由 ?AI ?生成).{0,40}",
        "内容由 AI 生成，请仔细甄别",
        "分享一种做法",
    ),
    Phrase(
        "en",
        r"skip to (?:main )?content|(?:new )?chat(?: history)?|report (?:content|conversation)|log ?in|sign up"
        r"|share|sources?"
        r"|this is a copy of a (?:shared )?(?:conversation|chat)\b.{0,80}|.{0,30}\bcan make mistakes\b.{0,80}"
        r"|get (?:plus|responses tailored to you)",
        "ChatGPT can make mistakes. Check important info.",
        "Share the file with others",
    ),
    around=r"^\s*(?:{})\s*$",
)
"""Lines that the page of a conversation shows around it, where it was copied as text."""

NAMES = {"user": {"en": "User", "zh": "用户"}, "machine": {"en": "Assistant", "zh": "助手"}}
"""Under what name each side of a conversation speaks in an article."""
