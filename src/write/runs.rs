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

/// The rows of a table, each with its cells.
pub(super) fn rows(table: &[ArticleBlock]) -> Vec<Vec<Cell<'_>>> {
    let mut rows: Vec<(u32, Vec<(u32, Cell<'_>)>)> = Vec::new();
    for block in table {
        let Some(cell) = block.cell else { continue };
        match rows.last_mut() {
            Some((row, cells)) if *row == cell.row => match cells.last_mut() {
                Some((column, blocks)) if *column == cell.column => blocks.push(block),
                _ => cells.push((cell.column, vec![block])),
            },
            _ => rows.push((cell.row, vec![(cell.column, vec![block])])),
        }
    }
    rows.into_iter().map(|(_, cells)| cells.into_iter().map(|(_, blocks)| blocks).collect()).collect()
}
