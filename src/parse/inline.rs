//! Which elements stand in the line, and which begin and end one.

use std::sync::OnceLock;

/// True for an element that stands in the line with the text around it.
pub(crate) fn is_inline(tag: &str) -> bool {
    matches!(
        tag,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "img"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "nobr"
            | "output"
            | "picture"
            | "q"
            | "rb"
            | "rt"
            | "rtc"
            | "ruby"
            | "s"
            | "samp"
            | "small"
            | "source"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
    ) || is_of_formula(tag)
}

/// The elements of MathML Core that hold what a formula shows. Those of matrices are
/// blocks: their numbers would run together.
fn is_of_formula(tag: &str) -> bool {
    matches!(
        tag,
        "math"
            | "semantics"
            | "mi"
            | "mo"
            | "mn"
            | "ms"
            | "mtext"
            | "mspace"
            | "mrow"
            | "mstyle"
            | "mpadded"
            | "mphantom"
            | "merror"
            | "maction"
            | "menclose"
            | "mfenced"
            | "mfrac"
            | "msqrt"
            | "mroot"
            | "msub"
            | "msup"
            | "msubsup"
            | "munder"
            | "mover"
            | "munderover"
            | "mmultiscripts"
            | "mprescripts"
    )
}

/// What breaks no sentence: controls, pictures' stand-ins, and elements that no standard
/// knows, which browsers set in the line.
pub(crate) fn is_inline_in_text(tag: &str) -> bool {
    matches!(tag, "button" | "input" | "noscript" | "slot" | "blink") || !is_html(tag) && !is_of_matrix(tag)
}

fn is_of_matrix(tag: &str) -> bool {
    matches!(tag, "mtable" | "mtr" | "mlabeledtr" | "mtd")
}

/// True for the name of an element of HTML, in lower case, the obsolete ones included
/// (HTML, "List of elements" and "Obsolete features").
pub(crate) fn is_html(name: &str) -> bool {
    static NAMES: OnceLock<Vec<&str>> = OnceLock::new();
    NAMES.get_or_init(|| ELEMENTS.split(' ').collect()).binary_search(&name).is_ok()
}

/// In the order of the alphabet.
const ELEMENTS: &str = "\
    a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote \
    body br button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div \
    dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header \
    hgroup hr html i iframe image img input ins kbd keygen label legend li link listing main map mark marquee \
    menu menuitem meta meter nav nobr noembed noframes noscript object ol optgroup option output p param picture \
    plaintext pre progress q rb rp rt rtc ruby s samp script search section select slot small source span strike \
    strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul \
    var video wbr xmp";
