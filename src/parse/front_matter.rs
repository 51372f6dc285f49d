//! Front matter: what an author says of a text in Markdown before it begins, between two
//! lines of marks, in YAML or TOML, as Jekyll introduced it and most programs read it since.
//!
//! Of the two languages only what such heads are made of is read: a key and a value a
//! line, and lists.
//!
//! Services that make Markdown of a page say the same before it without such lines, and
//! close it with one that says that the content follows.

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
            "canonical" | "canonical_url" | "url" | "source" | "permalink" | ADDRESS => {
                head.canonical = head.canonical.take().or(first.filter(|url| url.contains("://")));
            }
            "author" | "authors" | "by" => add(&mut head, "author", values),
            "date" | "published" | "published_time" | "published time" | "publishdate" | "pubdate" => {
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
        _ => return find_service_head(text, start),
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

/// What a service calls the page's address, and the end of what it says.
const ADDRESS: &str = "url source";
const CONTENT: &str = "markdown content:";

/// The same of what a service has put before a page.
fn find_service_head(text: &str, start: usize) -> Option<(Fields, usize)> {
    let (mut fields, mut end): (Fields, usize) = (Vec::new(), start);
    for line in text[start..].split_inclusive('\n').take(LINES) {
        end += line.len();
        let line = line.trim();
        if line.eq_ignore_ascii_case(CONTENT) {
            let is_address = |(key, _): &(String, _)| key.eq_ignore_ascii_case(ADDRESS);
            return fields.iter().any(is_address).then_some((fields, end));
        }
        let (key, value) = line.split_once(':').unwrap_or_default();
        if end > BYTES || !line.is_empty() && !is_key(key) {
            return None;
        }
        if !line.is_empty() {
            fields.push((key.to_owned(), vec![value.trim().to_owned()]));
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
    fn what_a_service_says_of_a_page_is_read() {
        let text = "Title: The mill: a life\n\nURL Source: https://example.org/mill\n\n\
                    Published Time: 2024-03-02T10:00:00Z\n\nMarkdown Content:\n# The mill\n";
        let head = head_of(text);
        assert_eq!(&text[front_matter(text)..], "# The mill\n");
        assert_eq!(head.title.as_deref(), Some("The mill: a life"));
        assert_eq!(head.canonical.as_deref(), Some("https://example.org/mill"));
        assert_eq!(head.meta(&["datepublished"]).map(|m| m.content.as_str()), Some("2024-03-02T10:00:00Z"));
        for text in [
            "Title: The mill\n\nIt stood.\n\nMarkdown Content:\nIt fell.",
            "Title: The mill\n\nMarkdown Content:\nIt fell.",
            "Title: The mill\n\nURL Source: https://example.org/mill\n\nThe mill stood.",
        ] {
            assert_eq!(front_matter(text), 0, "{text:?}");
        }
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
