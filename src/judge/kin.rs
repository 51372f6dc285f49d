//! What the cut took from a row that it kept otherwise: the one heading that
//! fell just short, the one question of an interview that is a link, the
//! headings of a live blog's entries, which stand in headers, a column's name
//! in a table, an item of a list. Such a block follows its kin.

use std::collections::HashMap;

use super::features::Context;
use crate::lexicon::Hint;
use crate::segment::{Block, ElementId, Kind};

/// So many of its kind must be main content before a block follows them.
const ENOUGH: usize = 2;

/// The text of an entry begins so soon after its heading, in blocks: name and
/// time stand between them.
const BYLINES: usize = 3;

/// Makes main content of headings and questions whose kin are, and that stand
/// right before main content, and of all of a table or list that is main
/// content for the greater part.
pub(super) fn follow(context: &Context<'_>, main: &mut [bool]) {
    let blocks = &context.blocks.blocks;
    let signature = |i: usize| context.survey.signature[i];
    let mut headings: HashMap<u64, (usize, usize)> = HashMap::new();
    let mut wholes: HashMap<ElementId, (usize, usize)> = HashMap::new();
    let mut questions = 0;
    for (i, block) in blocks.iter().enumerate() {
        if let Some(whole) = whole(block) {
            let (kept, all) = wholes.entry(whole).or_default();
            *kept += usize::from(main[i]);
            *all += 1;
        }
        if matches!(block.kind, Kind::Heading(_)) {
            let (kept, all) = headings.entry(signature(i)).or_default();
            *kept += usize::from(main[i]);
            *all += 1;
        } else {
            questions += usize::from(main[i] && is_question(block));
        }
    }
    let soon_main = |i: usize, reach: usize| main.iter().skip(i + 1).take(reach).any(|m| *m);
    let follows = |i: &usize| {
        let block = &blocks[*i];
        let whole = whole(block).and_then(|w| wholes.get(&w));
        if whole.is_some_and(|(kept, all)| kept * 2 > *all) {
            return true;
        }
        if matches!(block.kind, Kind::Heading(_)) {
            let (kept, all) = headings.get(&signature(*i)).copied().unwrap_or_default();
            let kin = kept >= ENOUGH && kept * 3 >= all * 2 && soon_main(*i, 1);
            kin || is_of_entry(context, block) && soon_main(*i, BYLINES)
        } else {
            questions >= ENOUGH
                && is_question(block)
                && soon_main(*i, 1)
                && i.checked_sub(1).is_some_and(|before| main[before])
        }
    };
    let found: Vec<usize> = (0..blocks.len()).filter(|i| !main[*i] && !blocks[*i].hidden).filter(follows).collect();
    for i in found {
        main[i] = true;
    }
}

/// The table or list that the block is a part of.
fn whole(block: &Block) -> Option<ElementId> {
    block.cell.map(|c| c.table).or(block.list.map(|l| l.element))
}

/// True in an entry of a live blog, by its markup.
fn is_of_entry(context: &Context<'_>, block: &Block) -> bool {
    let mut trail = context.blocks.trail(block.owner).take(5);
    trail.any(|(id, _)| context.survey.hints[id.index()].has(Hint::LiveEntry))
}

/// A question that is strong from end to end.
fn is_question(block: &Block) -> bool {
    let asks = block.text.ends_with(['?', '\u{ff1f}', '\u{61f}', '\u{37e}']);
    asks && block.spans.iter().all(|s| s.style.strong || block.piece(s).trim().is_empty())
}
