//! CommonMark, with tables as GitHub writes them. Characters of the page that
//! Markdown would take for its own are escaped, HTML included.

use super::runs::{Cell, Run, rows, runs};
use super::{Format, links};
use crate::article::{Article, ArticleBlock, Inline, Role};

/// Markdown.
#[derive(Clone, Copy, Debug, Default)]
pub struct Markdown;

impl Format for Markdown {
    fn write(&self, article: &Article) -> String {
        let pieces: Vec<String> =
            runs(&article.blocks).map(|run| piece(&run)).filter(|p| !p.trim().is_empty()).collect();
        if pieces.is_empty() { String::new() } else { format!("{}\n", pieces.join("\n\n")) }
    }

    fn extension(&self) -> &'static str {
        "md"
    }
}

fn piece(run: &Run<'_>) -> String {
    match run {
        Run::Block(block) => single(block),
        Run::List(items) => list(items),
        Run::Quote(blocks) => {
            let inner = blocks.iter().map(paragraph).collect::<Vec<_>>().join("\n\n");
            indent(&inner, "> ", "> ")
        }
        Run::Table(blocks) => table(blocks),
    }
}

fn single(block: &ArticleBlock) -> String {
    match block.role {
        Role::Title => heading(1, block),
        Role::Heading => heading(block.level, block),
        Role::Code => fenced(&block.text()),
        _ => paragraph(block),
    }
}

/// At the end of a heading a run of `#` would be taken for its closing.
fn heading(level: u8, block: &ArticleBlock) -> String {
    let text = on_one_line(&inlines(&block.inlines, Place::Elsewhere));
    let marker = "#".repeat(usize::from(level.clamp(1, 6)));
    match text.strip_suffix('#') {
        Some(before) => format!("{marker} {before}\\#"),
        None => format!("{marker} {text}"),
    }
}

/// A fence longer than any run of backticks inside.
fn fenced(code: &str) -> String {
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}\n{}\n{fence}", code.trim_end())
}

/// Lists are written no further in than so many levels.
const DEPTH: usize = 8;

fn list(items: &[ArticleBlock]) -> String {
    let mut out: Vec<String> = Vec::new();
    // The items that hold this one, each with how far in its text stands: an item may
    // be without those around it.
    let mut open: Vec<(u8, usize)> = Vec::new();
    for item in items {
        let Some(place) = item.list else { continue };
        // What goes on with an item that was dropped begins one: so far in, it would be code.
        let goes_on = place.index == 0 && open.iter().any(|(depth, _)| *depth == place.depth);
        // Only a list that begins with 1 may follow a paragraph without a line between.
        let interrupts = place.ordered && place.index > 1 && open.last().is_some_and(|(depth, _)| *depth < place.depth);
        let mut width = 0;
        while let Some((_, last)) = open.pop_if(|(depth, _)| *depth >= place.depth) {
            width = last;
        }
        let margin: usize = open.iter().take(DEPTH).map(|(_, width)| width).sum();
        let margin = " ".repeat(margin);
        let marker = if place.ordered { format!("{}. ", place.index.max(1)) } else { "- ".to_owned() };
        if goes_on {
            let margin = format!("{margin}{}", " ".repeat(width));
            out.push(String::new());
            out.push(indent(&paragraph(item), &margin, &margin));
        } else {
            if interrupts {
                out.push(String::new());
            }
            width = marker.len();
            out.push(indent(&paragraph(item), &format!("{margin}{marker}"), &format!("{margin}{}", " ".repeat(width))));
        }
        open.push((place.depth, width));
    }
    out.join("\n")
}

/// The head is as wide as the widest row; the other rows end with their last cell.
fn table(blocks: &[ArticleBlock]) -> String {
    let mut rows = rows(blocks);
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    if let Some(head) = rows.first_mut() {
        head.resize_with(columns, Vec::new);
    }
    let cell = |cell: &Cell<'_>| {
        cell.iter().map(|b| on_one_line(&inlines(&b.inlines, Place::Cell))).collect::<Vec<_>>().join(" ")
    };
    let line = |row: &Vec<Cell<'_>>| format!("| {} |", row.iter().map(cell).collect::<Vec<_>>().join(" | "));
    let mut lines: Vec<String> = rows.iter().map(line).collect();
    if !lines.is_empty() {
        lines.insert(1, format!("|{}", " --- |".repeat(columns)));
    }
    lines.join("\n")
}

