//! The article's text in the page's data: JSON-LD `articleBody`, or the state
//! that a script would render, such as `__NEXT_DATA__`.

use std::fmt::Write;

use memchr::memchr_iter;
use serde_json::{Map, Value};

use super::head::{self, Head};
use super::subject::Subject;
use super::{Page, count_words, embedded};

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

/// The JSON-LD `articleBody`, the longest if there are several, of the page's own
/// article: pages declare those that they link to as well.
pub fn article_body(head: &Head) -> Option<&str> {
    let subject = Subject::of(head);
    let mut longest: Option<&str> = None;
    for fields in json_ld_objects(head).filter(|fields| !subject.is_another(fields)) {
        if let Some(Value::String(body)) = fields.get("articleBody")
            && longest.is_none_or(|l| l.len() < body.len())
        {
            longest = Some(body);
        }
    }
    longest
}

/// All objects of the page's JSON-LD, however deep, in order.
pub(crate) fn json_ld_objects(head: &Head) -> impl Iterator<Item = &Map<String, Value>> {
    let mut open: Vec<&Value> = head.json_ld.iter().rev().collect();
    std::iter::from_fn(move || {
        loop {
            match open.pop()? {
                // The last of them is looked at first.
                Value::Array(items) => open.extend(items.iter().rev()),
                Value::Object(fields) => {
                    open.extend(fields.values().rev());
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

/// Types of schema.org and those of their fields that hold text which the page shows.
const TOLD: &[(&str, &[&str])] = &[
    ("DiscussionForumPosting", &["text", "articleBody"]),
    ("SocialMediaPosting", &["text", "articleBody"]),
    ("Question", &["name", "text"]),
    ("Answer", &["text"]),
    ("Comment", &["text"]),
    ("Product", &["description"]),
];

/// No more of such texts is read, in bytes.
const TEXTS: usize = 1 << 20;

/// The posts, questions, answers and descriptions of products in the page's
/// JSON-LD, without their markup.
pub(crate) fn data_texts(head: &Head) -> String {
    let mut texts = String::new();
    for object in json_ld_objects(head) {
        let known = TOLD.iter().filter(|(kind, _)| json_ld_types(object).any(|k| k == *kind));
        for text in known.flat_map(|(_, fields)| *fields).filter_map(|f| object.get(*f)).filter_map(Value::as_str) {
            if texts.len() + text.len() <= TEXTS {
                texts.extend(text.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, rest)| rest)));
                texts.push('\n');
            }
        }
    }
    texts
}

/// The schema.org types that the page's JSON-LD and its microdata name.
pub(crate) fn declared_types(head: &Head) -> impl Iterator<Item = &str> {
    json_ld_objects(head).flat_map(json_ld_types).chain(head.item_types.iter().map(String::as_str))
}

/// A body in the data has at least so many words.
const BODY: usize = 60;

/// Markup with fewer words of its own is an empty shell.
const SHELL: usize = 60;

/// The text of the article if it stands in data scripts and the markup, with `own`
/// words outside of links, does not hold it: less than half of what the page calls
/// its article, or next to nothing. What else stands in a page's data is a guess:
/// the longest text of a shop or a newspaper is often another page's.
pub fn data_body(page: &Page, own: usize) -> Option<DataBody> {
    let named = article_body(&page.head).filter(|body| count_words(body) > 2 * own);
    let named = named.map(|body| to_html([body].into_iter(), "JSON-LD articleBody"));
    // Few pages are shells, and the data of the others may be larger than their markup.
    let data = (own < SHELL).then(|| head::embedded(&page.tree, embedded_body).flatten());
    let guessed = data.into_iter().flatten().max_by_key(|body| body.words);
    named.into_iter().chain(guessed).filter(|body| body.words >= BODY).max_by_key(|body| body.words)
}

/// The article in the page's embedded data, if it is JSON and there is prose in
/// it: the path with most words.
fn embedded_body(json: &str) -> Result<Option<DataBody>, serde_json::Error> {
    let article = embedded::prose(json)?.into_iter().max_by_key(|group| group.words);
    Ok(article.map(|group| to_html(group.texts.iter().map(String::as_str), "embedded page data")))
}

fn to_html<'a>(texts: impl Iterator<Item = &'a str>, place: &'static str) -> DataBody {
    let mut html = String::new();
    let mut words = 0;
    for text in texts {
        words += count_words(text);
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

/// What opens or ends an element that prose is written with.
const TAGS: [&str; 10] = ["<p", "<div", "<br", "</a>", "</h", "<li", "<em", "<strong", "<b>", "<i>"];

fn has_markup(text: &str) -> bool {
    let is_tag = |at| text.get(at..).is_some_and(|rest| TAGS.iter().any(|tag| rest.starts_with(tag)));
    memchr_iter(b'<', text.as_bytes()).any(is_tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROSE: &str = "Twelve words or more make a sentence that somebody has written, we think.";

    #[test]
    fn the_path_with_most_prose_is_the_article() {
        let data =
            serde_json::json!({"props": {"teasers": [{"text": PROSE}], "body": [{"html": PROSE}, {"html": PROSE}]}});
        let body = embedded_body(&data.to_string()).expect("JSON").expect("prose");
        assert_eq!((body.html.matches("<p>").count(), body.place), (2, "embedded page data"));
    }

    #[test]
    fn article_body_is_found_in_a_graph() {
        let value = serde_json::json!({"@graph": [{"@type": "NewsArticle", "articleBody": "One.\n\nTwo < three."}]});
        let head = Head { json_ld: vec![value], ..Head::default() };
        assert_eq!(article_body(&head), Some("One.\n\nTwo < three."));
    }

    #[test]
    fn the_body_of_another_article_is_none_of_the_page() {
        let own =
            serde_json::json!({"headline": "Ferry stops", "url": "https://e.example/ferry", "articleBody": "One."});
        let other = serde_json::json!({"headline": "Mayor resigns", "url": "https://e.example/mayor", "articleBody": "Longer."});
        let (title, canonical) = (Some("Ferry stops".into()), Some("https://e.example/ferry".into()));
        let head = Head { title, canonical, json_ld: vec![own, other], ..Head::default() };
        assert_eq!(article_body(&head), Some("One."));
    }

    #[test]
    fn markup_with_words_of_its_own_is_no_shell() {
        let named =
            serde_json::json!({"@type": "NewsArticle", "articleBody": format!("One < two.\n\n{}", "word ".repeat(97))});
        let named = format!("<script type=application/ld+json>{named}</script>");
        let data = |words: usize| {
            let text = format!("{}.", "word ".repeat(words).trim_end());
            format!("<script type=application/json>{}</script>", serde_json::json!({"body": text}))
        };
        let page = |html: &str| {
            crate::parse::parse(&crate::decode::decode(html.as_bytes(), None), &crate::parse::Limits::default())
        };
        let both = page(&format!("{named}{}", data(900)));
        let found = |own| data_body(&both, own).map(|body| (body.words, body.place));
        assert_eq!(found(0), Some((900, "embedded page data")));
        assert_eq!(found(49), Some((900, "embedded page data")));
        assert_eq!(data_body(&page(&data(900)), 60), None);
        let short = page(&format!("{named}{}", data(59)));
        assert_eq!(data_body(&short, 49).map(|b| (b.words, b.place)), Some((100, "JSON-LD articleBody")));
        assert!(data_body(&short, 0).is_some_and(|b| b.html.starts_with("<p>One &lt; two.</p>\n<p>word ")));
        assert_eq!(data_body(&short, 50), None);
    }
}
