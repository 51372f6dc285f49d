//! Text in Markdown ([CommonMark](https://spec.commonmark.org/0.31.2/), with GitHub's
//! tables and deletions): what many scrapers make of a page.

use std::borrow::Cow;
use std::collections::HashMap;

use foldhash::fast::RandomState;
use pulldown_cmark::{Event, LinkType, OffsetIter, Options, Parser, Tag};

use super::draft::Draft;
use super::events::Reader;
use super::lines::{Breaks, paragraphs};
use crate::parse;

/// So many links are no accident, and so many different marks.
const LINKS: usize = 2;
const MARKS: usize = 2;

/// So much of a text is parsed at once, in bytes: a parser needs many times its input.
const CHUNK: usize = 1 << 16;

/// True if a text holds several links or pictures in Markdown, or different marks of it:
/// of links, headings, bold words and code; or a table.
pub(super) fn is_written_in(text: &str) -> bool {
    let (start, _) = parse::cut(text, CHUNK);
    let (mut links, mut marks) = (0, [false; 4]);
    for (event, range) in parser(start) {
        let Event::Start(tag) = event else { continue };
        let mark = match tag {
            Tag::Link { link_type, dest_url, .. } | Tag::Image { link_type, dest_url, .. } => {
                let told = is_link(start, range.start, &dest_url)
                    && !matches!(link_type, LinkType::Autolink | LinkType::Email);
                links += usize::from(told);
                told.then_some(0)
            }
            Tag::Heading { .. } => is_marked(&start[range]).then_some(1),
            Tag::Strong => Some(2),
            Tag::CodeBlock(kind) => kind.is_fenced().then_some(3),
            // Nobody rules off a table's head by accident.
            Tag::Table(_) => return true,
            _ => None,
        };
        mark.into_iter().for_each(|mark| marks[mark] = true);
        if links >= LINKS || marks.iter().filter(|mark| **mark).count() >= MARKS {
            return true;
        }
    }
    false
}

fn parser(text: &str) -> OffsetIter<'_> {
    Parser::new_ext(text, OPTIONS).into_offset_iter()
}

/// What is read beyond CommonMark.
const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH);

/// True of the source of a heading that begins with `#`; the other kind is underlined.
pub(super) fn is_marked(heading: &str) -> bool {
    heading.trim_start().starts_with('#')
}

/// A text may hold brackets behind brackets that are no link: `f[i](x)`, `[yes](no)`.
pub(super) fn is_link(text: &str, at: usize, address: &str) -> bool {
    let glued = text[..at].ends_with(char::is_alphanumeric);
    address.contains(['/', '#']) || !glued && (is_target(address) || address.is_empty())
}

/// True of what may be an address: a path, a part of the page, a name with an ending.
fn is_target(address: &str) -> bool {
    let ending = address.rsplit_once('.').is_some_and(|(_, ending)| ending.starts_with(char::is_alphanumeric));
    ending || address.contains(['/', '#']) || address.starts_with("mailto:") || address.starts_with("tel:")
}

/// Adds the blocks of `text` to `draft`.
pub(super) fn read(text: &str, breaks: Breaks, draft: &mut Draft) {
    // Most texts have no addresses of references.
    let labels = if text.contains(DEFINED) { bracketed(text) } else { HashMap::default() };
    let mut rest = text;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(chunk(rest));
        rest = after;
        read_piece(&without_labels(piece, &labels), breaks, true, draft);
    }
}

/// Adds the blocks of what is parsed at once. What its HTML holds is read as well, `deep`
/// inside it.
pub(super) fn read_piece(text: &str, breaks: Breaks, deep: bool, draft: &mut Draft) {
    let starts = paragraphs(text, breaks).map(|range| range.start);
    let mut reader = Reader::new(text, starts, breaks, deep, draft);
    for (event, range) in parser(text) {
        reader.read(event, range);
    }
}

