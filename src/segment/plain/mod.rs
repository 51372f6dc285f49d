//! Text that was scraped before: its lines become blocks.

mod draft;
mod dump;
mod events;
mod lines;
mod markdown;
mod markup;

use super::builder::Look;
use super::{Blocks, Origin};
use crate::parse::{self, Budget, Limit, is_dense};
use draft::{Draft, Setting};
use lines::{Breaks, lines, paragraphs};
pub use markup::looks_like_markup;

/// Turns plain text into blocks: one a line, or one a paragraph if lines were wrapped
/// or torn apart; in Markdown, what that says. If there are more than the budget has,
/// some stand together in a block.
pub fn plain(text: &str, budget: Budget) -> Blocks {
    read(text, budget, markdown::is_written_in)
}

/// The same of a text that is known to be in Markdown.
pub fn markdown(text: &str, budget: Budget) -> Blocks {
    read(text, budget, |_| true)
}

fn read(text: &str, budget: Budget, is_markdown: fn(&str) -> bool) -> Blocks {
    // Spans count bytes in 32 bits.
    let (text, cut) = parse::cut(text, budget.text().min(u32::MAX as usize));
    let (front, text) = text.split_at(parse::front_matter(text));
    let marked = !front.is_empty() || is_markdown(text);
    let dump = if marked { None } else { dump::read(text) };
    let (text, addresses) = text.split_at(dump.as_ref().map_or(text.len(), |(start, _)| *start));
    let (breaks, room) = (Breaks::of(text), budget.lines_of(text.len()));
    // A block of Markdown takes more memory: it may be an item, and emphasised.
    let mut draft = Draft::new(if marked { room / 4 } else { room }, paragraphs(text, breaks).count());
    read_apart(front, FRONT_MATTER, &mut draft);
    let mut marks = dump.map(|(_, marks)| marks);
    if marked {
        markdown::read(text, breaks, &mut draft);
    } else {
        for paragraph in paragraphs(text, breaks).map(|range| &text[range]) {
            match &mut marks {
                Some(marks) => read_paragraph(&marks.strip(paragraph), &mut draft),
                None => read_paragraph(paragraph, &mut draft),
            }
            draft.flush(Setting::LINE);
        }
    }
    draft.end(Setting::LINE);
    read_apart(addresses, ADDRESSES, &mut draft);
    draft.end(Setting::LINE);
    Blocks {
        blocks: draft.blocks,
        elements: draft.elements,
        names: draft.names,
        links: draft.links,
        images: draft.images,
        origin: Origin::Plain,
        limit: cut.map(|_| Limit::Text).or(draft.limit),
        budget,
    }
}

/// The name of the element that holds what stands before a text in Markdown.
pub(crate) const FRONT_MATTER: &str = "front-matter";

/// The name of the element that holds the addresses which a browser in a terminal lists
/// under a page.
pub(crate) const ADDRESSES: &str = "addresses";

/// Lines that are blocks of an element of their own.
fn read_apart(part: &str, element: &str, draft: &mut Draft) {
    if part.is_empty() {
        return;
    }
    let owner = draft.element(element, Setting::LINE.owner);
    for line in part.lines().filter(|line| line.contains(char::is_alphanumeric)) {
        draft.words(line, Look::default(), owner);
        draft.flush(Setting::LINE);
    }
}

fn read_paragraph(paragraph: &str, draft: &mut Draft) {
    let mut last: Option<&str> = None;
    for line in lines(paragraph).filter(|line| !line.text.is_empty()) {
        if last.is_some_and(|last| stand_apart(last, line.text)) {
            draft.words(" ", Look::default(), Setting::LINE.owner);
        }
        draft.words(line.text, Look::default(), Setting::LINE.owner);
        last = Some(line.text);
    }
}

/// True if a space comes between lines that are joined: not between signs of scripts
/// that have none, nor before a mark that was torn off.
fn stand_apart(line: &str, next: &str) -> bool {
    let dense = line.ends_with(is_dense) && next.starts_with(is_dense);
    let torn_off = lines(next).next().is_some_and(|next| next.is_torn_off());
    !dense && !torn_off
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::Limits;

    #[test]
    fn hard_wrapped_lines_are_joined() {
        let plain = |text: &str| super::plain(text, Budget::new(&Limits::default()));
        let line = "the quick brown fox jumps over the lazy dog and then it goes";
        let text = format!("{line}\n{line}\n{line}\n{line}\n{line}\nhome.\n\nNext one.");
        assert_eq!(plain(&text).blocks.len(), 2);
        assert_eq!(plain("One.\nTwo.\n\nThree.").blocks.len(), 3);
    }
}
