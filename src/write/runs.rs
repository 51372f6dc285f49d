//! Blocks that belong together: the items of a list, the rows of a table.

use crate::article::{ArticleBlock, Role};

/// One block, or several that are written as one piece.
pub(super) enum Run<'a> {
    Block(&'a ArticleBlock),
    List(&'a [ArticleBlock]),
    Table(&'a [ArticleBlock]),
    Quote(&'a [ArticleBlock]),
}

/// Cuts `blocks` into runs.
pub(super) fn runs(blocks: &[ArticleBlock]) -> impl Iterator<Item = Run<'_>> {
    let mut rest = blocks;
    std::iter::from_fn(move || {
        let first = rest.first()?;
        let n = rest.iter().take_while(|b| belongs(first, b)).count().max(1);
        let (run, tail) = rest.split_at(n);
        rest = tail;
        Some(match kind(first) {
            Kind::List => Run::List(run),
            Kind::Table => Run::Table(run),
            Kind::Quote => Run::Quote(run),
            Kind::Other => Run::Block(first),
        })
    })
}

#[derive(PartialEq)]
enum Kind {
    List,
    Table,
    Quote,
    Other,
}

fn kind(block: &ArticleBlock) -> Kind {
    match block.role {
        Role::List if block.list.is_some() => Kind::List,
        Role::Table if block.cell.is_some() => Kind::Table,
        Role::Quote | Role::Embed => Kind::Quote,
        _ => Kind::Other,
    }
}

fn belongs(first: &ArticleBlock, other: &ArticleBlock) -> bool {
    if kind(first) != kind(other) {
        return false;
    }
    match kind(first) {
        Kind::Table => first.cell.map(|c| c.table) == other.cell.map(|c| c.table),
        // Nested lists are runs of their outermost list.
        Kind::List => {
            first.list.map(|l| l.list) == other.list.map(|l| l.list) || other.list.is_some_and(|l| l.depth > 1)
        }
        Kind::Quote => first.role == other.role,
        Kind::Other => false,
    }
}

/// A cell's blocks.
pub(super) type Cell<'a> = Vec<&'a ArticleBlock>;

/// The rows of a table, each with its cells up to its last that says something: one
/// that says nothing keeps its place, unless nothing in its column does.
pub(super) fn rows(table: &[ArticleBlock]) -> Vec<Vec<Cell<'_>>> {
    let mut columns: Vec<u32> = table.iter().filter_map(|b| b.cell).map(|c| c.column).collect();
    columns.sort_unstable();
    columns.dedup();
    let mut rows: Vec<(u32, Vec<Cell<'_>>)> = Vec::new();
    for block in table {
        let Some(place) = block.cell else { continue };
        if rows.last().is_none_or(|(row, _)| *row != place.row) {
            rows.push((place.row, Vec::new()));
        }
        let Some((_, cells)) = rows.last_mut() else { continue };
        let column = columns.partition_point(|c| *c < place.column);
        cells.resize_with(cells.len().max(column + 1), Vec::new);
        if let Some(cell) = cells.get_mut(column) {
            cell.push(block);
        }
    }
    rows.into_iter().map(|(_, cells)| cells).collect()
}
