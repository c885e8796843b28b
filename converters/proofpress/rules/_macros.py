"""Common TeX commands that KaTeX knows, to suggest one for a misspelt name."""

MACROS = tuple(
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi varpi rho varrho sigma varsigma tau upsilon phi "
    "varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega frac dfrac tfrac cfrac binom dbinom tbinom sqrt sum prod coprod int "
    "iint iiint oint lim liminf limsup sup inf max min arg argmax argmin log ln lg exp sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh det dim "
    "ker deg gcd hom Pr mod bmod pmod left right middle big Big bigg Bigg bigl bigr Bigl Bigr begin end text textbf textit textrm textsf texttt mathrm mathbf mathbb "
    "mathcal mathfrak mathscr mathsf mathtt mathit boldsymbol bm pmb operatorname hat widehat bar overline underline tilde widetilde vec overrightarrow dot ddot "
    "acute grave check breve overbrace underbrace stackrel overset underset substack cdot cdots ldots dots vdots ddots times div pm mp ast star circ bullet oplus "
    "ominus otimes oslash odot cup cap sqcup sqcap bigcup bigcap bigoplus bigotimes bigvee bigwedge vee wedge lor land neg lnot setminus emptyset varnothing in notin "
    "ni subset supset subseteq supseteq subsetneq supsetneq leq geq le ge neq ne ll gg approx equiv sim simeq cong propto prec succ preceq succeq mid nmid parallel "
    "perp models vdash dashv forall exists nexists therefore because to gets rightarrow leftarrow leftrightarrow Rightarrow Leftarrow Leftrightarrow longrightarrow "
    "longleftarrow Longrightarrow Longleftarrow Longleftrightarrow iff implies mapsto longmapsto hookrightarrow rightharpoonup uparrow downarrow updownarrow nearrow "
    "searrow swarrow nwarrow xrightarrow xleftarrow langle rangle lfloor rfloor lceil rceil lvert rvert lVert rVert vert Vert lbrace rbrace lbrack rbrack infty partial "
    "nabla hbar ell Re Im aleph wp angle triangle square Box diamond prime degree dagger ddagger top bot quad qquad hspace hphantom vphantom phantom displaystyle "
    "textstyle scriptstyle limits nolimits color textcolor colorbox boxed cancel bcancel xcancel tag newcommand renewcommand def gdef not "
    "rm bf it sf tt cal small large Large tiny".split()
)
