//! Text that was scraped before: its lines become blocks.

mod lines;
mod markdown;
mod markup;

use std::ops::Range;

use super::block::{Block, Image, Kind, Link, LinkId, Span, Style};
use super::element::{Element, ElementId, Names};
use super::{Blocks, Origin};
use crate::parse::{self, Budget, Limit, is_dense, measure};
use lines::{Breaks, lines, paragraphs};
use markdown::Part;
pub use markup::looks_like_markup;

/// Turns plain text into blocks: one a line, or one a paragraph if lines were wrapped
/// or torn apart. If there are more than the budget has, so many stand together in a
/// block as are needed.
pub fn plain(text: &str, budget: Budget) -> Blocks {
    // Spans count bytes in 32 bits.
    let (text, cut) = parse::cut(text, budget.text().min(u32::MAX as usize));
    let mut names = Names::default();
    let tag = names.intern("body");
    let root = Element { parent: None, tag, tokens: Box::default(), id: None, depth: 0, hidden: false };
    let breaks = Breaks::of(text);
    let count = paragraphs(text, breaks).count();
    let together = count.div_ceil(budget.lines_of(text.len()).max(1)).max(1);
    let crowded = (together > 1).then_some(Limit::Lines);
    let room = budget.lines_of(text.len());
    let mut read = Reading { markdown: markdown::is_written_in(text), room, ..Reading::default() };
    let mut pieces = paragraphs(text, breaks).peekable();
    while pieces.peek().is_some() {
        read.block(pieces.by_ref().take(together));
    }
    Blocks {
        blocks: read.blocks,
        elements: vec![root],
        names,
        links: read.links,
        images: read.images,
        origin: Origin::Plain,
        limit: cut.map(|_| Limit::Text).or(crowded),
        budget,
    }
}

/// What has been read of a text.
#[derive(Default)]
struct Reading {
    blocks: Vec<Block>,
    links: Vec<Link>,
    images: Vec<Image>,
    /// Links, pictures and headings are written in Markdown.
    markdown: bool,
    /// How many links and pictures there is room for.
    room: usize,
}

impl Reading {
    /// Makes a block of paragraphs, a line each; none of pictures alone.
    fn block<'a>(&mut self, paragraphs: impl Iterator<Item = &'a str>) {
        let (mut text, mut spans, mut link_chars) = (String::new(), Vec::new(), 0);
        let mut kind = Kind::Line;
        for paragraph in paragraphs {
            if !text.is_empty() {
                self.add("\n", None, &mut text, &mut spans);
            }
            let paragraph = collapse(paragraph);
            if !self.markdown {
                self.add(&paragraph, None, &mut text, &mut spans);
                continue;
            }
            let (rank, words) = markdown::heading(&paragraph);
            kind = rank.map_or(Kind::Line, Kind::Heading);
            for part in markdown::parts(words) {
                match part {
                    Part::Text(piece) => self.add(piece, None, &mut text, &mut spans),
                    // Beyond the limit, the words are text like others.
                    Part::Link { text: words, .. } if self.room == 0 => self.add(words, None, &mut text, &mut spans),
                    Part::Picture { .. } if self.room == 0 => {}
                    Part::Link { text: words, to } => {
                        self.room -= 1;
                        self.links.push(Link { href: to.into(), rel: Box::default(), leads_here: false });
                        link_chars += measure(words).1;
                        self.add(words, Some(LinkId::of(self.links.len() - 1)), &mut text, &mut spans);
                    }
                    Part::Picture { alt, src } => {
                        self.room -= 1;
                        let (src, alt, before) = (src.into(), alt.into(), self.blocks.len());
                        self.images.push(Image { src, alt, owner: ElementId(0), before });
                    }
                }
            }
        }
        text.truncate(text.trim_end_matches(' ').len());
        spans.retain_mut(|span: &mut Span| {
            let Range { start, end } = span.range();
            span.set_range(start..end.min(text.len()));
            start < text.len()
        });
        let (words, chars) = measure(&text);
        if chars > 0 {
            let (text, spans) = (text.into(), spans.into());
            let block = Block {
                kind,
                text,
                spans,
                owner: ElementId(0),
                list: None,
                cell: None,
                words,
                chars,
                link_chars,
                hidden: false,
            };
            self.blocks.push(block);
        }
    }

    fn add(&self, piece: &str, link: Option<LinkId>, text: &mut String, spans: &mut Vec<Span>) {
        // Where a picture stood, there are two spaces, or one at the start.
        let joined = text.is_empty() || text.ends_with([' ', '\n']);
        let piece = if joined { piece.trim_start_matches(' ') } else { piece };
        let start = text.len();
        text.push_str(piece);
        match spans.last_mut().filter(|last| last.link == link) {
            _ if piece.is_empty() => {}
            Some(last) => last.set_range(last.range().start..text.len()),
            None => spans.push(Span::new(start..text.len(), Style::default(), link)),
        }
    }
}

/// The words of a paragraph. Where lines are joined, no space comes between signs of
/// scripts that have none, nor before a mark that was torn off.
fn collapse(paragraph: &str) -> String {
    let mut out = String::with_capacity(paragraph.len());
    for line in lines(paragraph).filter(|line| !line.text.is_empty()) {
        let dense = out.ends_with(is_dense) && line.text.starts_with(is_dense);
        let mut close = dense || line.is_torn_off();
        for word in line.text.split([' ', '\t']).filter(|word| !word.is_empty()) {
            if !out.is_empty() && !close {
                out.push(' ');
            }
            close = false;
            out.push_str(word);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::Limits;

    fn plain(text: &str) -> Blocks {
        super::plain(text, Budget::new(&Limits::default()))
    }

    #[test]
    fn hard_wrapped_lines_are_joined() {
        let line = "the quick brown fox jumps over the lazy dog and then it goes";
        let text = format!("{line}\n{line}\n{line}\n{line}\n{line}\nhome.\n\nNext one.");
        assert_eq!(plain(&text).blocks.len(), 2);
        assert_eq!(plain("One.\nTwo.\n\nThree.").blocks.len(), 3);
    }

    #[test]
    fn links_of_markdown_are_links_and_its_pictures_are_none() {
        let read = plain("![A pier](p.jpg)\n\nThe [old pier](/p) is gone ![](q.jpg)\n\n[Read more](/m)");
        let texts: Vec<&str> = read.blocks.iter().map(|b| &*b.text).collect();
        assert_eq!(texts, ["The old pier is gone", "Read more"]);
        assert_eq!((read.blocks[0].link_chars, read.blocks[1].link_density()), (7, 1.0));
        assert_eq!((read.links.len(), read.images.iter().map(|i| i.before).collect::<Vec<_>>()), (2, vec![0, 0]));
        let brackets = "The [old pier](/p) is gone.\n\nSee [1].";
        assert_eq!(&*plain(brackets).blocks[0].text, "The [old pier](/p) is gone.");
    }
}
