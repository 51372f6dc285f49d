//! What is hidden by attributes and styles.

use std::sync::LazyLock;

use memchr::memchr2;
use memchr::memmem::Finder;

use super::tags::{Part, Traits};
use crate::parse::{Attribute, Element as Source};

/// True if an element and all in it is hidden by an attribute of its own.
pub(super) fn is_hidden(source: Source<'_>, traits: Traits) -> bool {
    source.attr(Attribute::AriaHidden).is_some_and(|v| v.trim() == "true")
        || traits.part == Part::Dialog && source.attr(Attribute::Open).is_none()
        || is_unshown(source)
}

/// True if nobody sees the element, by an attribute of its own; what `aria-hidden` hides is
/// for the eye alone.
pub(super) fn is_unshown(source: Source<'_>) -> bool {
    source.attr(Attribute::Hidden).is_some() || is_styled_away(source)
}

fn is_styled_away(source: Source<'_>) -> bool {
    // Both properties that hide have a `y` in their names; most styles have none.
    let has_y = |style: &&str| memchr2(b'y', b'Y', style.as_bytes()).is_some();
    source.attr(Attribute::Style).filter(has_y).is_some_and(hides)
}

/// The old way and the new for a style to leave nothing of an element to be seen.
pub(super) fn clips(style: &str) -> bool {
    static CLIP: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("clip"));
    CLIP.find(style.as_bytes()).is_some() && {
        let style = without_space(style);
        style.contains("position:absolute") && (style.contains("clip:rect(") || style.contains("clip-path:inset(50%)"))
    }
}

/// A style in one spelling.
fn without_space(style: &str) -> String {
    style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase()
}

fn hides(style: &str) -> bool {
    without_space(style)
        .split(';')
        .any(|d| matches!(d.trim_end_matches("!important"), "display:none" | "visibility:hidden"))
}
