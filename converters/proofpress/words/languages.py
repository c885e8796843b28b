"""Names of programming languages: what highlighters, pages and authors write where Pygments has another name.

Each line is the name that the highlighter knows, then the others, in lower case with `-` for a blank.
"""

from __future__ import annotations

COMMON = {
    "abap": "",
    "abnf": "",
    "actionscript": "",
    "ada": "",
    "apacheconf": "apache apache-conf htaccess",
    "awk": "gawk",
    "bash": "sh shell zsh shellscript npm package-install",
    "bnf": "",
    "batch": "bat cmd dos batchfile batch-file dosbatch winbatch",
    "c": "clike c-like csrc",
    "clojure": "clj clojurescript",
    "cmake": "",
    "cobol": "",
    "coffeescript": "coffee coffee-script",
    "console": "shell-session shellsession sh-session terminal bash-session",
    "cpp": "c++ cc cxx hpp c++src cpp-header c/c++ rcpp",
    "csharp": "c# cs csharpsrc dotnet-csharp",
    "crystal": "",
    "css": "wxss css-extras",
    "cuda": "cu",
    "d": "",
    "dart": "",
    "delphi": "objectpascal object-pascal",
    "diff": "patch udiff git-diff",
    "django": "jinja jinja2 html+django",
    "dockerfile": "docker containerfile",
    "dot": "graphviz",
    "ebnf": "",
    "elixir": "ex exs",
    "emacs-lisp": "elisp emacslisp",
    "erb": "html-erb",
    "erlang": "erl",
    "fortran": "f90 f95",
    "fsharp": "f#",
    "gas": "armasm",
    "glsl": "",
    "go": "golang gomod go-mod go-module",
    "graphql": "gql",
    "groovy": "gradle jenkinsfile gradle-groovy",
    "haskell": "hs",
    "hlsl": "",
    "html": "xhtml htm html5 markup html-basic htmlmixed html/xml go-html-template gotmpl angular-html vue-html",
    "html+handlebars": "handlebars hbs mustache",
    "haml": "",
    "http": "",
    "ini": "cfg conf dosini inifile ini-file editorconfig",
    "java": "javase javaee",
    "javascript": "js node nodejs node.js javascriptreact ecmascript es6 mjs cjs js-extras jscript mongodb",
    "json": "jsonc json-comments json-with-comments geojson topojson jsonp webmanifest",
    "json5": "",
    "jsx": "react reactjs",
    "julia": "jl",
    "kotlin": "kt kts kotlin-script",
    "latex": "tex stex",
    "less": "",
    "lisp": "common-lisp commonlisp cl",
    "lua": "luau",
    "makefile": "make mf bsdmake",
    "markdown": "md gfm github-markdown",
    "matlab": "octave",
    "mermaid": "mermaidjs mermaid-js",
    "mysql": "mariadb",
    "nasm": "asm assembly assembler x86asm asm-x86 x86 x86-assembly x86-64",
    "nginx": "nginxconf nginx-conf",
    "nim": "nimrod",
    "objectivec": "objective-c objc obj-c",
    "ocaml": "ml",
    "pascal": "",
    "perl": "pl perl5",
    "php": "php5 php7 html-php php-template",
    "plpgsql": "plsql pl/sql",
    "postgresql": "postgres pgsql",
    "powershell": "ps1 pwsh posh ps",
    "prolog": "",
    "properties": "java-properties",
    "protobuf": "proto proto3 protocol-buffer protocol-buffers protocolbuffers",
    "pug": "jade",
    "pycon": "python-repl pyrepl pycon3 python-console",
    "python": "py python3 py3 python2 ipython ipython2 ipython3 jupyter-python python-3 cpython pyhton pytho",
    "r": "rlang rsrc r-lang rstats",
    "racket": "rkt",
    "registry": "reg windows-registry",
    "ruby": "rb",
    "rust": "rs rustsrc rust-lang no_run no-run should_panic should-panic compile_fail compile-fail",
    "sas": "",
    "sass": "",
    "sed": "",
    "scala": "",
    "scheme": "scm",
    "scss": "",
    "solidity": "sol",
    "sql": "sqlite ansi-sql",
    "stata": "",
    "swift": "",
    "systemverilog": "sv",
    "text": "txt plaintext plain-text text-plain text/plain plain-txt",
    "tcl": "",
    "toml": "",
    "tsql": "mssql sqlserver sql-server",
    "tsx": "typescriptreact",
    "typescript": "ts",
    "vbnet": "vb vb.net visual-basic visualbasic visual-basic-.net",
    "vbscript": "vbs",
    "verilog": "",
    "vhdl": "",
    "vim": "viml vimscript vim-script",
    "vue": "",
    "wast": "wasm webassembly",
    "xml": "svg wxml pom plist mathml rss atom ssml xsd axml xaml xml-doc",
    "yaml": "yml docker-compose compose openapi swagger",
    "zig": "",
}
"""Languages by names that say one wherever they stand: as a class beside others, on the bar over a listing."""

