//! Whether a text is marked up with HTML.

use memchr::memchr;

use super::lines::lines;
use super::markdown;
use crate::parse::{is_html, is_inline};

/// True if `text` is marked up with HTML: it holds a tag that only pages have; or it
/// begins with a tag, or tags touch the words of a good part of its lines, and it is not
/// written in Markdown, which may hold tags. A tag that is only spoken of stands apart, as
/// words do, and a scraper leaves some standing in a text.
pub fn looks_like_markup(text: &str) -> bool {
    match tags(text) {
        Tags::OfPage => true,
        Tags::Some => !markdown::is_written_in(text),
        Tags::Few => false,
    }
}

/// What the tags in a text tell.
enum Tags {
    /// It is a page.
    OfPage,
    /// It may be a part of one.
    Some,
    /// It is a text that speaks of them.
    Few,
}

fn tags(text: &str) -> Tags {
    let first = text.trim_start();
    let begins = first.starts_with('<') && tag(first, 0).is_some();
    if begins && is_of_page(first) {
        return Tags::OfPage;
    }
    let (mut all, mut marked, mut looks) = (0, 0, MARKS);
    for line in lines(text).filter(|line| !line.text.is_empty()).map(|line| line.range()) {
        let found = text[line.clone()].match_indices('<').map(|(at, _)| line.start + at).take(looks);
        let mut tags = 0;
        for at in found {
            looks -= 1;
            if touches(text, at) {
                tags += 1;
                // `Response<Body>` is a type.
                if is_of_page(&text[at..]) && !text[..at].ends_with(char::is_alphanumeric) {
                    return Tags::OfPage;
                }
            }
        }
        all += 1;
        marked += usize::from(tags > 0);
        if looks == 0 {
            break;
        }
    }
    if begins || marked * FEW >= all && marked > 0 { Tags::Some } else { Tags::Few }
}

/// So many `<` are looked at, and no more lines.
const MARKS: usize = 10_000;

/// Where fewer than one line in so many has a tag, the text is none of HTML.
const FEW: usize = 5;

/// True for a tag that pages have, and hardly a text that is printed.
fn is_of_page(tag: &str) -> bool {
    let begins = |name: &str| tag.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
    ["<!doctype", "<html", "<head>", "<body", "<script", "<style", "<article", "<meta "].into_iter().any(begins)
}

/// Longest tag that is looked at, in bytes.
const TAG: usize = 2_000;

/// Where the tag of an element of HTML ends that begins at `at`; a comment and a
/// declaration count as one.
pub(super) fn tag(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at + 1..)?;
    let name = name(rest);
    let declared = ["!--", "!doctype", "!DOCTYPE", "?xml"].iter().any(|start| rest.starts_with(start));
    let behind = &rest.strip_prefix('/').unwrap_or(rest)[name.len()..];
    let after = behind.starts_with(|c: char| c.is_whitespace() || matches!(c, '>' | '/'));
    let known = after && name.len() <= LONGEST && is_html(&name.to_ascii_lowercase());
    if !declared && !known {
        return None;
    }
    // A text may have a `<` in every few bytes, and no end to any.
    let end = memchr(b'>', &rest.as_bytes()[..rest.len().min(TAG)])?;
    Some(at + 1 + end + 1)
}

/// The name in a tag, of which the bracket is behind us; empty for a comment or a
/// declaration.
fn name(tag: &str) -> &str {
    let name = tag.strip_prefix('/').unwrap_or(tag);
    &name[..name.bytes().take_while(u8::is_ascii_alphanumeric).count()]
}

/// True of a tag that may stand within a word: of a span, of a link.
pub(super) fn is_inline_tag(tag: &str) -> bool {
    tag.strip_prefix('<').is_some_and(|tag| is_inline(&name(tag).to_ascii_lowercase()))
}

/// The longest name of an element.
const LONGEST: usize = 10;

/// True if a tag begins at `at` that touches a word, fills its line, ends an element, or
/// has what a tag that is only spoken of has not.
fn touches(text: &str, at: usize) -> bool {
    let Some(end) = tag(text, at) else { return false };
    let (before, after) = (text[..at].chars().next_back(), text[end..].chars().next());
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '>');
    let line_starts = before.is_none_or(|c| c == '\n');
    let line_ends = after.is_none_or(|c| matches!(c, '\r' | '\n'));
    let inside = &text[at + 1..end - 1];
    let written =
        inside.ends_with('/') || inside.contains("=\"") || inside.contains("='") || inside.starts_with("script");
    let closes = inside.starts_with('/') && before != Some('`');
    written
        || closes
        || before.is_some_and(is_word)
        || after.is_some_and(|c| c.is_alphanumeric() || c == '<')
        || line_starts && line_ends
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_fragment_is_told_by_its_beginning() {
        let fragment = format!("Boats\n{}", "one <em>boat</em>\n".repeat(MARKS));
        assert!(looks_like_markup(&fragment));
        let text = "A line of a text that was taken from a page.\n".repeat(20);
        assert!(!looks_like_markup(&format!("{text}<img src=\"a.jpg\">\n{text}")));
    }

    #[test]
    fn markup_is_told_from_text() {
        assert!(looks_like_markup("<!DOCTYPE html><p>x"));
        assert!(looks_like_markup("text with <b>no</b> page but a <p>paragraph</p>"));
        assert!(!looks_like_markup("if a < b and b > c then a<c"));
        assert!(!looks_like_markup("plain"));
        for fragment in [
            "<h3>Boats</h3>\n<p>Two",
            " \n<blockquote>Two",
            "Two<br>boats",
            "one <em>boat</em>",
            "one <br /> two",
            "a <b> bold </b> boat",
            "one\n<hr>\ntwo",
        ] {
            assert!(looks_like_markup(fragment), "{fragment}");
        }
        assert!(!looks_like_markup("<p align=center>\n<img src=a.png>\n</p>\n\n# Boats\n\nA **pier** of `stone`."));
        assert!(looks_like_markup("<p>A **pier** of</p>\n<pre># Boats\n[a](/b) [c](/d)</pre>"));
        for text in [
            "Put it into a `<p>` element.",
            "A `Result<Body>`\nis\nno\ntag\nof\na\npage.",
            "the <b and y>",
            "Write <a@b.example> today",
            "A <figure> holds a picture",
        ] {
            assert!(!looks_like_markup(text), "{text}");
        }
    }
}
