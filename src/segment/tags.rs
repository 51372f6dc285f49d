//! Which HTML elements begin a block, carry a style, or hold no text.

/// Elements whose content is no text of the page.
pub(super) fn is_skipped(tag: &str) -> bool {
    matches!(
        tag,
        "head"
            | "script"
            | "style"
            | "template"
            | "title"
            | "svg"
            | "textarea"
            | "iframe"
            | "canvas"
            | "audio"
            | "video"
            | "object"
            | "embed"
            | "datalist"
            | "annotation"
            | "rp"
            | "noembed"
            | "noframes"
            | "base"
            | "link"
            | "meta"
    )
}

/// Elements that stand in the line with the text around them. All others begin
/// and end a block.
pub(super) fn is_inline(tag: &str) -> bool {
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
            | "math"
            | "nobr"
            | "output"
            | "picture"
            | "q"
            | "rb"
            | "rt"
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
            | "mi"
            | "mo"
            | "mn"
            | "mrow"
            | "msub"
            | "msup"
            | "mfrac"
            | "mtext"
            | "semantics"
    )
}

/// Elements that are inline within a sentence and a control elsewhere.
pub(super) fn is_inline_in_text(tag: &str) -> bool {
    matches!(tag, "button" | "input") || tag.contains('-')
}

/// Elements whose text is one paragraph.
pub(super) fn is_text_block(tag: &str) -> bool {
    matches!(tag, "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "li" | "dd" | "dt" | "td" | "th")
}
