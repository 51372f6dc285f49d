//! The address of an image: pages that load images late keep it in an attribute of their own.

use crate::parse::{Attribute, Element};

/// What a script reads the address from, and what a browser reads it from before.
const LAZY: [Attribute; 3] = [Attribute::DataSrc, Attribute::DataLazySrc, Attribute::DataOriginal];

/// The address of the image as written: of several the one that a reader sees in the end.
pub(super) fn address<'a>(image: Element<'a>) -> &'a str {
    let is_address = |value: &&str| !value.starts_with("data:") && !value.starts_with('{') && !value.is_empty();
    let written = |attribute: Attribute| image.attr(attribute).map(str::trim).filter(is_address);
    let sets = || [Attribute::DataSrcset, Attribute::Srcset].into_iter().filter_map(written);
    LAZY.into_iter().chain([Attribute::Src]).find_map(written).or_else(|| sets().find_map(largest)).unwrap_or("")
}

/// The largest image of a `srcset` (<https://html.spec.whatwg.org/multipage/images.html#srcset-attributes>).
fn largest(set: &str) -> Option<&str> {
    let mut best: Option<(f32, &str)> = None;
    let mut rest = set;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        if rest.is_empty() {
            return best.map(|(_, address)| address);
        }
        let (address, after) = rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len()));
        // A comma at its end says that it has no size.
        let alone = address.ends_with(',');
        let (size, after) = if alone { ("", after) } else { after.split_once(',').unwrap_or((after, "")) };
        let size: f32 = size.trim().trim_end_matches(['w', 'x']).parse().unwrap_or(1.0);
        if best.is_none_or(|(largest, _)| size > largest) && !address.starts_with("data:") {
            best = Some((size, address.trim_end_matches(',')));
        }
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::largest;

    #[test]
    fn the_largest_of_a_set_is_the_image() {
        for (set, address) in [
            ("/s.jpg 320w, /l.jpg 1280w", Some("/l.jpg")),
            ("/l,a.jpg 2x,/s.jpg", Some("/l,a.jpg")),
            ("/only.jpg", Some("/only.jpg")),
            ("/a.jpg, /b.jpg 1.5x", Some("/b.jpg")),
            (" , ", None),
        ] {
            assert_eq!(largest(set), address, "{set}");
        }
    }
}