/// The text with line ends that the parser knows, and with a backslash before what it
/// would take for the address of a reference, and is a word ("[Mayor]: Yes."), or may be a
/// name that no reference leads to: "[Source]: harbour.example".
fn without_labels<'t>(text: &'t str, bracketed: &HashMap<String, usize, RandomState>) -> Cow<'t, str> {
    let text = match text.contains('\r') {
        true => Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")),
        false => Cow::Borrowed(text),
    };
    // What has none need not be parsed for them.
    if !text.contains(DEFINED) {
        return text;
    }
    let parser = Parser::new_ext(&text, OPTIONS);
    let is_used = |label: &str| bracketed.get(&folded(label)).is_some_and(|times| *times > 1);
    let labels = parser.reference_definitions().iter();
    let is_name = |dest: &str| !dest.contains(['/', '#']);
    let labels = labels.filter(|(label, told)| !is_target(&told.dest) || is_name(&told.dest) && !is_used(label));
    let mut starts: Vec<usize> = labels.map(|(_, told)| told.span.start).collect();
    if starts.is_empty() {
        return text;
    }
    starts.sort_unstable();
    let (mut escaped, mut last) = (String::with_capacity(text.len() + starts.len()), 0);
    for start in starts {
        escaped.push_str(&text[last..start]);
        escaped.push('\\');
        last = start;
    }
    escaped.push_str(&text[last..]);
    Cow::Owned(escaped)
}

/// What stands between a label and its address.
const DEFINED: &str = "]:";

/// How often each label stands in square brackets, a definition's own included.
fn bracketed(text: &str) -> HashMap<String, usize, RandomState> {
    let (mut found, mut open): (HashMap<String, usize, RandomState>, _) = (HashMap::default(), None);
    for (at, mark) in text.match_indices(['[', ']']) {
        if mark == "[" {
            open = Some(at + 1);
        } else if let Some(start) = open.take().filter(|start| at - start <= LABEL) {
            *found.entry(folded(&text[start..at])).or_default() += 1;
        }
    }
    found
}