fn on_one_line(text: &str) -> String {
    text.replace("\\\n", " ").replace('\n', " ").trim().to_owned()
}

/// Where words stand. A cell ends at a `|`, in code too.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Cell,
    Elsewhere,
}

/// A line of nothing but spaces would end the paragraph, and leave the break before
/// it as a backslash.
fn paragraph(block: &ArticleBlock) -> String {
    let text = inlines(&block.inlines, Place::Elsewhere);
    let lines = text.split("\\\n").map(str::trim).filter(|line| !line.is_empty());
    lines.map(escape_start).collect::<Vec<_>>().join("\\\n")
}

fn inlines(inlines: &[Inline], place: Place) -> String {
    let mut out = String::new();
    let mut start = 0;
    for (href, piece) in links(inlines) {
        let styled = (start..start + piece.len()).map(|i| styled(inlines, i, place));
        let text: String = styled.collect();
        match href.filter(|h| !h.is_empty()) {
            Some(href) => out.push_str(&linked(&text, href)),
            None => out.push_str(&text),
        }
        start += piece.len();
    }
    out
}

/// A link around what is not white space. A link is written on one line.
fn linked(text: &str, href: &str) -> String {
    let text = text.replace("\\\n", " ").replace('\n', " ");
    let core = text.trim();
    if core.is_empty() {
        return text;
    }
    let start = text.len() - text.trim_start().len();
    format!("{}[{core}]({}){}", &text[..start], destination(href), &text[start + core.len()..])
}

/// Markers must touch the words, not the white space around them.
fn styled(inlines: &[Inline], i: usize, place: Place) -> String {
    let inline = &inlines[i];
    let previous = i.checked_sub(1).map(|i| &inlines[i]);
    let before = previous.and_then(|p| p.text.chars().next_back());
    let after = inlines.get(i + 1).and_then(|n| n.text.chars().next());
    let text = &inline.text;
    let core = text.trim();
    if core.is_empty() {
        return escape(text);
    }
    let start = text.len() - text.trim_start().len();
    let (lead, trail) = (&text[..start], &text[start + core.len()..]);
    // Two code spans side by side would be read as one, with their ticks inside.
    let beside_code = lead.is_empty() && previous.is_some_and(|p| p.code && !p.text.ends_with(char::is_whitespace));
    let mut inner = if inline.code && !beside_code { code_span(core, place) } else { escape(core) };
    // Inside a word emphasis may not be read as such, and before the tick of a code
    // span only after space or punctuation: then it stays plain.
    let apart_from = |c: char| match inline.code {
        true => c.is_whitespace() || c.is_ascii_punctuation(),
        false => !c.is_alphanumeric(),
    };
    let joined = |c: Option<char>, edge: &str| edge.is_empty() && !c.is_none_or(apart_from);
    let apart =
        !joined(before, lead) && !joined(after, trail) && starts_and_ends_with_word(core) && !core.contains('\n');
    if apart && inline.emphasis {
        inner = format!("*{inner}*");
    }
    if apart && inline.strong {
        inner = format!("**{inner}**");
    }
    format!("{}{inner}{}", escape(lead), escape(trail))
}

fn starts_and_ends_with_word(text: &str) -> bool {
    text.starts_with(char::is_alphanumeric) && text.ends_with(char::is_alphanumeric)
}

fn code_span(code: &str, place: Place) -> String {
    let code = code.replace('\n', " ");
    let code = if place == Place::Cell { code.replace('|', "\\|") } else { code };
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let tick = "`".repeat(longest + 1);
    let pad = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
    format!("{tick}{pad}{code}{pad}{tick}")
}

