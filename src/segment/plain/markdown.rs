//! Links, pictures and headings as Markdown writes them (CommonMark 6.3, 6.4, 4.2): scrapers
//! leave them in texts. What else Markdown has stands as it is.

use memchr::{memchr, memmem, memrchr};

/// A stretch of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part<'a> {
    Text(&'a str),
    Link { text: &'a str, to: &'a str },
    Picture { alt: &'a str, src: &'a str },
}

/// So many links are no accident.
const LINKS: usize = 2;

/// Longest text of a link and longest address, in bytes.
const TEXT: usize = 500;
const ADDRESS: usize = 2_000;

/// True if a text holds several links or pictures in Markdown.
pub(super) fn is_written_in(text: &str) -> bool {
    parts(text).filter(|part| !matches!(part, Part::Text(_))).nth(LINKS - 1).is_some()
}

/// The stretches of a text, in order. A picture that is a link counts as a picture.
pub(super) fn parts(text: &str) -> impl Iterator<Item = Part<'_>> {
    let mut rest = text;
    let mut waiting = None;
    std::iter::from_fn(move || {
        if let Some(part) = waiting.take() {
            return Some(part);
        }
        if rest.is_empty() {
            return None;
        }
        let Some(Found { start, end, part }) = find(rest) else { return Some(Part::Text(std::mem::take(&mut rest))) };
        let before = &rest[..start];
        rest = &rest[end..];
        if before.is_empty() {
            return Some(part);
        }
        waiting = Some(part);
        Some(Part::Text(before))
    })
}

/// The rank of a heading and its words (CommonMark 4.2), or nothing and all of the line.
pub(super) fn heading(line: &str) -> (Option<u8>, &str) {
    let words = line.trim_start_matches('#');
    let rank = u8::try_from(line.len() - words.len()).ok().filter(|rank| (1..=6).contains(rank));
    match rank.filter(|_| words.starts_with(' ')) {
        Some(rank) => (Some(rank), words.trim_end_matches('#').trim()),
        None => (None, line),
    }
}

struct Found<'a> {
    start: usize,
    end: usize,
    part: Part<'a>,
}

/// The first link or picture of a text.
fn find(text: &str) -> Option<Found<'_>> {
    let bytes = text.as_bytes();
    memmem::find_iter(bytes, b"](").find_map(|middle| {
        let from = middle.saturating_sub(TEXT);
        let open = from + memrchr(b'[', &bytes[from..middle])?;
        let (to, end) = address(text, middle + 2)?;
        let words = text.get(open + 1..middle)?;
        if open == 0 || bytes[open - 1] != b'!' {
            return Some(Found { start: open, end, part: Part::Link { text: words, to } });
        }
        let part = Part::Picture { alt: words, src: to };
        // One that leads somewhere: "[![alt](src)](to)".
        let leads = open > 1 && bytes[open - 2] == b'[' && text[end..].starts_with("](");
        match address(text, end + 2).filter(|_| leads) {
            Some((_, end)) => Some(Found { start: open - 2, end, part }),
            None => Some(Found { start: open - 1, end, part }),
        }
    })
}

/// The address that begins at `at`, and where its brackets end.
fn address(text: &str, at: usize) -> Option<(&str, usize)> {
    let rest = text.as_bytes().get(at..)?;
    let length = memchr(b')', &rest[..rest.len().min(ADDRESS)])?;
    let inside = text.get(at..at + length)?;
    // A title may follow, in quotes.
    let (to, title) = inside.split_once(' ').unwrap_or((inside, "\""));
    let to = to.strip_prefix('<').and_then(|to| to.strip_suffix('>')).unwrap_or(to);
    let leads = to.contains(['/', '#', '.']) || to.is_empty() || to.starts_with("mailto:");
    (leads && title.starts_with(['"', '\''])).then_some((to, at + length + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_pictures_are_told_from_text() {
        let text = "A [pier](/p \"Pier\") and ![lamp](a.jpg)[![](b.png)](/b) [1] (see) f[i](x).";
        let found: Vec<Part<'_>> = parts(text).collect();
        assert_eq!(
            found,
            [
                Part::Text("A "),
                Part::Link { text: "pier", to: "/p" },
                Part::Text(" and "),
                Part::Picture { alt: "lamp", src: "a.jpg" },
                Part::Picture { alt: "", src: "b.png" },
                Part::Text(" [1] (see) f[i](x)."),
            ]
        );
        assert!(is_written_in(text) && !is_written_in("A [pier](/p) of [stone]."));
        assert_eq!(parts("").next(), None);
        assert_eq!([heading("## Boats ##"), heading("#storm")], [(Some(2), "Boats"), (None, "#storm")]);
    }
}
