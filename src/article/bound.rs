//! The bound on the article's size: what is beyond it goes to the ledger.

use std::sync::Arc;

use super::{ArticleBlock, Dropped, DroppedBy, Inline};
use crate::parse::first_bytes;

/// Why words are dropped that did not fit.
const FULL: &str = "the limit on output was met";

/// What may stand between two blocks, in bytes.
const BETWEEN: usize = 2;

/// Cuts `blocks` after `most` bytes of text and addresses, at the end of a word.
/// Returns true if anything was cut.
pub(crate) fn bound(blocks: &mut Vec<ArticleBlock>, ledger: &mut Vec<Dropped>, most: usize) -> bool {
    let mut room = most;
    let fits = |block: &&ArticleBlock| match room.checked_sub(size(block)) {
        Some(left) => {
            room = left.saturating_sub(BETWEEN);
            true
        }
        None => false,
    };
    let whole = blocks.iter().take_while(fits).count();
    let beyond = blocks.split_off(whole);
    for (i, mut block) in beyond.into_iter().enumerate() {
        let (place, role) = (block.place, block.role);
        let rest = if i == 0 { split(&mut block, room) } else { block.text() };
        if i == 0 && !block.inlines.is_empty() {
            blocks.push(block);
        }
        ledger.push(Dropped { text: rest, role, by: DroppedBy::Page(FULL.into()), place });
    }
    let cut = blocks.len() > whole || ledger.last().is_some_and(|d| d.by == DroppedBy::Page(FULL.into()));
    in_order(ledger);
    cut
}

/// Puts entries in the order of the page. Where they are, nothing is sorted: to
/// sort takes memory.
pub(crate) fn in_order(ledger: &mut [Dropped]) {
    if !ledger.is_sorted_by_key(|d| d.place) {
        ledger.sort_by_key(|d| d.place);
    }
}

fn size(block: &ArticleBlock) -> usize {
    let links = block.inlines.chunk_by(Inline::shares_link);
    links.map(|link| address(&link[0]) + link.iter().map(|i| i.text.len()).sum::<usize>()).sum()
}

fn address(inline: &Inline) -> usize {
    inline.href.as_ref().map_or(0, |h| h.len())
}

/// Cuts a block that is larger than `room`; returns the text of what is gone.
fn split(block: &mut ArticleBlock, mut room: usize) -> String {
    let mut rest = String::new();
    let mut full = false;
    let mut last: Option<Arc<str>> = None;
    block.inlines.retain_mut(|inline| {
        let goes_on = last.as_ref().zip(inline.href.as_ref()).is_some_and(|(a, b)| Arc::ptr_eq(a, b));
        let address = if goes_on { 0 } else { address(inline) };
        if !full && inline.text.len() + address <= room {
            room -= inline.text.len() + address;
            last.clone_from(&inline.href);
            return true;
        }
        let end = if full { 0 } else { end_of_word(&inline.text, room.saturating_sub(address)) };
        full = true;
        rest.push_str(&inline.text[end..]);
        inline.text.truncate(end);
        end > 0
    });
    rest
}

/// The last end of a word at or before `at`; 0 if a single word is longer.
fn end_of_word(text: &str, at: usize) -> usize {
    let at = first_bytes(text, at).len();
    if text[at..].starts_with(char::is_whitespace) {
        return at;
    }
    text[..at].rfind(char::is_whitespace).map_or(0, |end| text[..end].trim_end().len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Role;

    fn block(place: usize, text: &str) -> ArticleBlock {
        let inline = Inline { text: text.to_owned(), ..Inline::default() };
        ArticleBlock { role: Role::Paragraph, level: 0, inlines: vec![inline], list: None, cell: None, place }
    }

    fn bounded(most: usize) -> (Vec<String>, Vec<String>, bool) {
        let (mut blocks, mut ledger) =
            (vec![block(0, "one two"), block(1, "three four"), block(2, "five")], Vec::new());
        let cut = bound(&mut blocks, &mut ledger, most);
        (blocks.iter().map(ArticleBlock::text).collect(), ledger.into_iter().map(|d| d.text).collect(), cut)
    }

    #[test]
    fn what_does_not_fit_is_in_the_ledger() {
        assert!(!bounded(100).2);
        let (kept, gone, cut) = bounded(15);
        assert_eq!(
            (kept, gone, cut),
            (vec!["one two".into(), "three".into()], vec![" four".into(), "five".into()], true)
        );
        let (kept, gone, _) = bounded(2);
        assert_eq!((kept.len(), gone.len()), (0, 3));
    }
}