ALONE = frozenset("plantuml regex stylus svelte".split())
"""As those, of languages that the highlighter lacks."""

SAID = {
    "actionscript3": "actionscript-3",
    "arduino": "ino",
    "aspx-cs": "aspnet asp.net",
    "bash": "dotenv env curl azurecli azure-cli dotnetcli",
    "bnf": "bison",
    "cfm": "cf coldfusion",
    "cypher": "neo4j",
    "gas": "arm-asm avrasm mipsasm gnu-as aarch64",
    "gdscript": "godot",
    "jlcon": "julia-console",
    "latex": "latex-math",
    "lean4": "lean-4",
    "mathematica": "wolfram-language",
    "powershell": "azurepowershell azure-powershell",
    "mermaid": "flowchart sequence-diagram",
    "nodejsrepl": "node-repl",
    "pytb": "ipythontb python-traceback",
    "robotframework": "robot",
    "sml": "standard-ml",
    "text": (
        "none raw log tree plain generic no-highlight nohighlight no-lang nolang myst-ansi ansi null nil auto default"
        " code pre source sourcecode listing block literal unknown undefined notranslate fallback"
        " 文本 纯文本 普通文本 无 代码 代码块 输出 日志 输出结果"
    ),
    "vbnet": "vba",
    "console": "终端 命令行",
    "nasm": "汇编",
    "pseudocode": "伪代码",
}
"""What says a language only where something else says that it is one: an info string, `language-…`, `brush: …`."""

UNCOLOURED = frozenset(
    (
        "abc algorithm ascii ascii-art asm-x86 astro avdl bicep blade bytefield cairo chart cmd conf config crontab"
        " cshtml csv curl d2 dbml diagram dotenv echarts editorconfig ejs env excalidraw geojson gitignore godot"
        " http-request ignore ini-file ipython jsonc jupyter jupyter-python katex latex-math log logql logs m"
        " markdownlint math mdx metal move nginxconf noir nomnoml none nunjucks opencl pikchr plain plaintext"
        " plantuml postcss powerquery prisma pseudo pseudo-code pseudocode puml razor regex regexp roc service"
        " sh-session shader shellsession stl structurizr styled-components stylus svelte tikz tla tlaplus topojson"
        " tree tsv unison vega vega-lite vlang wasm wavedrom x86asm"
    ).split()
)
"""Names of languages that the highlighter lacks: they stay, and nobody is told that they are misspelt."""

CONTENTS = {"html": "html", "svg+xml": "svg", "react": "jsx", "mermaid": "mermaid"}
"""What a chat product draws, by the last word of its type."""

UNSAID = frozenset(
    (
        "none plain plaintext plain-text nohighlight no-highlight generic default null nil undefined unknown auto"
        " fallback"
    ).split()
)
"""What highlighters write where no language was named, and another look at the listing may find one."""

HIGHLIGHTERS = frozenset(
    (
        "hljs highlight prettyprint prettyprinted prettify sourcecode src syntaxhighlighter prism code codehilite brush"
        " linenums numbers line-numbers numberlines example inline toolbar wrapper container literal-block"
        " literal-block-wrapper output copy code-toolbar has-numbering has theme gutter nogutter "
        "highlighter-rouge rouge"
        " shiki chroma crayon enlighter collapse wrap collapsed"
    ).split()
)
"""Words that highlighters write beside or instead of a language, and that name none."""

