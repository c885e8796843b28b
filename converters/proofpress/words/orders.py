"""Orders to a writer that stand in a text, and headings over them.

Evidence, not a verdict: a rule asks for several signs in one place.
"""

from __future__ import annotations

import re

from proofpress.words import Phrase, Vocabulary

PROMPT_SIGNS = Vocabulary(
    Phrase(
        "zh",
        (
            r"请(?:你|您)?(?:根据|按照?|依据|严格|务必|确保|注意|遵守|围绕|使用|以|用|不要|勿)[^。\n]{0,30}(?:撰写"
            "|写作|输出|字数|格式|编号|要求|语气|风格|规范|引用|生成|扩写)"
        ),
        "请根据大纲撰写",
        "请根据日志排查",
        "请",
    ),
    Phrase(
        "zh",
        r"字数(?:约|大约|控制在|不少于|不超过|要求|在|为)?\s*[:：]?\s*(?:约)?\d{3,}",
        "字数不少于3000",
        "字数统计功能",
        "字数",
    ),
    Phrase(
        "zh",
        r"(?:约|不少于|不低于|至少|不超过|控制在)\s*\d{3,}\s*字|\d{3,}\s*字(?:左右|以上|以内)",
        "不少于 2000 字",
        "2000 字节",
        "字",
    ),
    Phrase(
        "zh",
        "(?:严格)?遵守(?:以下|上述)?(?:输出|写作)?(?:格式|要求|规范)",
        "严格遵守以下格式",
        "遵守协议",
        "遵守",
    ),
    Phrase(
        "zh",
        r"不要(?:输出|包含|添加|使用)[^。\n]{0,20}(?:标题|解释|说明|总结|markdown|Markdown|列表)",
        "不要输出解释",
        "不要使用旧版本",
        "不要",
    ),
    Phrase(
        "zh",
        (
            r"(?<![“\"「‘如当])你(?:现在)?是(?:一[位名个])?[^。\n“”]{0,20}(?:专家|助手|作者|编辑|学者|写手|工程师|作家"
            r"|记者|博主|翻译|教授)(?=[，。,\n])"
        ),
        "你是一名资深编辑，",
        "你是否需要专家",
        "你是",
    ),
    Phrase(
        "zh",
        r"(?:输出|写作)(?:要求|格式|规范|约束)\s*[:：]",
        "输出格式：",
        "输出格式化",
        "要求|格式|规范|约束",
    ),
    Phrase(
        "zh",
        (
            r"(?:学术|写作|文章)(?:风格|语气)\s*[:：]|(?:语言|语气|文风)(?:要)?(?:流畅|正式|专业|亲切|通俗易懂"
            "|简洁明了|生动)"
        ),
        "语气正式",
        "语言模型",
        "风格|语气",
    ),
    Phrase(
        "zh",
        "(?:请)?(?:直接|仅|只|只需|请)输出(?:正文|文章|结果|译文|内容|JSON|Markdown|最终|改写)",
        "直接输出正文",
        "直接输出到终端",
        "直接输出|仅输出|只输出|只需输出|请输出",
    ),
    Phrase(
        "zh",
        (
            r"(?:不要|请勿|切勿|勿)(?:使用|出现|输出|添加|包含|写|编造|重复)[^。\n]{0,12}(?:第一人称|代码块|解释性"
            "|多余|额外|任何解释|总结|编号|列表|标题|前言|寒暄)"
        ),
        "请勿使用第一人称",
        "请勿使用旧驱动",
        "不要|请勿|切勿|勿",
    ),
    Phrase(
        "zh",
        (
            "请(?:将|把|对)(?:以下|下面|下列|上述|上面)(?:的)?(?:内容|文字|文章|段落|文本|材料|提纲"
            r"|大纲)[^。\n]{0,20}(?:改写|扩写|翻译|润色|整理|总结|概括|续写|转换|优化)|请(?:续写|扩写|改写"
            r"|润色)(?:以下|下面|上述|这|本)|请(?:为|基于|结合)?[^。，\n]{0,14}(?:撰写|写|生成)(?:一篇|一段|一份|该"
            r"|本)[^。\n]{0,20}(?:文章|综述|博客|正文|报告|摘要|文案|章节)"
        ),
        "请将以下内容改写为正式文体",
        "请将文件放入目录",
        "请将|请把|请对|请为|请基于|请结合|请撰写|请写|请续写|请扩写|请改写|请润色|请翻译|请总结|请生成",
    ),
    Phrase(
        "zh",
        (
            "根据(?:以下|下面|提供的|给定的|所给|上述)(?:的)?(?:资料|材料|大纲|提纲|信息|要求|标题|关键词"
            r"|主题)[^。\n]{0,6}(?:写|撰写|扩写|生成|创作|完成)"
        ),
        "根据以下材料写",
        "根据以下步骤操作",
        "根据",
    ),
    Phrase(
        "zh",
        r"(?:目标读者|目标受众|受众)(?:为|是|[:：])|篇幅(?:控制|约|不超过|不少于|在)[^。\n]{0,6}\d{3,}",
        "目标读者：初学者",
        "受众群体广泛",
        "目标读者|受众|篇幅",
    ),
    Phrase(
        "en",
        (
            r"\b[Yy]our (?:task|job|goal|role) is to (?:write|create|generate|produce|rewrite|summari[sz]e|translate"
            r"|draft|expand|edit)\b"
        ),
        "Your task is to write a post",
        "Your task is to start",
        "Your task|our job",
    ),
    Phrase(
        "en",
        (
            r"^(?:[-*+] |#+ )?\**(?:Role|ROLE|Task|Tone|Audience|Target audience|Style|Length"
            r"|Objective)\**\s*:\**\s+\S"
        ),
        "Role: a senior editor",
        "Role of caches",
        "ROLE|Role|Task|Tone|Audience|Style|Length|Context|Objective",
    ),
    Phrase(
        "en",
        r"\b(?:[Ww]rite|[Cc]reate|[Gg]enerate|[Pp]roduce|[Dd]raft|[Cc]ompose) (?:an? |the )?[\d,]{3,}[- ]words?\b",
        "Write a 2,000-word essay",
        "write a word",
        "word",
    ),
    Phrase(
        "en",
        r"\b(?:[Rr]espond|[Rr]eply|[Aa]nswer|[Rr]eturn|[Oo]utput) (?:only|just|strictly)(?: (?:in|with|the|as))\b",
        "Respond only with JSON",
        "respond quickly with",
        "espond|eply|nswer|eturn",
    ),
    Phrase(
        "en",
        r"\b(?:Keep the|Maintain an?|Use an?|[Ww]rite in an?) [^.\n]{0,24}\b(?:tone|style|voice)\b",
        "Use a formal tone",
        "Use a lock",
        "Keep the|Use a|Maintain|in a",
    ),
    Phrase(
        "en",
        (
            r"\b(?:[Oo]utput|[Rr]espond|[Ff]ormat\w*|[Ww]rite|[Rr]eturn|it|article|answer)\b[^.\n]{0,24}\b(?:in|as"
            r"|using) (?:valid )?[Mm]arkdown\b"
        ),
        "Format the article in Markdown",
        "written with markdown",
        "in Markdown|in markdown|Markdown format|markdown format",
    ),
    Phrase(
        "en",
        r"\bYou are (?:an?|the) [^.\n]{0,40}(?:expert|assistant|writer|editor|professional|researcher)\b",
        "You are an experienced writer",
        "You are here",
        "You are",
    ),
    Phrase(
        "en",
        (
            r"\b[Ww]rite (?:an?|the) [^.\n]{0,60}\b(?:of|in|with|around|about|at least"
            r"|approximately) (?:about )?\d{3,} words"
        ),
        "Write an essay of about 3000 words",
        "write a file of 3000 lines",
        "rite a|rite the",
    ),
    Phrase(
        "en",
        (
            r"\b(?:[Aa]t least|[Nn]o (?:more|fewer|less) than|[Aa]pproximately|[Aa]round"
            r"|[Mm]inimum(?: of)?) \d{3,} words\b"
        ),
        "At least 1500 words",
        "at least 1500 users",
        "words",
    ),
    Phrase(
        "en",
        (
            r"\b[Dd]o not (?:include|add|output|use|mention|repeat|write) [^.\n]{0,40}(?:headings?|explanations?"
            "|markdown|preamble|introduction|conclusion|disclaimers?|comments?|title)"
        ),
        "Do not include a preamble",
        "Do not use root",
        "o not include|o not add|o not output|o not use|o not mention|o not repeat|o not write",
    ),
    Phrase(
        "en",
        r"\b(?:Output|Response) (?:format|requirements?|constraints?)\s*:|\bStrictly (?:follow|adhere)",
        "Output format: JSON",
        "output formatting",
        "Output|Response|Strictly",
    ),
    Phrase(
        "en",
        (
            r"\b(?:[Ff]ollow|[Aa]dhere to) (?:the|these) (?:above |following |given )?(?:instructions|format"
            r"|guidelines|constraints|outline)\b"
        ),
        "Follow the above format",
        "Follow the link",
        "ollow the|dhere to the",
    ),
    flags=re.M,
)
"""Somebody is told what to write."""

