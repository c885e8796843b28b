"""What parsers say of broken YAML, JSON and diagrams, and of the words of a command, in Chinese."""

from __future__ import annotations

from proofpress.regex import regex

_SAID = (
    (r"mapping values are not allowed ", "值里的冒号要加引号"),
    (r"block sequence entries are not allowed ", "此处不能开始列表"),
    (r"that cannot start any token", "值不能以这个字符开头，应加引号"),
    (r"could not find expected '(.)'", r"缺少 `\1`"),
    (r"did not find expected ('.')", r"缺少 \1"),
    (r"did not find expected key|expected <block end>", "缩进不一致，或引号、括号未闭合"),
    (r"found unexpected end of stream", "引号没有闭合"),
    (r"found unknown escape character", "双引号里有不认识的转义"),
    (r"found a tab character|found character '\\t'", "缩进用了制表符"),
    (r"found undefined alias", "引用了没有定义的锚点"),
    (r"found duplicate anchor", "锚点重复"),
    (r"characters are not allowed", "含有不允许的控制字符"),
    (r"(?i)expecting value", "缺少值"),
    (r"(?i)extra data", "结尾之后还有内容"),
    (r"(?i)expecting property name enclosed in double quotes", "键名要用双引号"),
    (r"(?i)expecting '(.)' delimiter", r"缺少 `\1`"),
    (r"(?i)unterminated string starting at", "字符串没有闭合"),
    (r"(?i)invalid control character at", "字符串里有未转义的控制字符"),
    (r"(?i)invalid \\(?:u\w{0,8} )?escape", "转义有误"),
    (r"(?i)unterminated node label \(missing (`[^`]`)\)", r"节点文字没有闭合，缺少 \1"),
    (r"(?i)unexpected end of input", "图表意外结束"),
    (r"^argument (\S+): invalid positive number value: (.*)", r"\1 应为正数，而不是 \2"),
    (r"^argument (\S+): invalid choice: ((?:(?! \(choose from ).)*+) \(choose from (.*)\)", r"\1 不能是 \2；可选 \3"),
    (r"^argument (\S+): expected (?:one|at least one) argument", r"\1 后面缺少值"),
    (r"^the following arguments are required: (.*)", r"缺少 \1"),
    (r"^unrecognized arguments: (.*)", r"无法识别：\1"),
    (r"^ambiguous option: (\S+) could match (.*)", r"\1 有歧义，可能是 \2"),
)
_PATTERNS = tuple((regex(pattern), zh) for pattern, zh in _SAID)


def in_chinese(said: str) -> str:
    """A parser's words in Chinese; what is not known is quoted as the parser's."""
    for pattern, zh in _PATTERNS:
        if found := pattern.search(said):
            return found.expand(zh)
    return f"“{said}”"
