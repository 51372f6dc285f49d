//! The images of the article, with their captions.

use super::Figure;
use crate::article::Role;
use crate::residue::Decision;
use crate::segment::Blocks;

/// Images between the first and the last block that was kept, with the caption
/// in the same figure or right beside.
pub(super) fn images(blocks: &Blocks, decisions: &[Decision]) -> Vec<Figure> {
    let kept = |d: &Decision| d.dropped.is_none();
    let (Some(first), Some(last)) = (decisions.iter().position(kept), decisions.iter().rposition(kept)) else {
        return Vec::new();
    };
    let inside = blocks.images.iter().filter(|i| i.before + 3 >= first && i.before <= last + 1 && !i.src.is_empty());
    let mut figures: Vec<Figure> = Vec::new();
    for image in inside {
        if figures.iter().any(|f| f.src == image.src) {
            continue;
        }
        let figure =
            blocks.trail(image.owner).take(6).find(|(_, e)| blocks.names.get(e.tag) == "figure").map(|(id, _)| id);
        let caption = (image.before..(image.before + 3).min(blocks.blocks.len())).find(|i| {
            decisions[*i].role == Role::Caption
                && figure.is_none_or(|f| blocks.trail(blocks.blocks[*i].owner).any(|(id, _)| id == f))
        });
        figures.push(Figure {
            src: image.src.clone(),
            alt: image.alt.clone(),
            caption: caption.map(|i| blocks.blocks[i].text.clone()),
        });
    }
    figures
}