PROMPT_HEADING = Vocabulary(
    Phrase(
        "zh",
        r"(?:写作|撰写|输出|格式|任务|生成|内容|引用)(?:要求|规范|格式|说明|任务|指令|约束)"
        r"|约束条件?|系统提示词?|提示词|角色设定|任务描述|字数要求",
        "写作要求",
        "要求分析",
    ),
    Phrase(
        "en",
        r"(?:(?:Writing|Output|Format(?:ting)?|Task|System) )?(?:Requirements?|Instructions?|Constraints|Prompt)",
        "Output requirements",
        "Requirements of TLS",
    ),
    around=r"^(?:{})$",
)
"""A heading over orders to a writer."""

PROMPT_PROOF = Vocabulary(
    Phrase(
        "zh",
        r"(?<![“\"「‘如当])你(?:现在)?是(?:一[位名个])?[^。\n“”]{0,20}(?:专家|助手|作者|编辑|写手|作家|博主)"
        r"(?=[，。,\n])",
        "你是一名资深编辑，",
        "你是否需要专家",
        "你是",
    ),
    Phrase(
        "zh",
        "(?:直接|仅|只|只需|请)输出(?:正文|文章|译文|改写)|(?:撰写|扩写)[^。\\n]{0,20}(?:正文|综述|章节|部分)",
        "请直接输出正文",
        "请输出一行",
        "输出|撰写|扩写",
    ),
    Phrase(
        "en",
        (
            r"\b[Yy]our (?:task|job|goal|role) is to (?:write|create|generate|produce|rewrite|draft|expand|edit)\b"
            r"[^.\n]{0,40}\b(?:article|post|blog|chapter|section|guide|tutorial)\b"
        ),
        "Your task is to write a post",
        "Your task is to write a function",
        "Your|our job",
    ),
    Phrase(
        "en",
        (
            r"\bYou are (?:an?|the) [^.\n]{0,40}(?:expert|assistant|writer|editor)\b"
            r"|^(?:[-*+] |#+ )?\**(?:Role|ROLE)\**\s*:"
        ),
        "You are an experienced writer",
        "You are here",
        "You are|Role|ROLE",
    ),
    flags=re.M,
)
"""Only a model, or who writes for the site, is spoken to like this: a problem, an exam and an interface also say what
to output, how long, and in which format."""

WRITING_HEADING = Vocabulary(
    Phrase(
        "zh",
        "(?:写作|撰写|字数|生成)(?:要求|规范|说明|任务|指令|约束)|系统提示词?|提示词|角色设定",
        "写作要求",
        "输出格式",
    ),
    Phrase(
        "en", r"(?:Writing|System) (?:Requirements?|Instructions?|Constraints|Prompt)|Prompt", "Prompt", "Requirements"
    ),
    around=r"^(?:{})$",
)
"""A heading that orders to a writer alone have."""
