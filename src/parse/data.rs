//! The article's text in the page's data: JSON-LD `articleBody`, or the state
//! that a script would render, such as `__NEXT_DATA__`.

use std::fmt::Write;

use serde_json::{Map, Value};

use super::head::Head;

/// Text that was found in data scripts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataBody {
    /// The text as an HTML fragment.
    pub html: String,
    /// Number of words, about.
    pub words: usize,
    /// Where it was: `JSON-LD articleBody` or `embedded page data`.
    pub place: &'static str,
}

/// Fewer words in a string are a label, not prose.
const PROSE: usize = 12;

/// The JSON-LD `articleBody`, the longest if there are several.
pub fn article_body(head: &Head) -> Option<&str> {
    let mut longest: Option<&str> = None;
    for fields in json_ld_objects(head) {
        if let Some(Value::String(body)) = fields.get("articleBody")
            && longest.is_none_or(|l| l.len() < body.len())
        {
            longest = Some(body);
        }
    }
    longest
}

/// All objects of the page's JSON-LD, however deep.
pub(crate) fn json_ld_objects(head: &Head) -> impl Iterator<Item = &Map<String, Value>> {
    let mut open: Vec<&Value> = head.json_ld.iter().rev().collect();
    std::iter::from_fn(move || {
        loop {
            match open.pop()? {
                Value::Array(items) => open.extend(items),
                Value::Object(fields) => {
                    open.extend(fields.values());
                    return Some(fields);
                }
                _ => {}
            }
        }
    })
}

/// The schema.org types of a JSON-LD object.
pub(crate) fn json_ld_types(object: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let types = match object.get("@type") {
        Some(Value::Array(names)) => names.as_slice(),
        Some(one) => std::slice::from_ref(one),
        None => &[],
    };
    types.iter().filter_map(Value::as_str)
}

/// The text of the article if it stands in data scripts.
pub fn data_body(head: &Head) -> Option<DataBody> {
    let from_json_ld = article_body(head).map(|body| to_html([body].into_iter(), "JSON-LD articleBody"));
    let embedded = head.data.iter().filter_map(embedded_body);
    from_json_ld.into_iter().chain(embedded).max_by_key(|b| b.words)
}

/// Strings of prose under the same path (array indices left out) belong
/// together; the path with most words is the article.
fn embedded_body(data: &Value) -> Option<DataBody> {
    let mut groups: Vec<(String, Vec<&str>, usize)> = Vec::new();
    let mut open = vec![(data, String::new())];
    while let Some((value, path)) = open.pop() {
        match value {
            Value::Array(items) => open.extend(items.iter().rev().map(|v| (v, path.clone()))),
            Value::Object(fields) => {
                let named = fields.iter().rev().map(|(key, v)| (v, format!("{path}/{key}")));
                open.extend(named.filter(|(_, path)| path.len() < 400));
            }
            Value::String(text) => {
                let words = text.split_whitespace().count();
                if words < PROSE || !text.contains(['.', '\u{3002}', '\u{964}', '!', '?']) || looks_like_code(text) {
                    continue;
                }
                match groups.iter().position(|(p, ..)| *p == path) {
                    Some(at) => {
                        groups[at].1.push(text);
                        groups[at].2 += words;
                    }
                    None if groups.len() < 512 => groups.push((path, vec![text], words)),
                    None => {}
                }
            }
            _ => {}
        }
    }
    let (_, texts, _) = groups.into_iter().max_by_key(|(_, _, words)| *words)?;
    Some(to_html(texts.into_iter(), "embedded page data"))
}

fn looks_like_code(text: &str) -> bool {
    text.contains("function(") || text.contains("=>") || text.contains("{\"") || text.starts_with("http")
}

fn to_html<'a>(texts: impl Iterator<Item = &'a str>, place: &'static str) -> DataBody {
    let mut html = String::new();
    let mut words = 0;
    for text in texts {
        words += text.split_whitespace().count();
        if has_markup(text) {
            html.push_str(text);
            html.push('\n');
            continue;
        }
        for line in text.lines().filter(|l| !l.trim().is_empty()) {
            let line = line.replace('<', "&lt;");
            // Writing to a string cannot fail.
            let _ = writeln!(html, "<p>{line}</p>");
        }
    }
    DataBody { html, words, place }
}

fn has_markup(text: &str) -> bool {
    ["<p", "<div", "<br", "</a>", "</h", "<li", "<em", "<strong", "<b>", "<i>"].iter().any(|t| text.contains(t))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROSE: &str = "Twelve words or more make a sentence that somebody has written, we think.";

    #[test]
    fn the_path_with_most_prose_is_the_article() {
        let data =
            serde_json::json!({"props": {"teasers": [{"text": PROSE}], "body": [{"html": PROSE}, {"html": PROSE}]}});
        let head = Head { data: vec![data], ..Head::default() };
        let body = data_body(&head).expect("prose");
        assert_eq!((body.html.matches("<p>").count(), body.place), (2, "embedded page data"));
    }

    #[test]
    fn article_body_is_found_in_a_graph() {
        let value = serde_json::json!({"@graph": [{"@type": "NewsArticle", "articleBody": "One.\n\nTwo < three."}]});
        let head = Head { json_ld: vec![value], ..Head::default() };
        assert_eq!(data_body(&head).map(|b| b.html), Some("<p>One.</p>\n<p>Two &lt; three.</p>\n".to_owned()));
    }
}
