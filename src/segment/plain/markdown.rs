//! Text in Markdown ([CommonMark](https://spec.commonmark.org/0.31.2/), with GitHub's
//! tables and deletions): what many scrapers make of a page.

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
/// of links, headings, bold words, code and tables.
pub(super) fn is_written_in(text: &str) -> bool {
    let (start, _) = parse::cut(text, CHUNK);
    let (mut links, mut marks) = (0, [false; 5]);
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
            Tag::Table(_) => Some(4),
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
    Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH).into_offset_iter()
}

/// True of the source of a heading that begins with `#`; the other kind is underlined.
pub(super) fn is_marked(heading: &str) -> bool {
    heading.trim_start().starts_with('#')
}

/// A text may hold brackets behind brackets that are no link: `f[i](x)`.
pub(super) fn is_link(text: &str, at: usize, address: &str) -> bool {
    let glued = text[..at].ends_with(char::is_alphanumeric);
    !glued || address.contains(['/', '#'])
}

/// Adds the blocks of `text` to `draft`.
pub(super) fn read(text: &str, breaks: Breaks, draft: &mut Draft) {
    let mut rest = text;
    while !rest.is_empty() {
        let (text, after) = rest.split_at(chunk(rest));
        rest = after;
        let mut reader = Reader::new(text, paragraphs(text, breaks).map(|range| range.start), draft);
        for (event, range) in parser(text) {
            reader.read(event, range);
        }
    }
}

/// The length of the next piece: it ends before an empty line, in no code, if it can.
fn chunk(text: &str) -> usize {
    let (start, cut) = parse::cut(text, CHUNK);
    if cut.is_none() {
        return text.len();
    }
    let ends = || start.rmatch_indices('\n').map(|(at, _)| at + 1);
    let is_empty = |at: &usize| start[..at - 1].trim_end_matches([' ', '\r']).ends_with('\n');
    let in_code = |at: usize| start[..at].lines().filter(|line| line.starts_with("```")).count() % 2 == 1;
    let apart = |at: &usize| text[*at..].starts_with(|c: char| !c.is_whitespace()) && !in_code(*at);
    ends().filter(is_empty).take(TRIES).find(apart).or_else(|| ends().next()).unwrap_or(start.len())
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
        ] {
            assert!(is_written_in(text), "{text}");
        }
        for text in [
            "A [pier](/p) of [stone].",
            "f[i](x) and g[j](y)",
            "#storm and *calm*",
            "## Boats\n\nA pier.",
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
