"""Where MathJax and KaTeX part: commands and environments that only one of them knows.

MathJax is not at hand while a page is checked. The tables are what its versions 2.7, 3.2 and 4.1, as their combined
components set them up, showed in red of every name that KaTeX defines, and what KaTeX 0.19 refused of every name that
MathJax does. A name that any of the three versions knows is known; none is lacking that text mode may know.
"""

from __future__ import annotations

LACKING = frozenset(
    (
        "AE Alpha Beta Chi Colonapprox Coloneq Coloneqq Colonsim Complex DOTSB DOTSI DOTSX Dagger Darr Epsilon "
        "Eqcolon Eqqcolon Eta H Harr Iota KaTeX Kappa Larr Lrarr Mu N Nu O OE Omicron Overrightarrow P R Rarr Reals "
        "Rho Tau TextOrMath Uarr Z Zeta aa ae alef alefsym angl angln approxcolon approxcoloncolon arcctg arctg "
        "argmax argmin bgroup blue blueA blueB blueC blueD blueE bm bold bull c ch clap clubs cnums colonapprox "
        "coloncolon coloncolonapprox coloncolonequals coloncolonminus coloncolonsim coloneq coloneqq colonequals "
        "colonminus colonsim copyright cosec cotg ctg cth dArr dag darr dblcolon ddag degree diamonds dotsx edef "
        "egroup enskip eqcolon eqqcolon equalscolon equalscoloncolon errmessage exist expandafter futurelet goldA "
        "goldB goldC goldD goldE grayA grayB grayC grayD grayE grayF grayG grayH grayI green greenA greenB greenC "
        "greenD greenE hArr harr hearts htmlClass htmlData htmlId htmlStyle image imageof includegraphics infin isin "
        "kaBlue kaGreen lArr lBrace lang larr llbracket long lparen lq lrArr lrarr mapsfrom maroonA maroonB maroonC "
        "maroonD maroonE mathclap mathellipsis mathllap mathreflectbox mathrlap mathsterling medspace mintA mintB "
        "mintC minuscolon minuscoloncolon minuso natnums noexpand notni oe operatornamewithlimits orange "
        "ordinarycolon origof overbracket overgroup overleftharpoon overlinesegment overrightharpoon phase pink plim "
        "plusmn pounds providecommand purple purpleA purpleB purpleC purpleD purpleE rArr rBrace raisebox rang rarr "
        "ratio real reals red redA redB redC redD redE reflectbox relax rparen rrbracket sdot sect sh show simcolon "
        "simcoloncolon sixptsize sout spades ss sube supe tealA tealB tealC tealD tealE tg th thetasym thickspace "
        "tmspace uArr uarr underbar underbracket undergroup underlinesegment url utilde varvdots vcentcolon watched "
        "weierp widecheck xLeftarrow xLeftrightarrow xRightarrow xdef xhookleftarrow xhookrightarrow xleftequilibrium "
        "xleftharpoondown xleftharpoonup xleftrightharpoons xrightequilibrium xrightharpoondown xrightharpoonup "
        "xrightleftarrows "
    ).split()
)
"""Commands of KaTeX, without the backslash, that MathJax shows in red."""
LACKING_ENVIRONMENTS = frozenset("Bmatrix* Vmatrix* bmatrix* dcases drcases matrix* pmatrix* rcases vmatrix*".split())
"""Environments of KaTeX that MathJax does not know; a formula with one is shown as an error."""
OWN = frozenset(
    (
        "Arrowvert DeclareMathOperator Ketbra Newextarrow Rule Space Tiny abovewithdelims arrowvert atopwithdelims "
        "bbFont bbox bracevert buildrel cancelto ce class cr cssId definecolor displaylines divsymbol enclose eqalign "
        "eqalignno eqref framebox hfil hfill hfilll idotsint iiiint ketbra label leftroot leqalignno "
        "longLeftrightharpoons longRightleftharpoons longleftrightarrows longrightleftharpoons lower mathbfcal "
        "mathbffrak mathbfit mathbfscr mathbfsf mathbfsfit mathbfsfup mathbfup mathsfup mathtip mathup mbox mit "
        "mmlToken moveleft moveright mspace newenvironment nonscript notChar oldstyle overparen overunderset "
        "overwithdelims pu raise ref renewenvironment root scr shoveleft shoveright sideset skew stackbin strut style "
        "symbb symbf symbfcal symbffrak symbfit symbfscr symbfsf symbfsfit symbfsfup symbfup symcal symfrak symit "
        "symnormal symrm symscr symsf symsfit symsfup symtt symup texttip toggle tripledash underparen unicode uproot "
        "xLeftrightharpoons xRightleftharpoons "
    ).split()
)
"""Commands of MathJax that KaTeX does not know."""
OWN_ENVIRONMENTS = frozenset(
    "{eqnarray} {eqnarray*} {flalign} {flalign*} {multline} {multline*} {xalignat} {xalignat*} {xxalignat}".split()
)
"""Environments of MathJax that KaTeX does not know, in braces."""
INSTEAD = {
    **dict(
        zip("Alpha Beta Epsilon Zeta Eta Iota Kappa Mu Nu Omicron Rho Tau Chi".split(), "ABEZHIKMNOPTX", strict=True)
    ),
    "degree": r"^\circ",
    "bm": r"\boldsymbol",
    "bold": r"\mathbf",
    "argmax": r"\operatorname*{argmax}",
    "argmin": r"\operatorname*{argmin}",
    "reals": r"\mathbb{R}",
    "dag": r"\dagger",
    "ddag": r"\ddagger",
    "enskip": r"\enspace",
    "infin": r"\infty",
    "isin": r"\in",
}
"""What to write for some of the first."""
