"""What a rule takes for a sentence that is not the author's: told by what it speaks about, the writing itself,
or the page.

Each table is evidence, not a verdict: a rule asks for one certain sign or for several weak ones in one place.
"""

from __future__ import annotations

import re

from proofpress.words import Phrase, Vocabulary

CERTAIN_META = Vocabulary(
    Phrase(
        "zh",
        (
            r"由于(?:字数|篇幅|长度|输出|回复)(?:的)?(?:限制|有限|过长)[^。\n]{0,30}(?:我|接下来|后续|以下|下面|将|会"
            "|请)"
        ),
        "由于篇幅限制，我将分几次输出",
        "由于网络限制，请求失败",
        "由于",
    ),
    Phrase(
        "zh",
        (
            r"(?:接下来|下面|后续)(?:，)?我(?:会|将)(?:逐步|继续|分别|为(?:您|你))[^。\n]{0,30}(?:补充|撰写|完善|输出"
            "|生成|扩展)"
        ),
        "接下来我将继续撰写后半部分",
        "接下来我会逐步讲解原理",
        "我会|我将",
    ),
    Phrase(
        "zh",
        (
            r"以上(?:是|即|便是|就是|为)[^。\n]{0,25}(?:正文|章节|文章|综述|部分|初稿|草稿|大纲"
            r"|内容)[^。\n]{0,15}(?:细化|扩展|扩写|续写|示例|初稿|草稿|框架)"
        ),
        "以上是文章正文的扩写",
        "以上是全部步骤",
        "以上",
    ),
    Phrase(
        "zh",
        r"(?:直至|直到|以)(?:达到|满足)\s*\d{3,}\s*字",
        "直到达到5000字",
        "直到达到100个连接",
        "达到|满足",
    ),
    Phrase(
        "zh",
        (
            r"如(?:果|需)(?:您|你)?(?:需要|希望|想要|有)?[^。\n]{0,20}(?:进一步)?(?:修改|调整|扩展|补充"
            r"|细化)[^。\n]{0,15}(?:请(?:随时)?(?:告诉|告知)我|我可以)"
        ),
        "如需进一步修改，请随时告诉我",
        "如需修改端口，请编辑配置",
        "告诉我|告知我|随时告|我可以",
    ),
    Phrase(
        "zh",
        (
            r"^(?:好的|当然|没问题|明白了?)[，,！!。]\s*(?:(?:以下|下面|这)是(?:为|我为|根据|按照?)?(?:您|你|修改|扩写"
            "|完整|关于|一[篇份])|(?:下面|接下来)?我(?:来|将|会)(?:为|帮|根据|按|继续|续写)|根据(?:您|你)的)"
        ),
        "好的，以下是完整的内容",
        "好的，我们继续看代码",
        "好的|当然|没问题|明白",
    ),
    Phrase(
        "zh",
        r"^(?:当然可以|好的|没问题)[，,！!。：:]\s*(?:这是|以下是|下面是)",
        "当然可以！以下是",
        "当然可以用别的库",
        "当然可以|好的|没问题",
    ),
    Phrase(
        "zh",
        (
            "^(?:以下|下面|这)(?:是|为)(?:我)?(?:为您|为你|根据(?:您|你)|按照?(?:您|你)|(?:修改|优化|润色|改写|扩写"
            r"|续写|调整|精简|翻译)后的)[^。\n]{0,30}[:：。]?"
        ),
        "下面是为您整理的代码",
        "下面是一个例子",
        "以下|下面|这是",
    ),
    Phrase(
        "zh",
        r"(?:按照?|依照)(?:您|你)(?:的|所|提供的|给出的)[^。\n]{0,8}(?:要求|需求|指示|大纲|提示|格式)",
        "按照您的要求",
        "按照文档的要求",
        "按照您|按照你|按您|按你|依照您",
    ),
    Phrase(
        "zh",
        (
            r"以上(?:内容|文章|大纲|文字|代码)?(?:仅为示例|仅供参考)[^。\n]{0,10}(?:您|你)可以?|供(?:您"
            r"|你)参考[^。\n]{0,20}(?:修改|调整|补充)"
        ),
        "以上内容仅供参考，您可以调整",
        "以上数据仅供参考",
        "仅为示例|仅供参考|供您参考",
    ),
    Phrase(
        "zh",
        (
            r"(?:抱歉|对不起)[，,][^。\n]{0,6}我(?:无法|不能|没有办法)[^。\n]{0,30}(?:生成|输出|继续|提供|完成|撰写"
            "|回答|协助)"
        ),
        "抱歉，我无法继续生成",
        "抱歉，页面不存在",
        "抱歉|对不起",
    ),
    Phrase(
        "zh",
        r"希望[^。\n]{0,16}对(?:您|你)有(?:所)?帮助[^\n]{0,30}(?:告诉我|告知我|随时|请(?:您|你)?提出)",
        "希望以上内容对您有帮助，有问题请告诉我",
        "希望本文对你有帮助",
        "希望",
    ),
    Phrase(
        "zh",
        r"(?:如果|若|如)(?:您|你)(?:还)?(?:有|需要)[^。\n]{0,24}[，,]\s*(?:请|欢迎)?随时(?:告诉|告知|联系|向)我?",
        "如果您还有其他要求，请随时告诉我",
        "如果你有多个项目，随时切换",
        "告诉我|告知我|随时",
    ),
    Phrase(
        "zh",
        "(?:下一[条次]|下次|后续)(?:的)?(?:回复|输出|消息|回答)(?:中|里|会|将|继续)",
        "下一条回复中",
        "下一条消息到达时",
        "下一条|下一次|下次",
    ),
    Phrase(
        "zh",
        (
            r"我(?:已经?|将)[^。\n]{0,12}(?:完成(?:了)?|撰写|续写|生成|扩写|改写|润色)[^。\n]{0,12}(?:本章|本节|全文"
            "|文章|上述|以上|该部分|内容)"
        ),
        "我已完成全文",
        "我已经完成了部署",
        "我已|我将",
    ),
    Phrase(
        "zh",
        r"总字数(?:约|为|共|达)[^。\n]{0,4}\d{3,}\s*字",
        "总字数约8000字",
        "总字数统计",
        "字",
    ),
    Phrase(
        "zh",
        "根据(?:您|你)(?:的|所|提供的)(?:要求|需求|指示|大纲|提示)",
        "根据您提供的大纲",
        "根据你的系统选择版本",
        "根据您|根据你",
    ),
    Phrase(
        "zh",
        r"(?:本章|本节|全文|正文|本文)(?:总)?(?:共计?|约|字数)[^。\n]{0,6}\d{3,}\s*字",
        "本章共计1500字",
        "本节约定端口为8080",
        "字",
    ),
    Phrase(
        "zh",
        (
            r"作为(?:一个|一名|一款)?\s?(?:AI|人工智能|大型?)\s?(?:语言)?(?:模型|助手)[^。\n]{0,6}我|作为(?:一个"
            "|一名)?(?:AI|人工智能)(?:语言)?(?:模型|助手)"
        ),
        "作为一个AI助手，我",
        "作为模型的输入",
        "作为",
    ),
    Phrase(
        "zh",
        r"(?:请|可以)(?:回复|输入|告诉我)[“\"「]?继续[”\"」]?",
        "请回复“继续”",
        "请输入密码后继续",
        "继续",
    ),
    Phrase(
        "zh",
        "(?:本次|此次)(?:输出|回复|任务)(?:已|到此)?(?:完成|结束)",
        "本次输出到此结束",
        "本次任务的目标",
        "本次|此次",
    ),
    Phrase(
        "zh",
        "(?:无需|不需要)(?:更多|进一步|额外)(?:的)?(?:输出|生成)",
        "无需进一步输出",
        "无需额外的依赖",
        "无需|不需要",
    ),
    Phrase(
        "en",
        (
            r"\b[Nn]o (?:further|more|additional) (?:outputs?|responses?|content|text|steps?) (?:is|are"
            "|will be) (?:needed|required|necessary|provided)"
        ),
        "No further output is needed",
        "No further steps of this kind",
        "o further|o more|o additional",
    ),
    Phrase(
        "en",
        (
            r"\b(?:chapter|section|article|content|essay|document)\b[^.\n]{0,30}\b(?:has|have) been (?:fully "
            r"|successfully )?(?:processed|written|completed|generated|drafted)\b[^.\n]{0,30}\b(?:according to"
            "|based on|as per|as requested|following|per your)"
        ),
        "The chapter has been completed according to the outline",
        "The document has been translated",
        "has been|have been",
    ),
    Phrase(
        "en",
        (
            r"\b[Aa]s an? (?:(?:AI|artificial intelligence)(?: language)? (?:model|assistant)"
            r"|(?:large )?language model, I)\b"
        ),
        "As an AI language model",
        "As an AI engineer",
        "As an|As a large|As a language|as an AI",
    ),
    Phrase(
        "en",
        (
            r"^I hope this (?:helps|article|section|answers|is helpful)\b[^\n]{0,60}(?:\b[Ll]et me know|feel free"
            "|questions|[!.]$)"
        ),
        "I hope this helps!",
        "I hope this feature lands",
        "hope this",
    ),
    Phrase(
        "en",
        (
            r"^(?:\*\*)?Here(?:'s|’s| is| are) (?:the|your|a|an|my) (?:revised|updated|rewritten|improved|polished"
            r"|expanded|edited|complete|full|final|corrected|translated|requested)\b[^.\n]{0,60}\b(?:version|article"
            r"|draft|text|section|post|essay|translation|response)\b"
        ),
        "Here is the revised version",
        "Here is the output",
        "Here",
    ),
    Phrase(
        "en",
        (
            r"\bI(?:'m|’m| am)? (?:apologi[sz]e|sorry)[^.\n]{0,12}\b(?:but )?I (?:cannot|can't|can’t|am unable"
            r"|was unable|am not able)\b|\bI apologi[sz]e for (?:the|any) (?:confusion|inconvenience|oversight)"
        ),
        "I apologize for the confusion",
        "The kernel is sorry",
        "apologize|apologise|sorry",
    ),
    Phrase(
        "en",
        (
            r"\b[Ff]eel free to (?:ask|let me know|reach out)[^.\n]{0,20}\b(?:if|for|me)\b[^.\n]{0,40}\b(?:me|further"
            "|more|any section|clarif)"
        ),
        "Feel free to ask if you want me to go on",
        "Feel free to ask on the list",
        "eel free",
    ),
    Phrase(
        "en",
        (
            r"\b(?:concludes|completes|fulfils|fulfills) the requested\b|\b(?:words|characters"
            r"|tokens)\b[^.\n]{0,12},? as (?:you )?requested\b"
        ),
        "This concludes the requested text",
        "the requested page",
        "requested",
    ),
    Phrase(
        "en",
        (
            r"\bI(?:'ve|’ve| have) (?:now |just )?(?:completed|written|finished|revised|rewritten|expanded|generated"
            r"|drafted|updated)\b[^.\n]{0,40}\b(?:your|the (?:given|provided|above)) (?:instructions|requests?"
            r"|guidelines|outline|feedback|requirements)|\bbased on your (?:feedback|request|instructions|outline"
            r"|requirements|prompt)\b|\bas per your (?:instructions|requests?|requirements|guidelines)\b"
        ),
        "based on your feedback",
        "based on the request",
        "instructions|request|guidelines|outline|feedback",
    ),
    Phrase(
        "en",
        (
            r"\bThe above (?:text|article|section|content|response) is (?:approximately|about|around"
            r"|roughly) [\d,]{3,} words"
        ),
        "The above article is approximately 2,000 words",
        "The above article is short",
        "above",
    ),
    Phrase(
        "en",
        r"\bmy (?:last )?(?:knowledge cut-?off|training data)\b",
        "my knowledge cutoff",
        "the training data",
        "knowledge cutoff|knowledge cut-off|training data",
    ),
    Phrase(
        "en",
        (
            r"\bplease let me know if (?:you|there|any)\b[^.\n]{0,40}\b(?:changes|revisions|adjust\w*|modif\w+|else"
            r"|further)\b"
        ),
        "please let me know if you want any changes",
        "please let me know",
        "please let me know",
    ),
    Phrase(
        "en",
        (
            "^(?:Certainly|Sure|Of course|Absolutely|Great)[!,.] (?:[Hh]ere(?:'s|’s| is| are)|[Bb]elow|I(?:'ll|’ll"
            r"| will| can|'ve|’ve)\b)"
        ),
        "Sure! Here's the code",
        "Sure, the cache helps",
        "Certainly|Sure|Of course|Absolutely|Great",
    ),
    Phrase(
        "en",
        (
            r"\b[Ll]et me know if you(?:'d|’d| would)? (?:like|need|want)\b[^.\n]{0,40}\b(?:me to|changes|adjust"
            "|further|revis|expan)"
        ),
        "Let me know if you'd like me to go on",
        "Let me know if you disagree",
        "et me know",
    ),
    Phrase(
        "en",
        (
            r"(?<!section )\bI(?:'ll|’ll| will) (?:now )?(?:continue|proceed) (?:writing|with (?:writing|the (?:next"
            "|remaining|rest|following) (?:section|part|chapter|of))|to (?:write|the next (?:section|part|chapter)))"
        ),
        "I will continue with the next section",
        "I will continue the build",
        "I'll|I’ll|I will",
    ),
    Phrase(
        "en",
        (
            r"\b(?:[Dd]ue to|[Gg]iven) (?:the )?(?:length|token|space|word)(?: limit\w*"
            r"| constraint\w*)[^.\n]{0,60}\b(?:I|continue|next)"
        ),
        "Due to the token limit I stop here",
        "Due to the token limit of the API",
        "ue to|iven",
    ),
    Phrase(
        "en",
        (
            r"\b(?:[Tt]o be continued|[Cc]ontinued?) in (?:the |my |a )?(?:next|following|separate) (?:response"
            r"|message|reply|output)|\bI will continue in "
        ),
        "To be continued in the next message",
        "to be continued in part two",
        "ontinued in|ontinue in",
    ),
    Phrase(
        "en",
        (
            r"\b[Aa]s the article continues\b|\b[Ww]ould you like me to (?:continue|expand|write|proceed|add|elaborate"
            "|include|revise)"
        ),
        "Would you like me to expand it?",
        "Would you like a copy?",
        "s the article continues|ould you like me",
    ),
    Phrase(
        "any",
        r"^\(?(?:[Ww]ord count|字数(?:统计)?)\s*[:：]\s*(?:approx\w*\.? )?\d{3,}",
        "Word count: 2000",
        "Word count: none",
        "ord count|字数",
    ),
    flags=re.M,
)
"""A language model speaks of its work."""

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
        "o not",
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
        "ollow|dhere to",
    ),
    flags=re.M,
)
"""Somebody is told what to write."""

