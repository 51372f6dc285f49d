//! What a server says that it sends.

/// The media type and the charset of a Content-Type. Servers write other marks for
/// the semicolon, or quotes around all; what has no slash is no type, as if it were
/// not there (RFC 9110, section 8.3).
///
/// ```
/// let (media_type, charset) = bodycopy::decode::content_type("text/html; charset=\"koi8-r\"; level=1");
/// assert_eq!((media_type.as_str(), charset.as_deref()), ("text/html", Some("koi8-r")));
/// ```
pub fn content_type(value: &str) -> (String, Option<String>) {
    let ends = |c: char| c.is_whitespace() || matches!(c, ';' | ',' | '"' | '\'');
    let first = |text: &str, ends: &dyn Fn(char) -> bool| {
        let text = text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\''));
        text.split(ends).next().unwrap_or_default().to_owned()
    };
    let lower = value.to_ascii_lowercase();
    let essence = Some(first(&lower, &|c| ends(c) || c == ':')).filter(|e| e.contains('/')).unwrap_or_default();
    let charset = lower.match_indices("charset").find_map(|(at, name)| {
        let charset = first(value[at + name.len()..].trim_start().strip_prefix('=')?, &ends);
        (!charset.is_empty()).then_some(charset)
    });
    (essence, charset)
}

/// True if a page can be of that media type, as [`content_type`] gives it; a server that
/// names none may send one.
///
/// ```
/// use bodycopy::decode::is_page;
/// assert!(is_page("text/html") && is_page("application/xhtml+xml") && is_page(""));
/// assert!(!is_page("text/css") && !is_page("application/xml"), "XML of the web is feeds and the like");
/// ```
pub fn is_page(media_type: &str) -> bool {
    TYPES.contains(&media_type)
}

/// What pages are sent as, and how some servers write it.
const TYPES: [&str; 5] = ["", "text/html", "application/xhtml+xml", "text/plain", "text/htm"];

/// Endings of the names of files that hold a page.
pub const PAGE_ENDINGS: [&str; 4] = ["html", "htm", "xhtml", "shtml"];

#[cfg(test)]
mod tests {
    use super::content_type;

    #[test]
    fn the_charset_is_read_in_quotes_and_without() {
        assert_eq!(content_type("Text/HTML; Charset=\"utf-8\""), ("text/html".into(), Some("utf-8".into())));
        assert_eq!(content_type("text/html;x=y;charset=koi8-r"), ("text/html".into(), Some("koi8-r".into())));
        assert_eq!(content_type("text/html; charset="), ("text/html".into(), None));
        for value in [
            "text/html charset=utf-8",
            "text/html,text/html; charset=utf-8",
            "text/html:charset=utf-8",
            "\"text/html\"; charset = 'utf-8'",
        ] {
            assert_eq!(content_type(value), ("text/html".into(), Some("utf-8".into())), "{value}");
        }
        assert_eq!(content_type("\"text/html\"").0, "text/html");
        assert_eq!(content_type("html").0, "");
    }
}