fn destination(href: &str) -> String {
    let mut out = String::with_capacity(href.len());
    for c in href.chars() {
        match c {
            '(' => out.push_str("%28"),
            ')' => out.push_str("%29"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            '|' => out.push_str("%7C"),
            '"' => out.push_str("%22"),
            '&' => out.push_str("&amp;"),
            c if c.is_whitespace() || c.is_control() => out.push_str("%20"),
            c => out.push(c),
        }
    }
    out
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            // Before a link it would make an image of it.
            '!' if matches!(chars.peek(), None | Some('[')) => out.push_str("\\!"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '&' | '|' | '~' => out.extend(['\\', c]),
            '\n' => out.push_str("\\\n"),
            c => out.push(c),
        }
    }
    out
}

/// What would begin a heading, quote, list or fence at the start of a line.
fn escape_start(line: &str) -> String {
    let first = line.chars().next();
    if matches!(first, Some('#' | '>' | '-' | '+' | '=')) {
        return format!("\\{line}");
    }
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits > 0 && digits < 10 && line[digits..].starts_with(['.', ')']) {
        return format!("{}\\{}", &line[..digits], &line[digits..]);
    }
    line.to_owned()
}

fn indent(text: &str, first: &str, rest: &str) -> String {
    let lines = text.lines().enumerate().map(|(i, line)| {
        let margin = if i == 0 { first } else { rest };
        if line.is_empty() { margin.trim_end().to_owned() } else { format!("{margin}{line}") }
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inline(text: &str) -> Inline {
        Inline { text: text.to_owned(), ..Inline::default() }
    }

    #[test]
    fn what_markdown_would_take_for_its_own_is_escaped() {
        assert_eq!(escape("a*b <i> _c_ [d]"), "a\\*b \\<i> \\_c\\_ \\[d\\]");
        assert_eq!(escape_start("1. not a list"), "1\\. not a list");
        assert_eq!(escape_start("# not a heading"), "\\# not a heading");
    }

    #[test]
    fn markers_touch_the_words() {
        let strong = Inline { strong: true, ..inline(" bold ") };
        assert_eq!(inlines(&[inline("a"), strong, inline("b")], Place::Elsewhere), "a **bold** b");
        let inside = Inline { strong: true, ..inline("ol") };
        assert_eq!(inlines(&[inline("b"), inside, inline("d")], Place::Elsewhere), "bold");
    }

    #[test]
    fn code_beside_code_stays_two_pieces() {
        let code = |text| Inline { code: true, ..inline(text) };
        let strong = Inline { strong: true, ..code("b_c") };
        assert_eq!(inlines(&[code("a"), strong.clone()], Place::Elsewhere), "`a`b\\_c");
        assert_eq!(inlines(&[code("a "), strong.clone()], Place::Elsewhere), "`a` **`b_c`**");
        assert_eq!(inlines(&[inline("("), strong.clone(), inline(")")], Place::Elsewhere), "(**`b_c`**)");
        assert_eq!(inlines(&[inline("\u{7f}"), strong, inline(" end")], Place::Elsewhere), "\u{7f}`b_c` end");
    }

    #[test]
    fn a_break_stands_between_words() {
        let inlines = vec![inline("one\ntwo\n\u{a0}")];
        let block = ArticleBlock { role: Role::Paragraph, level: 0, inlines, list: None, cell: None, place: 0 };
        assert_eq!(paragraph(&block), "one\\\ntwo");
    }

    #[test]
    fn a_heading_keeps_its_last_sign() {
        let block = |text| ArticleBlock {
            role: Role::Heading,
            level: 2,
            inlines: vec![inline(text)],
            list: None,
            cell: None,
            place: 0,
        };
        assert_eq!(heading(2, &block("Why C and F #")), "## Why C and F \\#");
        assert_eq!(heading(2, &block("###")), "## ##\\#");
        assert_eq!(heading(9, &block("Why C#?")), "###### Why C#?");
    }

    #[test]
    fn dangerous_links_keep_their_words_only() {
        let link = Inline { href: Some("javascript:alert(1)".into()), ..inline("click") };
        assert_eq!(inlines(&[link], Place::Elsewhere), "click");
    }
}
