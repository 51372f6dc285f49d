//! A semantic HTML fragment that is safe to embed: known elements, `href` and the
//! `value` of an item as the only attributes, and only harmless addresses.

use super::runs::{Run, rows, runs};
use super::{Format, links};
use crate::article::{Article, ArticleBlock, Inline, ListPlace, Role};

/// HTML.
#[derive(Clone, Copy, Debug, Default)]
pub struct Html;

impl Format for Html {
    fn write(&self, article: &Article) -> String {
        runs(&article.blocks).map(|run| format!("{}\n", piece(&run))).collect()
    }

    fn extension(&self) -> &'static str {
        "html"
    }
}

fn piece(run: &Run<'_>) -> String {
    match run {
        Run::Block(block) => single(block),
        Run::List(items) => list(items),
        Run::Quote(blocks) => {
            let inner: String = blocks.iter().map(|b| format!("<p>{}</p>", inlines(&b.inlines))).collect();
            format!("<blockquote>{inner}</blockquote>")
        }
        Run::Table(blocks) => table(blocks),
    }
}

fn single(block: &ArticleBlock) -> String {
    let inner = inlines(&block.inlines);
    match block.role {
        Role::Title => format!("<h1>{inner}</h1>"),
        Role::Heading => {
            let level = block.level.clamp(1, 6);
            format!("<h{level}>{inner}</h{level}>")
        }
        Role::Code => format!("<pre>{}</pre>", escape(&block.text())),
        _ => format!("<p>{inner}</p>"),
    }
}

/// Lists inside items, by depth: an item opens as many lists as it is deeper than the last.
fn list(items: &[ArticleBlock]) -> String {
    let mut out = String::new();
    // The lists that are open, each with an item: tag, which list, number of the item.
    let mut open: Vec<(&str, u32, u32)> = Vec::new();
    for item in items {
        let Some(place) = item.list else { continue };
        let depth = usize::from(place.depth.clamp(1, 8));
        let tag = if place.ordered { "ol" } else { "ul" };
        let is_same = |(t, list, _): &(&str, u32, u32)| (*t, *list) == (tag, place.list);
        let last = open.get(depth - 1).filter(|list| is_same(list)).map(|(_, _, number)| *number);
        while open.len() > depth || (open.len() == depth && last.is_none()) {
            let Some((tag, ..)) = open.pop() else { break };
            out.push_str(&format!("</li></{tag}>"));
        }
        if last.is_some() && place.index > 0 {
            out.push_str("</li>");
            open.pop();
            open.push((tag, place.list, place.index));
            out.push_str(&item_tag(place, last));
        }
        while open.len() < depth {
            out.push_str(&format!("<{tag}>{}", item_tag(place, None)));
            open.push((tag, place.list, place.index));
        }
        out.push_str(&format!("<p>{}</p>", inlines(&item.inlines)));
    }
    while let Some((tag, ..)) = open.pop() {
        out.push_str(&format!("</li></{tag}>"));
    }
    out
}

/// The start of an item, with its number if it is not the one after the last.
fn item_tag(place: ListPlace, last: Option<u32>) -> String {
    match place.index {
        0 => "<li>".to_owned(),
        index if !place.ordered || index == last.unwrap_or(0).saturating_add(1) => "<li>".to_owned(),
        index => format!("<li value=\"{index}\">"),
    }
}

fn table(blocks: &[ArticleBlock]) -> String {
    let rows = rows(blocks).into_iter().map(|row| {
        let cells: String = row
            .iter()
            .map(|cell| {
                let tag = if cell.first().and_then(|b| b.cell).is_some_and(|c| c.header) { "th" } else { "td" };
                let inner: Vec<String> = cell.iter().map(|b| inlines(&b.inlines)).collect();
                format!("<{tag}>{}</{tag}>", inner.join("<br>"))
            })
            .collect();
        format!("<tr>{cells}</tr>")
    });
    format!("<table>{}</table>", rows.collect::<String>())
}

fn inlines(inlines: &[Inline]) -> String {
    let links = links(inlines).map(|(href, piece)| {
        let inner: String = piece.iter().map(styled).collect();
        match href {
            Some(href) => around_words(&inner, |inner| format!("<a href=\"{}\">{inner}</a>", escape(href))),
            None => inner,
        }
    });
    links.collect()
}

fn styled(inline: &Inline) -> String {
    let mut inner = escape(&inline.text).replace('\n', "<br>");
    let styles = [
        (inline.code, "code"),
        (inline.superscript, "sup"),
        (inline.subscript, "sub"),
        (inline.emphasis, "em"),
        (inline.strong, "strong"),
    ];
    for (on, tag) in styles {
        if on {
            inner = around_words(&inner, |inner| format!("<{tag}>{inner}</{tag}>"));
        }
    }
    inner
}

/// An element around what is no space: that between words belongs to no link.
fn around_words(inner: &str, element: impl Fn(&str) -> String) -> String {
    let core = inner.trim();
    if core.is_empty() {
        return inner.to_owned();
    }
    let start = inner.len() - inner.trim_start().len();
    format!("{}{}{}", &inner[..start], element(core), &inner[start + core.len()..])
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