ENDINGS = ("语言", "代码", "源码", "脚本", "程序", "-code", "-source", "-script", "-language", "-lang")
"""What authors put behind a language's name."""

PROGRAMS = frozenset(
    (
        "python java c cpp csharp javascript jsx typescript tsx go rust kotlin swift scala php ruby dart "
        "objective-c lua"
        " splus julia matlab groovy json json5 sql bash"
    ).split()
)
"""Languages, by their lexers, in which Chinese punctuation outside of strings and comments can only be a slip."""

MARKUP = frozenset(
    (
        "html xml vue svelte markdown mdx jsx tsx php aspx-cs jsp erb django html+django restructuredtext tex"
        " html+handlebars"
    ).split()
)
"""Languages in which entities or Markdown belong."""

MARKDOWN = frozenset("markdown mdx rmd qmd myst".split())
"""Languages whose listings may hold whole fences."""

PLAIN = frozenset("text console output csv tsv diff ascii".split())
"""What is no program's text."""

HASH_COMMENTS = frozenset(
    (
        "python bash console yaml toml ini splus ruby perl docker make cmake nginx elixir julia powershell graphql"
        " gitignore properties terraform tcl awk sed"
    ).split()
)
"""Languages in which a line may begin with `#` and be no heading."""

IN_BROWSERS = frozenset(
    (
        "1c accesslog ado adoc al angelscript antlr4 apex aql arcade arff arm arm-asm armasm asciidoc asm6502 "
        "asmatmel aspnet atom avisynth avrasm avro-idl avs axapta bbj bind birb bison brightscript bsl cal "
        "capnproto cc cfscript cil cilk cilk-c cilk-cpp cilkc cilkcpp cjs clike clojure-repl cls cmake.in conc "
        "concurnas context cooklang cos craftcms crm cson csp css-extras cts cue cxx dataweave dcl dfm dhall dns "
        "dns-zone dns-zone-file dos dotnet dpr dsconfig dst dust edn erlang-repl eta etlua excel excel-formula "
        "f95 feature firestore-security-rules fix flix flow freedesktop fs ftl g4 gamemakerlanguage gams gauss "
        "gedcom gemspec gettext git gml gms gn gni go-mod go-module gql gradle graph gss gv gyp h++ hbs hgignore "
        "hh hoon hpkp hpp hsp hsts html.handlebars html.hbs htmlbars https hxx iced ichigojam icl "
        "icu-message-format iecst ino instances irpf90 isbl javadoc javadoclike javastacktrace jboss-cli jexl "
        "jinja2 jldoctest jolie jq js-extras js-templates jsdoc jsonp jsstacktrace kdb keepalived keyman kt ktm "
        "kts ktx kum kumir latte ld leaf linker-script livecodeserver lolcode ls ly magma mak markup-templating "
        "mata mathml maxscript mel mercury metafont mikrotik mipsasm mizar mjs mk mkd mkdown ml mm mojolicious "
        "mongodb mscript mts mustache n1ql n4js n4jsd nand2tetris-hdl nani naniscript nc neon nevod node-repl "
        "npmignore openqasm osascript oscript oxygene oz p21 parigp parser parser3 pascaligo patch pb pbfasm pbi "
        "pcaxis pcode pde peoplecode pf pf.conf pgsql php-extras php-template phpdoc plant-uml plist plsql pluto "
        "pm podspec pp pq processing profile ps psl pure purebasic px python-repl qasm qore qs qsharp qt rbnf re "
        "renpy res rescript rib rip roboconf robot routeros rpy rq rss ruleslanguage scad sci sclang shortcode "
        "sln smlnj sol solution-file soy splunk-spl sqf squirrel ssml stanfuncs step step21 stp styl subunit svg "
        "svh t4 t4-cs t4-templating t4-vb taggerscript tao textile thor tk tp tremor trickle trig troy tsconfig "
        "tt2 uc unrealscript uorazor uri url uscript vb vba vbs vbscript-html warpscript web-idl webmanifest wiki "
        "wildfly-cli wsf xeora xeoracube xhtml xjb xl xls xlsx xml-doc xojo xpath xsd xsl zep"
    ).split()
)
"""What highlight.js 11 and Prism 1 colour in the browser, and Pygments does not know."""