PLACEHOLDER = Vocabulary(
    Phrase(
        "zh",
        r"[（(\[【]\s*(?:此处|这里|在此(?:处)?)(?:应)?(?:插入|放置?|添加|填写|补充)[^）)\]】\n]{0,30}[）)\]】]",
        "（此处插入图片）",
        "此处插入节点",
        "此处|这里|在此",
    ),
    Phrase(
        "zh",
        r"[（(\[【]\s*(?:插图|配图|图片|表格|公式|代码)(?:占位|待补|待插入|待添加)[^）)\]】\n]{0,10}[）)\]】]",
        "[图片占位]",
        "[图片]",
        "占位|待补|待插入|待添加",
    ),
    Phrase(
        "zh",
        r"[（(\[【]\s*(?:待补充?|待完善|待续写|待填写|内容待补充)[^）)\]】\n]{0,10}[）)\]】]",
        "【待补充】",
        "【待办】",
        "待",
    ),
    Phrase(
        "en",
        r"[（(\[【]\s*(?:(?:[Ii]nsert|[Aa]dd|[Pp]lace) \w+ |TODO\b|TBD\b|TBA\b)[^）)\]】\n]{0,40}[）)\]】](?!\()",
        "[insert figure here]",
        "[inserted](x)",
        "nsert|dd|lace|TODO|TBD|TBA",
    ),
    Phrase(
        "zh",
        r"(?<![A-Za-z\u4e00-\u9fff])[图表][XxNn？?](?![A-Za-z0-9])",
        "图X 显示",
        "图论",
        "图X|表X|图x|表x|图N|表N|图n|表n|图？|表？|图?|表?",
    ),
    Phrase(
        "en",
        r"(?<![\u4e00-\u9fffA-Za-z])(?:Figure|Table|Fig\.) [X?](?=[\s:.])",
        "Figure X shows",
        "Figure 3 shows",
        "Figure |Table |Fig. ",
    ),
    Phrase(
        "zh",
        (
            r"[\[【（(](?:请)?(?:在此处?|在这里|于此处?)?(?:插入|填写|补充|替换为?)(?:图片?|表格?|公式|代码|数据|链接"
            r"|作者|名称|姓名|标题|内容|您的|你的|相关)[^\]】）)\n]{0,16}[\]】）)](?![（(\[])"
        ),
        "[插入图片]",
        "[插入排序](x)",
        "插入|填写|补充|替换",
    ),
    Phrase(
        "zh",
        r"^[（(]\s*(?:此处|以下|中间|后文)(?:内容|代码|部分|略|从略)?省略[^）)\n]{0,16}[）)]$",
        "（此处省略）",
        "（省略号）",
        "省略",
    ),
    Phrase(
        "en",
        (
            r"\[(?:INSERT [A-Z][^\]\n]{0,30}|(?:Your|YOUR|your) (?:[Nn]ame|NAME|[Cc]ompany|COMPANY|[Ee]mail|[Tt]itle"
            "|[Uu]niversity|[Tt]ext|[Ll]ink|[Dd]ate|[Aa]uthor|[Ii]nstitution"
            r"|[Oo]rganization)(?: [Hh]ere)?)\](?![(\[])"
        ),
        "[Your Name]",
        "[your name](x)",
        "INSERT|Insert|Your |YOUR |your ",
    ),
    Phrase(
        "en",
        r"^\{\{\s*[A-Za-z_][\w.]{0,40}\s*\}\}$",
        "{{ name }}",
        "use {{ name }} here",
        "{{",
    ),
    Phrase(
        "zh",
        "(?<=[见如由])[图表][?？](?=所示|中|可)",
        "如图？所示",
        "如图所示",
        "图？|表？|图?|表?",
    ),
    Phrase(
        "en",
        r"^\W{0,3}(?:TODO|TBD|FIXME|XXX)\b\s*(?:[:：].*)?$",
        "TODO: write it",
        "TODO lists are useful",
        "TODO|TBD|FIXME|XXX",
    ),
    Phrase(
        "en",
        r"\b[Ll]orem ipsum dolor\b",
        "Lorem ipsum dolor sit",
        "Lorem",
        "orem ipsum",
    ),
    flags=re.M,
)
"""What was to be filled in."""


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

