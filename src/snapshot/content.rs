//! What a snapshot says of an article, written and read.

use std::path::Path;

use crate::Role;
use crate::article::{Article, DroppedBy, Found};

/// The line between the text and what rules have dropped.
const DROPPED: &str = "~~~ dropped by rules ~~~";

/// The line of the head by which a snapshot is told from those of other programs.
const SOURCE: &str = "source: bodycopy check";

/// How much of a dropped text a snapshot holds, in characters.
const START: usize = 100;

/// The content of a snapshot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Content {
    /// Status, title, authors and the like, a line each.
    pub(super) head: String,
    /// The article.
    pub(super) text: String,
    /// What rules have dropped, a line each: the rule in brackets, and how the
    /// text begins. What the judge has dropped is left out: most of a page is.
    pub(super) dropped: String,
}

impl Content {
    pub(super) fn of(article: &Article) -> Self {
        let dropped = article.ledger.iter().filter_map(|d| match &d.by {
            DroppedBy::Rule(rule) => Some(format!("[{rule}] {}", start(&d.text))),
            _ => None,
        });
        Content {
            head: head(article),
            text: text(article),
            dropped: dropped.collect::<Vec<_>>().join("\n").trim_end().to_owned(),
        }
    }

    /// True if a file is a snapshot of this program, damaged or not.
    pub(super) fn is_ours(file: &str) -> bool {
        let mut lines = file.lines();
        lines.next() == Some("---") && lines.take_while(|line| *line != "---").any(|line| line == SOURCE)
    }

    /// As a file in insta's format.
    pub(super) fn file(&self, page: &Path) -> String {
        let name = page.file_name().unwrap_or_default().to_string_lossy();
        // JSON's strings are YAML's too.
        let name = serde_json::Value::from(name.as_ref()).to_string();
        let version = env!("CARGO_PKG_VERSION");
        let mut file =
            format!("---\n{SOURCE}\ndescription: bodycopy {version}\ninput_file: {name}\n---\n{}\n", self.head);
        if !self.text.is_empty() {
            file.push_str(&format!("\n{}\n", self.text));
        }
        if !self.dropped.is_empty() {
            file.push_str(&format!("\n{DROPPED}\n{}\n", self.dropped));
        }
        file
    }

    /// Reads a file; says what is wrong with it.
    pub(super) fn read(file: &str) -> Result<Self, String> {
        // Version control may have changed the ends of lines.
        let file = file.replace("\r\n", "\n");
        let rest = file.strip_prefix("---\n").ok_or("its first line is not `---`")?;
        let (_, content) = rest.split_once("\n---\n").ok_or("the line `---` under its head is missing")?;
        let (content, dropped) = match content.rsplit_once(&format!("\n{DROPPED}\n")) {
            Some((content, dropped)) => (content, dropped.trim_end()),
            None => (content, ""),
        };
        let (head, text) = content.split_once("\n\n").unwrap_or((content, ""));
        Ok(Content { head: head.trim().to_owned(), text: text.trim_end().to_owned(), dropped: dropped.to_owned() })
    }
}

/// The text as it will be read back: its ends of lines may change on the way, and a
/// line that is the one between text and rules is indented by a space.
fn text(article: &Article) -> String {
    let text = article.text.replace("\r\n", "\n");
    let indented = format!("\n{}", text.trim_end()).replace(&format!("\n{DROPPED}"), &format!("\n {DROPPED}"));
    indented[1..].to_owned()
}

fn head(article: &Article) -> String {
    let metadata = &article.metadata;
    let one = |found: &Option<Found<String>>| found.as_ref().map_or(String::new(), |f| line(&f.value));
    let authors: Vec<String> = metadata.authors.iter().map(|a| line(&a.value)).collect();
    let roles = Role::ALL.iter().map(|role| (role, article.blocks.iter().filter(|b| b.role == *role).count()));
    let roles: Vec<String> = roles.filter(|(_, n)| *n > 0).map(|(role, n)| format!("{role} {n}")).collect();
    let fields = [
        ("status", article.status.name().to_owned()),
        ("title", one(&metadata.title)),
        ("authors", authors.join("; ")),
        ("published", one(&metadata.published)),
        ("language", one(&metadata.language)),
        ("roles", roles.join(", ")),
    ];
    let lines = fields.into_iter().filter(|(_, value)| !value.is_empty());
    lines.map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join("\n")
}

/// On one line.
pub(super) fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How a dropped text begins.
pub(super) fn start(text: &str) -> String {
    let text = line(text);
    match text.char_indices().nth(START) {
        Some((end, _)) => format!("{}\u{2026}", &text[..end]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let text = format!("{DROPPED}\n\nOne.\r\n\n---\n\n{DROPPED}\nTwo.");
        let article = Article { text, ..crate::Cleaner::default().clean(b"A line.\n\n5 min read\n\nAnother line.") };
        let content = Content::of(&article);
        assert!(content.dropped.starts_with("[reading-time]") && content.head.contains("roles: paragraph 2"));
        let file = content.file(Path::new("odd \" name.txt"));
        assert_eq!(Content::read(&file), Ok(content.clone()));
        assert_eq!(Content::read(&file.replace('\n', "\r\n")), Ok(content));
        let bare = Content { head: "status: empty".to_owned(), ..Content::default() };
        assert_eq!(Content::read(&bare.file(Path::new("x.html"))), Ok(bare));
    }

    #[test]
    fn a_damaged_file_is_refused() {
        assert!(Content::read("").is_err() && Content::read("---\nsource: x\n").is_err());
    }
}
