//! Plain text: paragraphs with an empty line between them, a line an item, a
//! line a table row with its cells apart by tabs. Nothing is added that the page
//! does not say: no bullets, no numbers.

use super::Format;
use super::runs::{Cell, Run, rows, runs};
use crate::article::{Article, ArticleBlock, Role};

/// Plain text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Text;

impl Format for Text {
    fn write(&self, article: &Article) -> String {
        if article.text.is_empty() { String::new() } else { format!("{}\n", article.text) }
    }

    fn extension(&self) -> &'static str {
        "txt"
    }
}

/// What stands between two paragraphs.
const BETWEEN: &str = "\n\n";

/// The text of some blocks, without a line break at the end.
pub fn text(blocks: &[ArticleBlock]) -> String {
    let length = |block: &ArticleBlock| block.inlines.iter().map(|i| i.text.len()).sum::<usize>() + BETWEEN.len();
    let mut text = String::with_capacity(blocks.iter().map(length).sum());
    for piece in runs(blocks).map(|run| piece(&run)).filter(|p| !p.is_empty()) {
        if !text.is_empty() {
            text.push_str(BETWEEN);
        }
        text.push_str(&piece);
    }
    text
}

fn piece(run: &Run<'_>) -> String {
    match run {
        Run::Block(block) if block.role == Role::Code => without_trailing_space(&block.text()),
        Run::Block(block) => without_trailing_space(block.text().trim()),
        Run::List(blocks) => lines(blocks.iter().map(ArticleBlock::text), "\n"),
        Run::Quote(blocks) => lines(blocks.iter().map(ArticleBlock::text), "\n\n"),
        Run::Table(blocks) => rows(blocks).iter().map(|row| tabbed(row)).collect::<Vec<_>>().join("\n"),
    }
}

/// A row of a table. It begins with a tab if its first cell says nothing.
fn tabbed(row: &[Cell<'_>]) -> String {
    let cell = |cell: &Cell<'_>| {
        let texts: Vec<String> = cell.iter().map(|b| b.text().replace('\n', " ").trim().to_owned()).collect();
        texts.join(" ")
    };
    without_trailing_space(&row.iter().map(cell).collect::<Vec<_>>().join("\t"))
}

fn lines(texts: impl Iterator<Item = String>, separator: &str) -> String {
    texts.map(|t| without_trailing_space(t.trim())).collect::<Vec<_>>().join(separator)
}

fn without_trailing_space(text: &str) -> String {
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}