/// A label as others are compared with it (CommonMark, "matches").
fn folded(label: &str) -> String {
    label.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// Longest label of a reference, in bytes.
const LABEL: usize = 999;

/// The length of the next piece: it ends before an empty line, in no code, if it can.
fn chunk(text: &str) -> usize {
    let (start, cut) = parse::cut(text, CHUNK);
    if cut.is_none() {
        return text.len();
    }
    let ends = || start.rmatch_indices('\n').map(|(at, _)| at + 1);
    let is_empty = |at: &usize| start[..at - 1].trim_end_matches([' ', '\r']).ends_with('\n');
    let in_code = |at: usize| {
        start[..at].lines().filter(|line| line.starts_with("```") || line.starts_with("~~~")).count() % 2 == 1
    };
    let apart = |at: &usize| text[*at..].starts_with(|c: char| !c.is_whitespace()) && !in_code(*at);
    ends()
        .filter(is_empty)
        .take(TRIES)
        .find(apart)
        .or_else(|| ends().next())
        .unwrap_or_else(|| start.rfind(' ').map_or(start.len(), |at| at + 1))
}

/// So many empty lines are tried.
const TRIES: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::{Budget, Limits};
    use crate::segment::block::{Block, Kind};

    fn blocks(text: &str) -> Vec<Block> {
        let mut draft = Draft::new(100, 1);
        read(text, Breaks::of(text), &mut draft);
        draft.blocks
    }

    fn read_as(text: &str) -> Vec<(Kind, String)> {
        blocks(text).into_iter().map(|b| (b.kind, b.text.into_string())).collect()
    }

    #[test]
    fn several_links_or_marks_tell_markdown_from_text() {
        for text in [
            "A [pier](/p) of [stone](/s).",
            "![a](b.png)\n\n[c](d.html)",
            "## Boats\n\nA **pier** of stone.",
            "## Boats\n\n```\nrow\n```",
            "Boats\n\n| Day | Boat |\n| --- | --- |\n| Monday | Heron |",
        ] {
            assert!(is_written_in(text), "{text}");
        }
        for text in [
            "A [pier](/p) of [stone].",
            "f[i](x) and g[j](y)",
            "#storm and *calm*",
            "## Boats\n\nA pier.",
            "Day | Boat\nMonday | Heron",
            "<https://a.example> <https://b.example>",
        ] {
            assert!(!is_written_in(text), "{text}");
        }
    }

    #[test]
    fn a_block_is_what_its_marks_say() {
        let text = "# Boats #\n\nProgramming in\nC# is `fun`.\n\n> Said *she*.\n\n- a\n- b\n\n  more\n    1. c\n    2. d\n\n```\nx = 1\n  y\n```\n\n| A | B |\n|---|---|\n| 1 | 2 |\n";
        let kinds = [
            (Kind::Heading(1), "Boats"),
            (Kind::Line, "Programming in"),
            (Kind::Line, "C# is fun."),
            (Kind::Quote, "Said she."),
            (Kind::Item, "a"),
            (Kind::Item, "b"),
            (Kind::Paragraph, "more"),
            (Kind::Item, "c"),
            (Kind::Item, "d"),
            (Kind::Pre, "x = 1\n  y"),
            (Kind::Cell, "A"),
            (Kind::Cell, "B"),
            (Kind::Cell, "1"),
            (Kind::Cell, "2"),
        ];
        assert_eq!(read_as(text), kinds.map(|(kind, text)| (kind, text.to_owned())));
        let blocks = blocks(text);
        let list = |k: usize| blocks[k].list.map(|l| (l.ordered, l.depth, l.index, l.number));
        assert_eq!([list(5), list(8)], [Some((false, 1, 2, 2)), Some((true, 2, 2, 2))]);
        let cell = |k: usize| blocks[k].cell.map(|c| (c.row, c.column, c.header));
        assert_eq!([cell(11), cell(12)], [Some((0, 1, true)), Some((1, 0, false))]);
    }

    #[test]
    fn no_word_is_lost_to_a_mark() {
        let lines = |text: &str| read_as(text).into_iter().map(|(_, text)| text).collect::<Vec<_>>();
        assert_eq!(
            lines("1. Paris\n\nIt rains.\n\n- said he\n\n2. Rome"),
            ["1. Paris", "It rains.", "- said he", "2. Rome"]
        );
        assert_eq!(
            lines("Call f[i](x) twice.\n\nA<br>b <b>c</b> 1 < 2\n\n<div>\nd</div>e"),
            ["Call f[i](x) twice.", "A\nb c 1 < 2", "d e"]
        );
        assert_eq!(lines("See [notes [1] of 1990](/u).\n\n[![a pier](b.png)](/p)"), ["See notes [1] of 1990."]);
        assert_eq!(
            lines("What the ferry costs, who pays for it\nand when\n----\nNext"),
            ["What the ferry costs, who pays for it", "and when", "Next"]
        );
        assert_eq!(
            lines("| a | b |\n|---|---|\n| 1 | 2 | 3 [c](d) | 4\n\n- x"),
            ["a", "b", "1", "2", "3 [c](d)", "4", "- x"]
        );
        let long = format!("{}\n\n```\na\n\nb\n```\n\nEnd", "A line of a text. ".repeat(CHUNK / 18));
        assert_eq!(lines(&long).len(), 3);
    }

    #[test]
    fn what_looks_like_a_mark_is_none() {
        for (text, read) in [
            ("Lehrer*innen und M*A*S*H", &["Lehrer*innen und M*A*S*H"] as &[&str]),
            ("11. May\n12. May", &["11. May", "12. May"]),
            ("1. May\n3. May\n1. Ada", &["May", "3. May", "Ada"]),
            ("[Mayor]: Yes.\n[Ada]: No.", &["[Mayor]: Yes.", "[Ada]: No."]),
            ("See *it*.\n\n[Source]: harbour.example", &["See it.", "[Source]: harbour.example"]),
            ("See *it*.\n\n[//]: # (a remark)", &["See it."]),
            ("See [*it*][The  map].\n\n[the map]: /pier/a \"The pier\"", &["See it."]),
            ("One\n\n</div>\nTwo *boats*\nThree", &["One", "Two boats", "Three"]),
            ("Sail [yes](no) or row", &["Sail [yes](no) or row"]),
            ("```\rx\ry\r```\rEnd", &["x\ny", "End"]),
            ("Read: [Boats, and the men\nwho row them](/b)\nEnd", &["Read: Boats, and the men who row them", "End"]),
        ] {
            let found: Vec<String> = read_as(text).into_iter().map(|(_, text)| text).collect();
            assert_eq!(found, read, "{text}");
        }
        let line = "The storm of Monday took the roof of the old chapel, and nobody was hurt.";
        assert_eq!(read_as(&format!("    {line}\n    {line}")).len(), 2);
    }

    #[test]
    fn links_are_links_and_pictures_are_none() {
        let read = super::super::plain(
            "![A pier](p.jpg)\n\nThe [old *pier*](/p) is gone ![](q.jpg)\n\n[Read more](/m)",
            Budget::new(&Limits::default()),
        );
        let texts: Vec<&str> = read.blocks.iter().map(|b| &*b.text).collect();
        assert_eq!(texts, ["The old pier is gone", "Read more"]);
        assert_eq!((read.blocks[0].link_chars, read.blocks[1].link_density()), (7, 1.0));
        assert_eq!((read.links.len(), read.images.iter().map(|i| i.before).collect::<Vec<_>>()), (2, vec![0, 1]));
    }
}
