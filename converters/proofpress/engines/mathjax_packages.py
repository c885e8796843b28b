"""The packages of commands that a script may load into MathJax, and what each defines.

Of the commands those are named that KaTeX does not know, or that MathJax lacks without the package; environments
stand in braces.
"""

from __future__ import annotations

PLAIN = frozenset(
    "action ams amscd autoload base bbox boldsymbol braket cancel color colorv2 configmacros enclose extpfeil html "
    "mhchem newcommand noerrors noundefined require setoptions tagformat textmacros unicode verb".split()
)
"""Packages that add nothing to what the combined components of MathJax know."""
PACKAGES: dict[str, frozenset[str]] = {
    name: frozenset(defined.split())
    for name, defined in {
        "mathtools": (
            "Aboxed ArrowBetweenLines Colonapprox Coloneq Coloneqq Colonsim DeclarePairedDelimiter "
            "DeclarePairedDelimiterX DeclarePairedDelimiterXPP DeclarePairedDelimiters DeclarePairedDelimitersX "
            "DeclarePairedDelimitersXPP Eqcolon Eqqcolon MTFlushSpaceAbove MTFlushSpaceBelow MTThinColon "
            "MoveEqLeft adjustlimits bigtimes centercolon clap colonapprox coloneq coloneqq colonsim cramped "
            "crampedclap crampedllap crampedrlap crampedsubstack dblcolon eqcolon eqqcolon mathclap mathllap "
            "mathmakebox mathmbox mathrlap mathtoolsset ndownarrow newtagform nuparrow ordinarycolon overbracket "
            "prescript refeq renewtagform shortvdotswithin shoveleft shoveright splitdfrac splitfrac textclap "
            "textllap textrlap underbracket usetagform vdotswithin xLeftarrow xLeftrightarrow xRightarrow "
            "xhookleftarrow xhookrightarrow xleftharpoondown xleftharpoonup xleftrightharpoons xmathstrut "
            "xrightharpoondown xrightharpoonup {Bmatrix*} {Bsmallmatrix} {Bsmallmatrix*} {Vmatrix*} "
            "{Vsmallmatrix} {Vsmallmatrix*} {bmatrix*} {bsmallmatrix} {bsmallmatrix*} {cases*} {crampedsubarray} "
            "{dcases} {dcases*} {drcases} {drcases*} {lgathered} {matrix*} {multlined} {pmatrix*} {psmallmatrix} "
            "{psmallmatrix*} {rcases} {rcases*} {rgathered} {smallmatrix*} {spreadlines} {vmatrix*} "
            "{vsmallmatrix} {vsmallmatrix*} "
        ),
        "physics": (
            "Bqty PV Pmqty Probability Res Residue Tr Trace abs absolutevalue acomm acos acosecant acosine acot "
            "acotangent acsc admat anticommutator antidiagonalmatrix arccosecant arccosine arccot arccotangent "
            "arccsc arcsec arcsecant arcsine arctangent asec asecant asin asine atan atangent bmqty bqty comm "
            "commutator cosecant cosine cotangent cp cross crossproduct csch curl dd derivative determinant "
            "diagonalmatrix diffd differential divergence dmat dotproduct dv dyad erf ev eval evaluated "
            "expectationvalue exponential expval fderivative fdv flatfrac functionalderivative grad gradient "
            "gradientnabla hypcosecant hypcosine hypcotangent hypsecant hypsine hyptangent identitymatrix "
            "imaginary imat innerproduct ip ketbra laplacian logarithm matrixdeterminant matrixel matrixelement "
            "matrixquantity mdet mel mqty naturallogarithm norm op order outerproduct partialderivative "
            "paulimatrix pb pderivative pdv pmat pmqty poissonbracket pqty principalvalue pv qall qand qas "
            "qassume qc qcc qcomma qelse qeven qfor qgiven qif qin qinteger qlet qodd qor qotherwise qq qqtext "
            "qsince qthen qty quantity qunless qusing rank real sPmqty sbmqty secant sech sine "
            "smallmatrixquantity smdet smqty spmqty svmqty tangent tr trace va var variation vb vdot vectorarrow "
            "vectorbold vectorunit vmqty vnabla vqty vu xmat xmatrix zeromatrix zmat {smallmatrix} "
        ),
        "empheq": (
            "empheqbigl empheqbiglVert empheqbiglangle empheqbiglbrace empheqbiglbrack empheqbiglceil "
            "empheqbiglfloor empheqbiglparen empheqbiglvert empheqbigr empheqbigrVert empheqbigrangle "
            "empheqbigrbrace empheqbigrbrack empheqbigrceil empheqbigrfloor empheqbigrparen empheqbigrvert "
            "empheql empheqlVert empheqlangle empheqlbrace empheqlbrack empheqlceil empheqlfloor empheqlparen "
            "empheqlvert empheqr empheqrVert empheqrangle empheqrbrace empheqrbrack empheqrceil empheqrfloor "
            "empheqrparen empheqrvert {empheq} "
        ),
        "cases": ("{numcases} {subnumcases} "),
        "centernot": ("centerOver centernot "),
        "gensymb": ("celsius degree micro ohm perthousand "),
        "textcomp": (
            "textacutedbl textasciiacute textasciibreve textasciicaron textasciidieresis textasciimacron "
            "textasteriskcentered textbaht textbigcircle textblank textborn textbrokenbar textbullet textcelsius "
            "textcent textcentoldstyle textcircledP textcolonmonetary textcompwordmark textcopyleft textcurrency "
            "textdied textdiscount textdiv textdivorced textdollaroldstyle textdong textdownarrow "
            "texteightoldstyle textestimated texteuro textexclamdown textfiveoldstyle textflorin textfouroldstyle "
            "textfractionsolidus textgravedbl textguarani textinterrobang textinterrobangdown textlangle "
            "textlbrackdbl textleftarrow textlira textlnot textlquill textmarried textmho textminus textmu "
            "textmusicalnote textnaira textnineoldstyle textnumero textohm textonehalf textoneoldstyle "
            "textonequarter textonesuperior textopenbullet textordfeminine textordmasculine textparagraph "
            "textperiodcentered textpertenthousand textperthousand textpeso textpm textquestiondown textrangle "
            "textrbrackdbl textrecipe textreferencemark textrightarrow textrquill textsection textservicemark "
            "textsevenoldstyle textsixoldstyle textsurd textthreeoldstyle textthreequarters textthreesuperior "
            "texttildelow texttimes texttrademark texttwooldstyle texttwosuperior textuparrow textvisiblespace "
            "textwon textyen textzerooldstyle "
        ),
        "upgreek": (
            "Updelta Upgamma Uplambda Upomega Upphi Uppi Uppsi Upsigma Uptheta Upupsilon Upxi upalpha upbeta "
            "upchi updelta upepsilon upeta upgamma upiota upkappa uplambda upmu upnu upomega upomicron upphi uppi "
            "uppsi uprho upsigma uptau uptheta upupsilon upvarepsilon upvarphi upvarpi upvarrho upvarsigma "
            "upvartheta upxi upzeta "
        ),
        "colortbl": ("cellcolor columncolor rowcolor "),
        "bussproofs": (
            "AXC Axiom AxiomC BIC BinaryInf BinaryInfC LL LeftLabel QuaternaryInf QuaternaryInfC QuinaryInf "
            "QuinaryInfC RL RightLabel TIC TrinaryInf TrinaryInfC UIC UnaryInf UnaryInfC alwaysDashedLine "
            "alwaysNoLine alwaysRootAtBottom alwaysRootAtTop alwaysSingleLine alwaysSolidLine dashedLine fCenter "
            "noLine rootAtBottom rootAtTop singleLine solidLine {prooftree} "
        ),
    }.items()
}