INTERFACE = Vocabulary(
    Phrase(
        "zh",
        r"复制(?:代码|成功|链接)?|点击复制|已复制(?:到剪贴板)?|一键复制|代码解读(?:复制代码)?|AI(?:写|生成)?代码"
        "|隐藏代码|显示代码|运行代码|在线运行|展开(?:全文|阅读全文|代码)?|收起(?:代码)?|登录后?(?:复制|查看"
        "|评论|下载)(?:全文|代码)?",
        "复制代码",
        "复制代码的方法",
    ),
    Phrase(
        "zh",
        r"添加评论|写下你的评论|发表评论|写评论|暂无评论|回复|举报|收藏|分享(?:到|至)?|点赞|打赏|赞赏|私信"
        r"|扫码关注|关注(?:我们|公众号|博主)?|(?:微信)?扫(?:一扫|码)[^。\n]{0,8}(?:关注|添加|分享|加群)[^。\n]{0,8}"
        r"|长按(?:识别|扫码|关注)[^。\n]{0,12}",
        "写下你的评论",
        "评论区功能的实现",
    ),
    Phrase(
        "zh",
        r"发布于\s*[\d-]+(?: [\d:]+)?"
        r"|(?:最后)?(?:编辑|发布|更新|修改)于\s*[\d年月日/.-]+(?:\s*[\d:]+)?(?:\s*[・·|]\s*.{0,16})?"
        r"|本文已?(?:收录于|参与)[^。\n]{2,24}|未经授权[^。\n]{0,6}(?:禁止|不得|严禁)转载|版权声明",
        "编辑于 2024-01-02 10:00",
        "发布于社区",
    ),
    Phrase(
        "zh",
        r"相关(?:推荐|文章|阅读)|猜你喜欢|热门(?:推荐|文章)|上一篇|下一篇|返回顶部|回到顶部|目录|阅读全文|继续阅读"
        r"|(?:查看|展开|收起)(?:评论|回复|目录|剩余\d*%?)|点击(?:展开|查看|阅读)(?:全文|更多|大图)?"
        "|查看(?:全文|更多|原文|大图)",
        "相关推荐",
        "推荐系统",
    ),
    Phrase(
        "zh",
        r"立即(?:登录|注册|下载|购买|咨询)|开通会员|(?:请)?(?:先)?登录|注册|广告|正在加载(?:\.{3}|…+)?"
        r"|加载中(?:\.{3}|…+)?|加载更多",
        "加载中…",
        "登录流程",
    ),
    Phrase(
        "en",
        r"copy(?: code| to clipboard| link)?|copied!?|(?:hide|show|run) code|click to (?:copy|expand|enlarge)"
        r"|read more|show more|show less|view (?:more|all|raw)|expand|collapse|edit this page|table of contents"
        r"|back to top|skip to (?:main )?content|loading(?:\.{3}|…)|advertisement|print this page"
        r"|press enter or click to view image in full size|listen to this article",
        "Copy to clipboard",
        "copy constructors",
    ),
    Phrase(
        "en",
        r"share(?: this)?(?: (?:on|to) \w+)?|share this (?:article|post|page|story)|tweet|like|reply|follow"
        r"|follow us(?: on \w+)?|(?:add (?:a )?|leave a )comment|leave a reply|report (?:this|abuse)"
        "|join the (?:conversation|discussion)"
        r"|related (?:posts|articles|stories)|recommended for you|you (?:might|may) also like"
        r"|(?:previous|next) (?:post|article)|was this (?:page |article )?helpful\??",
        "Share this article",
        "share a lock",
    ),
    Phrase(
        "en",
        r"open in app|sign (?:in|up)|get started|log in|toggle (?:navigation|menu|sidebar|dark mode)|subscribe"
        r"|subscribe to (?:our|my|the) newsletter|accept (?:all )?cookies",
        "Sign up",
        "sign the request",
    ),
    around=r"^(?:{})$",
)
"""Whole lines of a page's controls; those that could also be an author's line are in `WEAK_INTERFACE`."""

