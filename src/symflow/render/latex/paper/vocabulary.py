r"""The commands of TeX that matter to the check: closed lists of what is harmless, and the signs of what is not.

TeX is a programming language, so that no list of tricks is complete. What a paper executes before its text begins must
stand in PREAMBLE; what it defines, in the ways of FRESH; elsewhere a command is taken for typesetting unless its name
says that it defines, hooks, reads or patches (SUSPECT), or is one of the primitives of TeX that do.
"""

from __future__ import annotations

import re


def names(text: str) -> list[str]:
    """The names in a text, with blanks between them."""
    return text.split()


FRESH = (
    r"\newcommand",
    r"\providecommand",
    r"\newtheorem",
    r"\newenvironment",
    r"\DeclareMathOperator",
    r"\DeclarePairedDelimiter",
    r"\newcounter",
    r"\newlength",
)
AGAIN = (r"\renewcommand", r"\renewenvironment")
SUSPECT = re.compile(
    r"@|[Dd]ef$|defs$|^def|DEF|^let|let$|[Ll]et[A-Z]|Let|letcs|^renew|Renew|robust|patch|preto|appto|pre[a-z]*cmd|app[a-z]*cmd"
    r"|[Hh]ook|^A[tT][A-Z]|After|Before|Begin|^every|Every|(?:cat|math|del|lc|uc|sf|char)code|Umath|^active|active$"
    r"|[Ss]horthand|[Dd]eclare|^New|^new|^Provide|^provide|csname|^cs|font|Font|^read|read$|open(?:in|out)|expand|exp:"
    r"|toks|assign|filecontents|[Mm]ake[Aa]t|^scan|[Ww]rite|^lua|Lua|macro|Macro|Str[A-Z]|list[a-z]*add|setkeys|pgfkeys"
    r"|Expl|^load|^Load|[Rr]equire|^Pass|^[Ee]xecute|^end[a-z]|undef|redefine|override|chardef|dimen|skipdef|Symbol|[Aa]lias"
    r"|^restore|xspaceadd|^[Cc]ollect|^use[A-Z]|^input[a-z]|Input|^import|[Cc]onfigure|gobble|[Rr]eplace|unicodechar|[Cc]mdp?re"
    r"|^sf(?:theorem|claim|conjecture|derivation|instance|outcome|record)$"
)
WORDS = names("""
newline newpage newblock newgeometry newrefcontext newglossary defeq eqdef bydef bullet defn definition
normalfont selectfont fontsize normalfontsize endgraf endgroup begingroup iff includegraphics includepdf emph
displaylines readout providecommand newcommand renewcommand newtheorem newenvironment renewenvironment
DeclareMathOperator newcounter newlength DeclarePairedDelimiter input include bibliography usepackage
documentclass RequirePackage endinput csc csch textifsymbol linespread nofiles pdfoutput circlet droplet doublet
triplet outlet bookmarksetup printbibliography usebibmacro bibliographystyle newcolumntype everypage headwidth
renewlist captionsetup subfile subfileinclude singlet alphabet toggle newlist ifthenelse ifdim overrightarrow
overrightharpoon scriptfontname swaparrow acceptedchar command code commandname sfpart sfid sfverdict sfnote
sfset sfcite sfstep sfalong sftight sfcounter sffamily sf
""")
HARMLESS = frozenset(f"\\{name}" for name in WORDS)
PRIMITIVES = frozenset(
    f"\\{name}"
    for name in names("""
long outer protected global csname endcsname noexpand expandafter aftergroup afterassignment scantokens
scantextokens lowercase uppercase stop bye setbox sbox savebox bgroup egroup vsplit halign valign noalign omit
insert mark immediate write read openin openout closein closeout everyjob jobname meaning string number
romannumeral everycr everyhbox everyvbox everypar everymath everydisplay output shipout pdfliteral pdfextension
special directlua latelua excludeonly includeonly excludecomment includecomment specialcomment phantom hphantom
vphantom afterpage obeylines obeyspaces mathchar fam textfont scriptfont scriptscriptfont skewchar hyphenchar
advance multiply divide loop repeat endlinechar escapechar newlinechar parshape errmessage batchmode verb
comment endcomment processdelayedfloats pagecolor lstnewenvironment surroundwithmdframed
newtheoremstyle defineshorthand useshorthands babelprovide aliasshorthand languageshorthands collectbox
StrSubstitute unhbox unvbox lastbox unpenalty makeatletter makeatother nullfont mathversion rlap llap
addtodef numdef dimdef gluedef moveleft moveright lower raise vadjust eqno leqno tracingall showbox font
newif newfont newread newwrite newtoks newbox newcount newdimen newskip
""")
) | {"^^", "<odd>", "<filecontents>", "<filecontents*>"}
PREAMBLE = frozenset(
    f"\\{name}"
    for name in names("""
documentclass usepackage RequirePackage PassOptionsToPackage PassOptionsToClass title author date thanks and
maketitle bibliographystyle bibliography addbibresource graphicspath hypersetup geometry newgeometry
numberwithin counterwithin counterwithout theoremstyle swapnumbers allowdisplaybreaks setlength addtolength
setcounter addtocounter pagestyle thispagestyle pagenumbering linespread setstretch doublespacing onehalfspacing
singlespacing raggedbottom flushbottom frenchspacing sloppy fussy hyphenation captionsetup crefname Crefname
crefformat creflabelformat setlist usetikzlibrary tikzset pgfplotsset sisetup lstset lstdefinestyle
selectlanguage setdefaultlanguage setmainlanguage keywords subjclass address curraddr email urladdr dedicatory
affil affiliation institute institution subtitle titlerunning authorrunning orcid editor urlstyle setcitestyle
bibpunct citestyle mathtoolsset graphicx DeclareGraphicsExtensions parindent parskip textwidth textheight
oddsidemargin evensidemargin topmargin headheight headsep footskip columnsep hoffset voffset baselineskip
arraycolsep tabcolsep hfuzz vfuzz tolerance emergencystretch hbadness vbadness clubpenalty widowpenalty
displaywidowpenalty interdisplaylinepenalty overfullrule linewidth jot pdfoutput pdfminorversion pdfinfo
pdfsuppresswarningpagegroup relax par ignorespaces label markboth markright lhead rhead chead lfoot rfoot cfoot
fancyhead fancyfoot fancyhf raggedright nonumber newcolumntype crefrangeformat definecolor colorlet
nonfrenchspacing makeindex makeglossaries listfiles nofiles sftight interfootnotelinepenalty abovedisplayskip
belowdisplayskip abovedisplayshortskip belowdisplayshortskip footnotesep floatsep textfloatsep intextsep
abovecaptionskip belowcaptionskip itemsep topsep titlespacing name institutename journal volume submitted
accepted received jmlrheading firstpageno ShortHeadings editors icmltitlerunning begin end endinput
baselinestretch arraystretch endgraf endgroup begingroup input include empty textsc textbf textit textrm texttt
small large Large LARGE huge Huge normalsize centering newcommand renewcommand providecommand newtheorem
newenvironment renewenvironment DeclareMathOperator newcounter newlength DeclarePairedDelimiter
""")
) | {"\\\\", r"\ ", r"\-", r"\,", r"\/", r"\@"}
RENEWED = frozenset(
    f"\\{name}"
    for name in names("""
arraystretch baselinestretch thefootnote theequation thesection thesubsection thesubsubsection thechapter
thepage thefigure thetable theenumi theenumii labelenumi labelenumii labelitemi labelitemii figurename tablename
refname bibname abstractname contentsname appendixname headrulewidth footrulewidth algorithmicrequire
algorithmicensure vec Re Im P S H L O epsilon phi theta rho leq geq le ge sectionautorefname
subsectionautorefname figureautorefname tableautorefname equationautorefname bibsection bibfont refname
keywordsname
""")
)
NEVER = frozenset(
    f"\\{name}"
    for name in names("""
proofname qedsymbol qed qedhere openbox pushQED popQED thmname thmnumber thmnote thmhead endgroup endcsname
endinput endgraf endline endlinechar enddocument begin end par relax item label input include footnote tag
begingroup verb comment Verbatim lstlisting minted lstinline Verb BVerbatim LVerbatim mathchoice nobreakspace
protect string the number document usepackage documentclass
""")
)
NOT_HIDING = frozenset(
    names("""
equation equation* align align* gather gather* multline multline* eqnarray eqnarray* aligned gathered split
cases matrix pmatrix bmatrix vmatrix array tabular tabular* itemize enumerate description center quote quotation
figure figure* table table* theorem lemma proposition corollary definition remark example proof abstract
algorithm subequations displaymath math flushleft flushright thebibliography document tikzpicture axis trivlist
list small footnotesize verbatim assumption conjecture smallmatrix dcases alignat alignat* thm lem prop cor
""")
)
SPACING = frozenset(
    f"\\{name}"
    for name in names("""
par smallskip medskip bigskip noindent newpage clearpage pagebreak nopagebreak goodbreak filbreak indent
allowbreak
""")
)
BEFORE = (
    SPACING
    | frozenset(
        f"\\{name}"
        for name in names("""
sftight small footnotesize normalsize appendix maketitle tableofcontents newline linebreak hfill vfill
cleardoublepage FloatBarrier centering raggedright sloppy relax ignorespaces begingroup endgroup ldots dots
LaTeX TeX printbibliography quad qquad frontmatter mainmatter backmatter onecolumn twocolumn singlespacing
doublespacing null break nobreak
""")
    )
    | {"\\\\", r"\ ", r"\]", r"\)", r"\,", r"\%", r"\&", r"\}", r"\@", r"\/", r"\$", r"\#", r"\_"}
)
KNOWN_PACKAGES = frozenset(
    names("""
amsmath amssymb amsthm amsfonts amscd amsopn amstext amsbsy geometry hyperref graphicx graphics microtype
cleveref xcolor color booktabs natbib biblatex inputenc fontenc lmodern mathtools enumitem tikz pgfplots url
caption subcaption float array tabularx multirow bm bbm dsfont mathrsfs stmaryrd times mathptmx helvet courier
newtxtext newtxmath palatino mathpazo textcomp setspace fancyhdr titlesec appendix multicol verbatim comment
listings fancyvrb minted algorithm algorithmic algorithmicx algpseudocode algorithm2e siunitx csquotes parskip
authblk lipsum nicefrac xfrac wrapfig footmisc afterpage placeins rotating lscape pdflscape longtable etoolbox
xspace soul ulem todonotes ifthen calc keyval article amsart amsbook amsproc report book scrartcl scrreprt llncs
IEEEtran elsarticle revtex4-2 acmart siamart latexsym dirtytalk thmtools thm-restate nccmath cancel physics doi
orcidlink
""")
)
SAME = {
    r"\leq": (r"\leqslant", r"\le"),
    r"\geq": (r"\geqslant", r"\ge"),
    r"\le": (r"\leqslant", r"\leq"),
    r"\ge": (r"\geqslant", r"\geq"),
    r"\phi": (r"\varphi",),
    r"\epsilon": (r"\varepsilon",),
    r"\theta": (r"\vartheta",),
    r"\rho": (r"\varrho",),
}
FONTS = frozenset(
    rf"\{name}"
    for name in names("""
mathbf mathrm mathit mathsf mathtt mathcal mathfrak mathbb mathscr boldsymbol bm operatorname
""")
)
STYLES = frozenset(
    rf"\{name}"
    for name in names("""
textbf textit textsc textsf texttt textrm textup emph bfseries itshape scshape sffamily ttfamily rmfamily
upshape small footnotesize scriptsize normalfont
""")
)
ACCENTS = frozenset(
    rf"\{name}" for name in names("bar overline hat widehat tilde widetilde vec underline check breve acute")
)
LETTERS = frozenset(
    rf"\{name}"
    for name in names("""
ell hbar imath jmath alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu
xi pi varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma
Upsilon Phi Psi Omega
""")
)
RAISED = frozenset(rf"\{name}" for name in names("star ast dagger top prime circ"))
TITLES = {
    "sftheorem": ("Theorem", "Proposition", "Lemma", "Corollary", "Result"),
    "sfclaim": ("Claim", "Assertion", "Statement"),
    "sfconjecture": ("Conjecture", "Question", "Claim"),
}
