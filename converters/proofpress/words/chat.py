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

SEARCHED = Vocabulary(
    Phrase(
        "zh",
        r"已?(?:阅读|浏览|参考|搜索|搜索到|搜索了|找到|引用)\s?了?\s?\d{1,3}\s?(?:个|篇|条|份)(?:相关)?(?:网页|来源"
        r"|资料|结果|网站|信源)"
        r"(?:作为参考)?",
        "已阅读 6 个网页",
        "阅读三个网页之后",
    ),
    Phrase(
        "en",
        r"(?:read|searched|browsed|found|reviewed) \d{1,3} (?:web ?)?(?:pages?|sites?|sources?|results?|websites?)",
        "Read 6 web pages",
        "Read the pages below",
    ),
    around=r"^\W*(?:{})\W*$",
)
"""How many pages a model says that it read before it answers."""

COPY = Vocabulary(
    Phrase("zh", r"复制(?:代码)?|一键复制", "复制代码", "复制代码之前先备份"),
    Phrase("en", r"copy(?: code)?", "Copy code", "Copy code to disk"),
    around=r"^\s*(?:{})\s*$",
)
"""The button beside a listing, where a page was copied as text."""

BUTTONS = Vocabulary(
    *COPY.phrases,
    Phrase("zh", r"编辑|运行|下载|收起|折叠|自动换行", "编辑", "编辑代码"),
    Phrase("en", r"edit|download|run|wrap|collapse", "Edit", "Edit the file"),
    around=r"^\s*(?:{})\s*$",
)
"""All that a page of a conversation writes on the buttons beside a listing."""

FRAME = Vocabulary(
    Phrase(
        "zh",
        r"跳(?:至|到)(?:主要)?内容|(?:新(?:建)?)?(?:对话|聊天)(?:历史|记录)?|举报(?:内容)?|登录|注册|分享|来源"
        r"|这是.{1,20}(?:对话|聊天)(?:的)?(?:副本|分享).{0,40}"
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

HEAD = Vocabulary(
    Phrase(
        "zh",
        r"(?:导出|创建|更新|生成|保存|对话|开始|最后更新)(?:的?时间|日期|于|工具|格式|平台)|(?:消息|对话|会话|轮次)"
        r"(?:总)?(?:数量?|轮数|条数|ID|编号)"
        r"|(?:ai|所用|使用的?)?模型(?:名称)?|(?:原始|对话|分享|会话)?链接|来源(?:平台)?|来自|平台|总消息数|导出者",
        "消息数量",
        "消息队列",
    ),
    Phrase(
        "en",
        r"(?:created|updated|last updated|export(?:ed)?|started|saved)(?: (?:on|at|date|time|by|from|with))?|date|link"
        r"|url|source|from|model|platform|(?:total |number of )?messages?(?: count)?"
        r"|(?:session|chat|conversation)(?: id)?|exporter|duration",
        "Exported on",
        "Exported symbols",
    ),
    around=r"^(?:{})$",
)
"""Labels of what an exporter knows of a conversation."""

EXPORTED = Vocabulary(
    Phrase(
        "zh",
        r"(?:由|通过|使用|本(?:对话|文件)由?|以上对话由?)[^\n]{0,40}导出[^\n]{0,60}|导出(?:自|于)[^\n]{0,80}"
        r"|共 ?\d{1,5} ?(?:条消息|轮对话|条对话)",
        "由对话助手插件导出",
        "导出函数见下文",
    ),
    Phrase(
        "en",
        r"(?:exported|saved|generated|downloaded|created)(?: (?:from|on|at|by|with|using|via)\b)[^\n]{0,160}",
        "Exported on 7/8/2026 from Cursor",
        "Exported functions",
    ),
    around=r"^(?:{})$",
)
"""A line by which an exporter says that it made the file."""

SECTION = Vocabulary(
    Phrase(
        "zh",
        r"元(?:数据|信息)|(?:基本|对话|会话)信息|(?:对话|聊天|会话)(?:内容|记录|正文)?|消息",
        "对话内容",
        "对话系统的设计",
    ),
    Phrase(
        "en",
        r"metadata|info(?:rmation)?|details|(?:chat|conversation)(?: history| log)?|messages|transcript",
        "Conversation",
        "Conversation design",
    ),
    around=r"^\W*(?:{})\W*$",
)
"""A heading that an exporter puts over what it knows, or over the turns."""

UNTITLED = Vocabulary(
    Phrase(
        "zh",
        r"的?(?:对话|聊天|会话)(?:内容|历史)?(?:记录)?(?:导出)?|(?:未命名|无标题|新(?:的|建)?)的?(?:对话|聊天|会话"
        r"|话题)|默认话题",
        "未命名会话",
        "会话保持的三种做法",
    ),
    Phrase(
        "en",
        r"(?:chat|conversation|session)(?: (?:export|log|history|transcript|report))?|(?:cli |code )session"
        r"|(?:new|untitled) (?:chat|conversation|session|thread)|untitled|chat with|export",
        "Chat Export",
        "Chatting with a parser",
    ),
    Phrase("any", r"[\dTZ\W]{8,40}", "2026-07-13 13:40:49Z", "A plan for 2026"),
    around=r"^\W*(?:{})\W*$",
)
"""What a program calls a conversation that nobody has named, but for the name of a product."""

ASKS = Vocabulary(
    Phrase(
        "zh",
        r"[?？]|请(?!求)|帮(?:我|忙)|给我|^[^。\n]{0,20}(?:写|讲|介绍|解释|说说|列出|翻译|总结|生成|推荐|对比|比较"
        r"|分析|设计)"
        r"(?!的|明|者|方)|(?:怎么|如何|为什么|什么|吗|呢)[^。\n]{0,30}$",
        "用三段话介绍潮汐发电",
        "指登录的人，不是坐在屏幕前的人。",
    ),
    Phrase(
        "en",
        r"\?|\b(?:please|can you|could you|i (?:want|need) (?:you|a|an|to))\b|^(?:write|explain|describe|tell|give|list"
        r"|show|make|create|draft|summari[sz]e|translate|compare|how|what|why|let|add|fix|help|generate|design"
        r"|implement|refactor|build)\b",
        "Write an article about tides.",
        "the account that owns the files",
    ),
)
"""What is put to a machine: a question or an order."""

NAMES = {"user": {"en": "User", "zh": "用户"}, "machine": {"en": "Assistant", "zh": "助手"}}
"""Under what name each side of a conversation speaks in an article."""