WEAK_INTERFACE = frozenset(
    (
        "收藏 分享 点赞 回复 举报 目录 注册 登录 关注 广告 版权声明 私信 打赏 赞赏 添加评论 yes no copy share like"
        " reply follow subscribe expand collapse tweet 展开 收起"
    ).split()
) | {"table of contents"}

_SOME = r"\s*[:：(（]?\s*[\d,.]+\s*[万kKwW]?\+?\s*[)）]?[\s·|,，、]*"

COUNTS = Vocabulary(
    Phrase(
        "zh",
        "(?:(?:点赞|收藏|评论|浏览|阅读量?|转发|分享|赞|喜欢|观看|views?|likes?|comments?|shares?|reads?"
        f"|claps?){_SOME}){{2,}}",
        "点赞 12 收藏 3",
        "点赞与收藏",
    ),
    Phrase(
        "zh",
        r"(?:赞同|点赞|喜欢|收藏|评论|转发|分享|浏览|阅读)\s*[:：]?\s*\d[\d,.]*\s*[万kKwW]?\+?"
        r"|\d[\d,.]*\s*(?:人赞同了该(?:文章|回答)|条评论|次(?:阅读|浏览)|人阅读)"
        r"|(?:阅读(?:量|数)?|浏览(?:量|数)?|点击量?|访问量)\s*[:：]?\s*[\d,.]+\s*[万kKwW]?\+?",
        "阅读量：3.2万",
        "阅读 3 本书",
    ),
    Phrase(
        "en",
        r"\d[\d,.]*[kKmM]?\+? (?:comments?|responses?|shares?|likes?|upvotes?|followers?)"
        r"|[\d,.]+[kKmM]?\+? (?:views|reads|claps)(?: ago)?|\d+ min(?:ute)?s? read",
        "12 comments",
        "12 comments a day",
    ),
    around=r"^(?:{})$",
)
"""How often something was read or liked, and nothing else on the line."""
