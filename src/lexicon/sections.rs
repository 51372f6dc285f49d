//! How a file of words is laid out: sections headed by a name in brackets, an entry a
//! line; `#` before a remark.

/// A line that says something.
pub(super) enum Line<'a> {
    /// The name in brackets over what follows.
    Section(&'a str),
    /// What is listed.
    Entry(&'a str),
}

/// The lines of a file that say something, each with its number, from 1.
pub(super) fn numbered(file: &str) -> impl Iterator<Item = (usize, Line<'_>)> {
    file.lines().zip(1..).filter_map(|(line, number)| {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            return None;
        }
        let section = line.strip_prefix('[').and_then(|l| l.strip_suffix(']'));
        Some((number, section.map_or(Line::Entry(line), Line::Section)))
    })
}

/// The entries of a file, each with the section that it is in.
pub(super) fn entries(file: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut section = "";
    numbered(file).filter_map(move |(_, line)| match line {
        Line::Section(name) => {
            section = name;
            None
        }
        Line::Entry(entry) => Some((section, entry)),
    })
}

/// The entries of a file that are a kind and a word: section, kind and word.
pub(super) fn kinds(file: &str) -> impl Iterator<Item = (&str, &str, &str)> {
    entries(file).filter_map(|(section, entry)| {
        let (kind, word) = entry.split_once(' ')?;
        Some((section, kind, word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_read_with_their_sections_and_remarks_are_not() {
        let file = "# remark\n[en]\n1 january\nalone\n\n[de]\n 1 Jänner \n";
        assert_eq!(entries(file).collect::<Vec<_>>(), [("en", "1 january"), ("en", "alone"), ("de", "1 Jänner")]);
        assert_eq!(kinds(file).collect::<Vec<_>>(), [("en", "1", "january"), ("de", "1", "Jänner")]);
        let numbers: Vec<usize> = numbered(file).map(|(number, _)| number).collect();
        assert_eq!(numbers, [2, 3, 4, 6, 7]);
    }
}
