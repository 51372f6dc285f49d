//! Front matter: what an author says of a text in Markdown before it begins, between two
//! lines of marks, in YAML or TOML, as Jekyll introduced it and most programs read it since.
//!
//! Of the two languages only what such heads are made of is read: a key and a value a
//! line, and lists.

use super::{Head, Meta};

/// Longer heads are none, in lines and in bytes.
const LINES: usize = 100;
const BYTES: usize = 16 * 1024;

/// Most names in a list.
const NAMES: usize = 50;

/// How many bytes of `text` its front matter takes, its marks included; 0 if there is none.
pub(crate) fn front_matter(text: &str) -> usize {
    find(text).map_or(0, |(_, end)| end)
}

/// What the front matter says, as a page says it in its head.
pub(crate) fn head_of(text: &str) -> Head {
    let mut head = Head::default();
    let Some((fields, _)) = find(text) else { return head };
    for (key, values) in fields {
        let first = values.first().cloned();
        match key.to_ascii_lowercase().as_str() {
            "title" => head.title = head.title.take().or(first),
            "lang" | "language" => head.language = head.language.take().or(first),
            "canonical" | "canonical_url" | "url" | "source" | "permalink" => {
                head.canonical = head.canonical.take().or(first.filter(|url| url.contains("://")));
            }
            "author" | "authors" | "by" => add(&mut head, "author", values),
            "date" | "published" | "published_time" | "publishdate" | "pubdate" => {
                add(&mut head, "datepublished", first);
            }
            "updated" | "modified" | "lastmod" | "last_modified_at" => add(&mut head, "datemodified", first),
            "tags" | "keywords" => add(&mut head, "keywords", Some(values.join(", "))),
            "description" | "summary" | "excerpt" => add(&mut head, "description", first),
            "site" | "site_name" | "sitename" => add(&mut head, "og:site_name", first),
            _ => {}
        }
    }
    head
}

fn add(head: &mut Head, name: &str, values: impl IntoIterator<Item = String>) {
    let metas = values.into_iter().map(|content| Meta { name: name.to_owned(), content });
    head.meta.extend(metas.filter(|meta| !meta.content.is_empty()));
}

type Fields = Vec<(String, Vec<String>)>;

/// The fields, and where the text begins.
fn find(text: &str) -> Option<(Fields, usize)> {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut lines = text[start..].split_inclusive('\n').take(LINES);
    let mark = lines.next()?;
    let separator = match mark.trim_end() {
        "---" => ':',
        "+++" => '=',
        _ => return None,
    };
    let (mut fields, mut end): (Fields, usize) = (Vec::new(), start + mark.len());
    for line in lines {
        end += line.len();
        let line = line.trim_end();
        if line == mark.trim_end() || separator == ':' && line == "..." {
            return (!fields.is_empty()).then_some((fields, end));
        }
        if end > BYTES || !read(line, separator, &mut fields) {
            return None;
        }
    }
    None
}

/// Reads a line into `fields`; false if it is none of such a head.
fn read(line: &str, separator: char, fields: &mut Fields) -> bool {
    let told = line.trim_start();
    if told.is_empty() || told.starts_with('#') || matches!(told, "]" | "}") {
        return true;
    }
    let inside = line.len() > told.len();
    if let Some(item) = told.strip_prefix("- ").or_else(|| (told == "-").then_some("")) {
        let Some((_, values)) = fields.last_mut() else { return false };
        let item = item.strip_prefix("name:").unwrap_or(item);
        push(values, item);
        return true;
    }
    let field = told.split_once(separator).map(|(key, value)| (key.trim_end(), value.trim()));
    let field = field.filter(|(key, _)| is_key(key));
    match field {
        // A name inside of what is said of an author.
        Some((key, value)) if inside => {
            if let Some((_, values)) = fields.last_mut().filter(|_| key == "name") {
                push(values, value);
            }
            !fields.is_empty()
        }
        Some((key, value)) => {
            let mut values = Vec::new();
            match value.strip_prefix('[') {
                Some(list) if !list.starts_with('[') => {
                    list.trim_end_matches(']').split(',').for_each(|item| push(&mut values, item));
                }
                _ => push(&mut values, value),
            }
            fields.push((key.to_owned(), values));
            true
        }
        // A value goes on.
        None => inside && !fields.is_empty(),
    }
}

fn is_key(key: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ');
    !key.is_empty() && key.split_whitespace().count() <= 3 && key.chars().all(fits)
}

fn push(values: &mut Vec<String>, value: &str) {
    let value = value.trim().trim_end_matches(',');
    let quoted = |quote: char| value.strip_prefix(quote).and_then(|inner| inner.strip_suffix(quote));
    let value = quoted('"').or_else(|| quoted('\'')).unwrap_or(value);
    // A note of a name in a collection of notes.
    let value = value.strip_prefix("[[").and_then(|inner| inner.strip_suffix("]]")).unwrap_or(value).trim();
    if !value.is_empty() && !matches!(value, "|" | ">" | "[" | "{") && values.len() < NAMES {
        values.push(value.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_of_texts_are_read() {
        let text = "---\ntitle: \"The mill: a life\"\nauthor:\n  - \"[[Ada Quill]]\"\ndate: 2024-03-02\n\
                    tags: [mills, 'rivers']\nsource: https://example.org/mill\n---\n\n# The mill\n";
        let head = head_of(text);
        assert_eq!(&text[front_matter(text)..], "\n# The mill\n");
        assert_eq!(head.title.as_deref(), Some("The mill: a life"));
        assert_eq!(head.canonical.as_deref(), Some("https://example.org/mill"));
        let said = |name| head.meta(&[name]).map(|m| m.content.as_str());
        assert_eq!((said("author"), said("datepublished")), (Some("Ada Quill"), Some("2024-03-02")));
        assert_eq!(said("keywords"), Some("mills, rivers"));
        let toml = "+++\ntitle = 'The mill'\n[params]\n  author = 'Ada Quill'\n+++\nText.";
        assert_eq!(front_matter(toml), 0, "tables are not read");
        assert_eq!(head_of("+++\ntitle = 'The mill'\n+++\nText.").title.as_deref(), Some("The mill"));
    }

    #[test]
    fn a_line_between_sections_begins_no_head() {
        for text in [
            "---\n\nThe mill stood.\n\n---\n",
            "---\nHe said: no.\nAnd she went.\n---\n",
            "---\ntitle: x\n",
            "---\n---\n",
        ] {
            assert_eq!(front_matter(text), 0, "{text:?}");
        }
    }
}
