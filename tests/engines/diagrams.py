"""One right and one wrong diagram of every kind that Mermaid knows."""

from __future__ import annotations

from typing import NamedTuple


class Example(NamedTuple):
    """`type` is Mermaid's name for what `good` is; the fault in `bad` is on line `line`, from 1."""

    type: str
    good: str
    bad: str
    line: int


EXAMPLES = (
    Example(
        "flowchart-v2",
        'flowchart TD\n  A[开始] -->|是| B{判断}\n  B --> C(("结束"))',
        "flowchart TD\n  A[开始 --> B",
        2,
    ),
    Example("flowchart-v2", "graph LR\n  A --> B; B --- C", "graph LR\n  A -> > B", 2),
    Example("flowchart-elk", "flowchart-elk TD\n  A --> B", "flowchart-elk TD\n  A --> ", 2),
    Example(
        "swimlane",
        "swimlane-beta TD\n  subgraph 前台\n    A[接单] --> B[确认]\n  end",
        "swimlane-beta TD\n  subgraph 前台\n    A[接单] --> B[确认]",
        3,
    ),
    Example(
        "sequence",
        "sequenceDiagram\n  participant A as 客户端\n  A->>B: 请求\n  B-->>A: 响应",
        "sequenceDiagram\n  A->>B 请求\n  B->>A: y",
        2,
    ),
    Example(
        "classDiagram",
        "classDiagram\n  class 动物 {\n    +String 名字\n    +叫() <br/>void\n  }\n  动物 <|-- 狗",
        "classDiagram\n  class A {\n    +x",
        3,
    ),
    Example(
        "stateDiagram",
        "stateDiagram-v2\n  [*] --> 空闲\n  空闲 --> 运行 : 启动\n  运行 --> [*]",
        "stateDiagram-v2\n  [*] --> \n  A --> B",
        2,
    ),
    Example(
        "er",
        "erDiagram\n  用户 ||--o{ 订单 : 下单\n  用户 {\n    string 姓名\n  }",
        "erDiagram\n  A ||--o{ B\n  C ||--o{ D : x",
        2,
    ),
    Example(
        "journey",
        "journey\n  title 我的一天\n  section 上班\n    泡茶: 5: 我",
        "journey\n  title t\n  section s\n    foo bar baz\n",
        4,
    ),
    Example(
        "gantt",
        "gantt\n  title 计划\n  dateFormat YYYY-MM-DD\n  section 一\n  任务: a1, 2024-01-01, 30d",
        "gantt\n  title x\n  section s\n  task without colon",
        4,
    ),
    Example("pie", 'pie title 宠物\n  "狗" : 386\n  "猫" : 85', "pie title x\n  狗 : 386", 2),
    Example(
        "quadrantChart",
        "quadrantChart\n  title 分析\n  x-axis 低 --> 高\n  quadrant-1 扩张\n  活动 A: [0.3, 0.6]",
        "quadrantChart\n  title t\n  A: [3, 0.6",
        3,
    ),
    Example(
        "requirement",
        'requirementDiagram\n  requirement r {\n    id: 1\n    text: "文字"\n    risk: high\n  }',
        "requirementDiagram\n  requirement r {\n    id 1\n  }",
        3,
    ),
    Example(
        "gitGraph",
        'gitGraph\n  commit\n  branch dev\n  checkout dev\n  commit id: "修复"\n  checkout main\n  merge dev',
        "gitGraph\n  commit\n  branch 开发",
        3,
    ),
    Example(
        "c4",
        'C4Context\n  title 系统\n  Person(a, "客户", "说明")\n  System(b, "银行")\n  Rel(a, b, "使用")',
        'C4Context\n  Person(a, "x")\n  Rel(a',
        3,
    ),
    Example("mindmap", "mindmap\n  root((中心))\n    分支一\n      叶\n    分支二", "mindmap\n  root((x\n    a", 2),
    Example(
        "timeline", "timeline\n  title 历史\n  2002 : 领英\n  2004 : 脸书 : 谷歌", "timeline\n  title t\n  : : x", 3
    ),
    Example("sankey", 'sankey-beta\n"Bio, all",Solid,124.7\nSolid,Heat,10', "sankey-beta\n农业,固体,3", 2),
    Example(
        "xychart",
        'xychart-beta\n  title "收入"\n  x-axis ["一月", "二月"]\n  y-axis "元" 0 --> 100\n  bar [50, 60]',
        "xychart-beta\n  bar [50, x]",
        2,
    ),
    Example("block", 'block-beta\n  columns 2\n  a["甲"] b["乙"]\n  a --> b', 'block-beta\n  columns 2\n  a["甲"', 3),
    Example("packet", 'packet-beta\n0-15: "源端口"\n16-31: "目标端口"', 'packet-beta\n0-15: "a"\n17-31: "b"', 3),
    Example("kanban", "kanban\n  待办\n    [写文档]\n  完成\n    id2[发布]", "kanban\n  待办\n    id1[写文档", 3),
    Example(
        "architecture",
        "architecture-beta\n  group api(cloud)[Api]\n  service db(database)[Database] in api\n"
        "  service s(server)[S] in api\n  db:L -- R:s",
        "architecture-beta\n  service db(database)[Database",
        2,
    ),
    Example(
        "radar",
        'radar-beta\n  axis m["数学"], s["科学"], e["英语"]\n  curve a["甲"]{85, 90, 80}',
        'radar-beta\n  axis m["数学"]\n  curve a{1',
        3,
    ),
    Example(
        "eventmodeling",
        "eventmodeling\n\ntf 01 ui UI\ntf 02 cmd AddItem\ntf 03 evt ItemAdded",
        "eventmodeling\n\nfoo 01 ui",
        3,
    ),
    Example("treemap", 'treemap-beta\n"一"\n  "二": 10\n  "三": 20', 'treemap-beta\n"一\n  x 10', 2),
    Example("venn", 'venn-beta\n  set A\n  set B\n  union A,B["共同"]', "venn-beta\n  sett A", 2),
    Example("ishikawa", "ishikawa-beta\n  问题\n    原因\n      细节", "ishikawa-beta", 1),
    Example(
        "wardley",
        "wardley-beta\ntitle Tea\nanchor Business [0.95, 0.63]\ncomponent Tea [0.79, 0.61]\nBusiness -> Tea",
        "wardley-beta\ncomponent Tea [0.79",
        2,
    ),
    Example("treeView", 'treeView-beta\n  "src"\n    "main.py"', 'treeView-beta\n  "src', 2),
    Example(
        "cynefin",
        'cynefin-beta\n  title 决策\n  complex\n    "新产品"\n  clear\n    "工资"',
        'cynefin-beta\n  complexx\n    "a"',
        2,
    ),
    Example("railroad", 'railroad-beta\ndigit = choice(terminal("0"), terminal("1")) ;', "railroad-beta\ndigit = ", 2),
    Example("railroadEbnf", 'railroad-ebnf-beta\ndigit = "0" | "1" ;', "railroad-ebnf-beta\ndigit = ", 2),
    Example("railroadAbnf", 'railroad-abnf-beta\ndigit = "0" / "1" ;', "railroad-abnf-beta\ndigit = ", 2),
    Example("railroadPeg", 'railroad-peg-beta\ndigit <- "0" / "1" ;', "railroad-peg-beta\ndigit <- ", 2),
    Example("usecase", "usecase-beta\nactor User", "usecase-beta\nactor", 2),
    Example(
        "agentflow",
        'agentflow-beta TB\n  flow f["流程"]\n    a["甲"] --> b\n  end',
        'agentflow-beta TB\n  flow f["流程"]\n    a --> ',
        3,
    ),
    Example("info", "info", "info foo", 1),
)
