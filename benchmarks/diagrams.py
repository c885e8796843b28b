"""`python -m benchmarks.diagrams OUT.html`: Mermaid's drawings and merman's, side by side, in light and dark.

Left is what the site shows: Mermaid draws in the reader's browser. Right is a static SVG that merman makes without one,
as a picture, so that nothing in it can run. The diagrams are those of the examples and one of each kind below.
"""

from __future__ import annotations

import argparse
import base64
import html
import re
from pathlib import Path

from proofpress import assets

ROOT = Path(__file__).resolve().parent.parent
KINDS = {
    "flowchart": "flowchart LR\n  A[开始] --> B{条件成立？}\n  B -- 是 --> C[处理数据]\n  B -- 否 --> D((结束))\n"
    "  C -.-> D",
    "subgraphs": "flowchart TD\n  subgraph 客户端\n    A([用户]) --> B[/输入/]\n  end\n  subgraph 服务端\n"
    "    C[(数据库)] --- D[[缓存]]\n  end\n  B ==>|请求<br>数据| C\n  style A fill:#f96",
    "long labels": 'flowchart TB\n  A["很长的一段中文说明，用来检验换行与宽度是否算得正确，不应溢出方框"] --> B["a '
    "long "
    'English label of several words"]',
    "sequence": "sequenceDiagram\n  participant 浏览器\n  participant S as 服务器\n  浏览器->>S: GET /index.html\n"
    "  activate S\n  S-->>浏览器: 200 OK\n  deactivate S\n  loop 每五秒\n    浏览器->>S: 心跳\n  end\n"
    "  Note over 浏览器,S: 保持连接",
    "class": "classDiagram\n  class 动物 {\n    +String 名字\n    +int age\n    +吃(食物) bool\n  }\n  动物 <|-- 狗\n"
    "  动物 <|-- 猫 : 继承\n  狗 *-- 尾巴",
    "state": "stateDiagram-v2\n  [*] --> 就绪\n  就绪 --> 运行 : 调度\n  运行 --> 阻塞 : 等待 I/O\n  阻塞 --> 就绪\n"
    "  state 运行 {\n    [*] --> 用户态\n    用户态 --> 内核态\n  }",
    "er": "erDiagram\n  CUSTOMER ||--o{ ORDER : places\n  ORDER ||--|{ LINE-ITEM : contains\n  CUSTOMER {\n"
    "    string name PK\n    string 地址\n  }",
    "gantt": "gantt\n  title 项目计划\n  dateFormat YYYY-MM-DD\n  section 设计\n  需求分析 :done, a1, 2024-01-01, 10d\n"
    "  原型 :active, a2, after a1, 7d\n  section 开发\n  编码 :crit, a3, after a2, 20d",
    "pie": 'pie title 语言占比\n  "Python" : 45\n  "C++" : 30\n  "其他" : 25',
    "mindmap": "mindmap\n  root((机器学习))\n    监督学习\n      分类\n      回归\n    无监督学习",
    "timeline": "timeline\n  title 深度学习简史\n  1986 : 反向传播\n  2012 : AlexNet : 大规模训练\n"
    "  2017 : Transformer",
    "journey": "journey\n  title 我的一天\n  section 上班\n    泡茶: 5: 我\n    写代码: 3: 我, 猫",
    "gitGraph": 'gitGraph\n  commit\n  branch develop\n  commit id: "功能"\n  checkout main\n'
    '  merge develop tag: "v1.0"',
    "quadrant": "quadrantChart\n  title 优先级\n  x-axis 低投入 --> 高投入\n  y-axis 低收益 --> 高收益\n"
    "  quadrant-1 计划\n  quadrant-2 立即做\n  A: [0.3, 0.8]",
    "xychart": 'xychart-beta\n  title "销售额"\n  x-axis ["一月", "二月", "三月"]\n  y-axis "万元" 0 --> 100\n'
    "  bar [30, 50, 45]\n  line [30, 50, 45]",
    "sankey": "sankey-beta\n\nCoal,Power,50\nGas,Power,30\nPower,Industry,60\nPower,Homes,20",
    "block": 'block-beta\n  columns 3\n  a["前端"] b["网关"] c["后端"]\n  d["数据库"]:3\n  a --> b',
    "requirement": "requirementDiagram\n  requirement speed {\n    id: 1\n    text: answers at once\n    risk: high\n"
    "    verifymethod: test\n  }\n  element server {\n    type: simulation\n  }\n  server - satisfies -> speed",
    "C4": 'C4Context\n  title 系统上下文\n  Person(u, "用户", "浏览网页")\n  System(s, "站点", "静态站点")\n'
    '  Rel(u, s, "阅读")',
    "kanban": "kanban\n  待办\n    t1[写文档]\n  进行中\n    t2[改代码]",
    "packet": 'packet-beta\n  0-15: "源端口"\n  16-31: "目的端口"\n  32-63: "序号"',
    "architecture": "architecture-beta\n  group api(cloud)[API]\n  service db(database)[DB] in api\n"
    "  service server(server)[Server] in api\n  db:L -- R:server",
    "radar": 'radar-beta\n  title 能力\n  axis a["速度"], b["内存"], c["易用"]\n  curve x["甲"]{3,4,5}\n  max 5',
}
"""One diagram of each kind, most of them with Chinese words."""
THEMES = {"default": ("#fff", "#222"), "dark": ("#1e2129", "#ddd")}
DRAW = """mermaid.initialize({ startOnLoad: false, securityLevel: "strict", fontFamily: "inherit" });
(async () => { let n = 0; for (const cell of document.querySelectorAll("[data-source]")) {
  try { cell.innerHTML = (await mermaid.render(`d${n++}`, cell.dataset.source)).svg; }
  catch (error) { cell.textContent = error; }
} document.title += " – drawn"; })();"""


def page() -> str:
    """The comparison as one HTML page, which needs Mermaid's script from this installation.
    Raises ImportError without merman."""
    from merman import Merman

    merman = Merman()
    wanted = dict(KINDS)
    for path in sorted((ROOT / "docs" / "articles").glob("*.md")):
        for number, source in enumerate(re.findall(r"^```mermaid\n(.*?)^```", path.read_text("utf-8"), re.M | re.S), 1):
            wanted[f"{path.stem} {number}"] = source
    rows = []
    for theme, (back, fore) in THEMES.items():
        for name, source in wanted.items():
            themed = f'%%{{init: {{"theme":"{theme}"}}}}%%\n{source}'
            try:
                svg = merman.render_svg(themed, None)
                right = (
                    f'<img src="data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"><br>'
                    f"{len(svg) // 1024} KB"
                )
            except Exception as error:  # noqa: BLE001 - its errors share no base class
                right = html.escape(str(error)[:200])
            rows.append(
                f'<tr style="background:{back};color:{fore}"><th>{html.escape(name)}<td '
                f'data-source="{html.escape(themed)}"><td>{right}'
            )
    style = (
        "body{font:16px system-ui,sans-serif}td{border:1px solid #888;width:46vw;vertical-align:top}td "
        ":is(svg,img){max-width:44vw!important;max-height:26rem}"
    )
    script = assets.path("mermaid/dist/mermaid.min.js").as_uri()
    return (
        f'<!doctype html><meta charset="utf-8"><title>Mermaid and merman</title><style>{style}</style><table>'
        f'{"".join(rows)}</table><script src="{script}"></script><script>{DRAW}</script>\n'
    )


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="benchmarks.diagrams", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.parse_args().out.write_text(page(), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
