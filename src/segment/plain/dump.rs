//! What browsers in a terminal write of a page (`lynx -dump`): a number in square brackets
//! before the words of each link, and under the text the addresses by their numbers.

/// Fewer links are not told from numbers of notes.
const LINKS: usize = 2;

/// A link may be without a mark, since nothing of it is shown: so many in a row.
const UNMARKED: usize = 2;

/// Longest label of the list, in words.
const LABEL: usize = 2;

/// Where the list of addresses begins, with its label, and the marks that lead to them.
pub(super) fn read(text: &str) -> Option<(usize, Marks)> {
    // Most texts do not end with an address.
    let last = text.trim_end().rsplit('\n').next()?;
    number_of_address(last.trim())?;
    let (start, links) = list(text)?;
    let marks = Marks { links, last: 0 };
    let (mut found, mut glued) = (0, 0);
    marks.clone().without(&text[..start], |after| {
        found += 1;
        // The mark of a note stands behind a word.
        glued += usize::from(!after.starts_with(|c: char| c.is_whitespace() || c.is_ascii_punctuation()));
    });
    (found >= LINKS && glued * 2 >= found).then_some((start, marks))
}

/// Where the list begins that ends the text, and how many addresses it has.
fn list(text: &str) -> Option<(usize, usize)> {
    let (mut end, mut next, mut links) = (text.len(), None, 0);
    for line in text.rsplit('\n') {
        let start = end - line.len();
        end = start.saturating_sub(1);
        let line = line.trim();
        let short = line.split_whitespace().count() <= LABEL;
        match (number_of_address(line), next) {
            _ if line.is_empty() => {}
            (Some(number), None) => (links, next) = (number, Some(number)),
            (Some(number), Some(below)) if number + 1 == below => next = Some(number),
            (None, Some(1)) if short => return Some((start, links)),
            // Those that nothing is shown of have a label of their own.
            (None, Some(2..)) if short => {}
            _ => return None,
        }
    }
    None
}

/// The number of a line that is an address with a number before it.
fn number_of_address(line: &str) -> Option<usize> {
    let (number, address) = line.split_once(". ")?;
    let address = address.trim_start();
    let is_address = address.contains(':') && !address.contains(char::is_whitespace);
    number.parse().ok().filter(|_| is_address && number.bytes().all(|b| b.is_ascii_digit()))
}

/// The marks of links, which go up by one: a paragraph is asked for after the other.
#[derive(Clone)]
pub(super) struct Marks {
    links: usize,
    /// The number of the last.
    last: usize,
}

impl Marks {
    /// The next paragraph without its marks.
    pub(super) fn strip(&mut self, paragraph: &str) -> String {
        self.without(paragraph, |_| {})
    }

    /// The same; `found` is told what stands after each.
    fn without(&mut self, text: &str, mut found: impl FnMut(&str)) -> String {
        let (mut out, mut done) = (String::new(), 0);
        for (at, _) in text.match_indices('[') {
            let digits = text[at + 1..].bytes().take_while(u8::is_ascii_digit).count();
            let (number, after) = text[at + 1..].split_at(digits);
            let fits = |number: &usize| (self.last + 1..=self.last + 1 + UNMARKED).contains(number);
            let number = number.parse().ok().filter(fits).filter(|number| *number <= self.links);
            let (Some(number), Some(after)) = (number, after.strip_prefix(']')) else { continue };
            out.push_str(&text[done..at]);
            done = text.len() - after.len();
            self.last = number;
            found(after);
        }
        out.push_str(&text[done..]);
        out
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn marks_of_links_and_their_addresses_are_told_from_notes() {
        let list = "References\n\n   1. https://x.example/a\n   2. https://x.example/b\n   3. mailto:a@x.example\n";
        let read = |text: &str| {
            let text = format!("{text}\n\n{list}");
            super::read(&text).map(|(start, mut marks)| (marks.strip(&text[..start]), text[start..].to_owned()))
        };
        let text = "The [1]pier is [9] years old.\n   * [2]Boats\n   * [3]The post";
        let expected = "The pier is [9] years old.\n   * Boats\n   * The post\n\n";
        assert_eq!(read(text), Some((expected.to_owned(), list.to_owned())));
        assert!(read("The pier [1] is old [2], says the map [3].").is_none());
        assert!(read("The pier is old.").is_none());
        assert!(super::read("The [1]pier of [2]stone\n\n2. https://x.example/b\n").is_none());
        assert!(super::read("").is_none());
    }
}
