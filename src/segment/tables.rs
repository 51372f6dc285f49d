//! Tells data tables from layout tables once all of a table has been seen.
//!
//! A layout table holds paragraphs; its cells become plain lines. The signs are
//! those of Wang and Hu, "A machine learning based approach for table detection
//! on the web" (2002): size, cell length and consistency.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::block::Kind;
use super::{Blocks, ElementId};

/// A cell longer than this many words is a paragraph of a layout,
const LONG_CELL: usize = 60;

/// and of several of at least so many, all are.
const PARAGRAPH: usize = 25;

#[derive(Default)]
struct Shape {
    rows: u32,
    columns: u32,
    longest: usize,
    /// A cell holds several paragraphs.
    prose: bool,
    /// The cell of the last paragraph.
    last: Option<(u32, u32)>,
    header: bool,
    nested: bool,
    blocks: usize,
}

/// Turns the cells of layout tables into lines; true if one has line breaks.
pub(super) fn settle(blocks: &mut Blocks) -> bool {
    let shapes = measure(blocks);
    let mut broken = false;
    for block in &mut blocks.blocks {
        let layout = block.cell.is_some_and(|c| shapes.get(&c.table).is_none_or(is_layout));
        if layout {
            block.cell = None;
            if block.kind == Kind::Cell {
                block.kind = Kind::Line;
                broken |= block.text.contains('\n');
            }
        }
    }
    broken
}

fn measure(blocks: &Blocks) -> HashMap<ElementId, Shape, RandomState> {
    let mut shapes: HashMap<ElementId, Shape, RandomState> = HashMap::default();
    for block in &blocks.blocks {
        let Some(cell) = block.cell else { continue };
        let shape = shapes.entry(cell.table).or_default();
        shape.rows = shape.rows.max(cell.row + 1);
        shape.columns = shape.columns.max(cell.column + 1);
        shape.longest = shape.longest.max(block.words);
        if block.words >= PARAGRAPH {
            let own = (cell.row, cell.column);
            shape.prose |= shape.last.replace(own) == Some(own);
        }
        shape.header |= cell.header;
        shape.blocks += 1;
    }
    for id in blocks.ids().filter(|id| blocks.tag(*id) == "table") {
        for (outer, _) in blocks.trail(id).skip(1) {
            if let Some(shape) = shapes.get_mut(&outer) {
                shape.nested = true;
            }
        }
    }
    shapes
}

fn is_layout(shape: &Shape) -> bool {
    let single = shape.rows < 2 || shape.columns < 2;
    let crowded = shape.blocks > (shape.rows as usize).saturating_mul(shape.columns as usize).saturating_mul(3);
    shape.nested
        || crowded
        || (!shape.header && (single || shape.longest > LONG_CELL || shape.prose))
        || (single && shape.longest > LONG_CELL)
}
