//! The article in the forms that people want: plain text, Markdown, JSON, HTML.

mod html;
pub(crate) mod json;
mod markdown;
mod runs;
mod text;

use crate::article::{Article, Inline};

pub use html::Html;
pub use json::Json;
pub use markdown::Markdown;
pub use text::{Text, text};

/// A form of output.
///
/// ```
/// use bodycopy::write::{Format, Markdown};
/// let page = "<article><p>The <a href='https://example.org/'>old chapel</a> has lost its roof in the storm of Monday, \
///             which came from the sea without a warning.</p><p>Nobody was hurt, and the mayor has promised a new roof \
///             before the winter, if the money can be found.</p></article>";
/// let article = bodycopy::clean(page.as_bytes());
/// assert!(Markdown.write(&article).starts_with("The [old chapel](https://example.org/) has lost"));
/// ```
pub trait Format {
    /// The article in this form, with a line break at the end if it is not empty.
    fn write(&self, article: &Article) -> String;

    /// The usual extension of such files, without the dot.
    fn extension(&self) -> &'static str;
}

/// Inlines that share a link, or that have none, with the link's address if it
/// is safe: an address is written once, however many looks the words have.
pub(crate) fn links(inlines: &[Inline]) -> impl Iterator<Item = (Option<&str>, &[Inline])> {
    inlines.chunk_by(Inline::shares_link).map(|piece| {
        let href = piece.first().and_then(|i| i.href.as_deref());
        (href.filter(|h| is_safe(h)), piece)
    })
}

/// True for addresses that are safe to follow: web, mail and telephone links, and relative ones.
pub(crate) fn is_safe(href: &str) -> bool {
    // Browsers ignore control characters and white space before and inside the scheme.
    let href: String = href.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let Some(end) = href.find([':', '/', '?', '#']) else { return true };
    if !href[end..].starts_with(':') {
        return true;
    }
    matches!(href[..end].to_ascii_lowercase().as_str(), "http" | "https" | "mailto" | "tel")
}

#[cfg(test)]
mod tests {
    use super::is_safe;

    #[test]
    fn only_harmless_schemes_are_safe() {
        for href in ["https://example.org", "/a:b", "?x=a:b", "page.html", "#top", "mailto:a@example.org"] {
            assert!(is_safe(href), "{href}");
        }
        for href in ["javascript:alert(1)", " java\nscript:x", "JAVASCRIPT:x", "data:text/html,x", "vbscript:x"] {
            assert!(!is_safe(href), "{href}");
        }
    }
}
