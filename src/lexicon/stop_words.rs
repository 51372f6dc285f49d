//! Words that any text of a language holds.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::sections::entries;

/// One word in so many bears out a language. (In running text it is one in four, and of
/// the words of another language one in fifty.)
const ENOUGH: usize = 10;

/// Fewer words tell nothing.
const LEAST: usize = 30;

/// True if `text` is surely in `language`, an ISO 639-1 code: enough of its words are
/// among those that stand in any text of it, and in none that is not its neighbour's.
pub fn bears_out(text: &str, language: &str) -> bool {
    let Some(known) = table().get(language) else { return false };
    let (mut words, mut found) = (0, 0);
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        words += 1;
        found += usize::from(known.iter().any(|k| k.eq_ignore_ascii_case(word)));
    }
    words >= LEAST && found * ENOUGH >= words
}

fn table() -> &'static HashMap<&'static str, Vec<&'static str>> {
    static TABLE: OnceLock<HashMap<&str, Vec<&str>>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table: HashMap<&str, Vec<&str>> = HashMap::new();
        for (language, word) in stop_words() {
            table.entry(language).or_default().push(word);
        }
        table
    })
}

/// Language and word of each line.
pub(crate) fn stop_words() -> impl Iterator<Item = (&'static str, &'static str)> {
    entries(include_str!("data/stop-words.txt"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_bears_out_its_own_language() {
        let text = "The keeper of the light said that it was the wind, and that for a week nobody had seen the boat \
            that was to bring the bread from the other side of the bay to the island.";
        assert!(bears_out(text, "en"));
        assert!(!bears_out(text, "de") && !bears_out(text, "xx") && !bears_out("The boat of the bay", "en"));
    }
}
