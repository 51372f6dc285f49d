//! Plain text: paragraphs with an empty line between them, a line an item, a
//! line a table row with its cells apart by tabs. Nothing is added that the page
//! does not say: no bullets, no numbers.

use super::Format;
use super::runs::{Run, rows, runs};
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

/// The text of some blocks, without a line break at the end.
pub fn text(blocks: &[ArticleBlock]) -> String {
    let pieces: Vec<String> = runs(blocks).iter().map(piece).filter(|p| !p.is_empty()).collect();
    pieces.join("\n\n")
}

fn piece(run: &Run<'_>) -> String {
    match run {
        Run::Block(block) if block.role == Role::Code => without_trailing_space(&block.text()),
        Run::Block(block) => without_trailing_space(block.text().trim()),
        Run::List(blocks) => lines(blocks.iter().map(ArticleBlock::text), "\n"),
        Run::Quote(blocks) => lines(blocks.iter().map(ArticleBlock::text), "\n\n"),
        Run::Table(blocks) => lines(
            rows(blocks).iter().map(|row| {
                let cells = row.iter().map(|cell| {
                    let texts: Vec<String> =
                        cell.iter().map(|b| b.text().replace('\n', " ").trim().to_owned()).collect();
                    texts.join(" ")
                });
                cells.collect::<Vec<_>>().join("\t")
            }),
            "\n",
        ),
    }
}

fn lines(texts: impl Iterator<Item = String>, separator: &str) -> String {
    texts.map(|t| without_trailing_space(t.trim())).collect::<Vec<_>>().join(separator)
}

fn without_trailing_space(text: &str) -> String {
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}
