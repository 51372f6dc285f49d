//! Which of many phrases a text begins with: a walk down a sorted list, which
//! costs nothing to build and gives up at the first letter that fits none.

/// A sorted list of keys, each with a number.
#[derive(Debug, Default)]
pub(super) struct Prefixes {
    keys: Vec<(Box<[u8]>, usize)>,
    /// For each byte, where the keys that begin with it or a later one start.
    first: Vec<usize>,
}

impl Prefixes {
    /// No key may be empty.
    pub(super) fn new(keys: impl Iterator<Item = (Box<[u8]>, usize)>) -> Self {
        let mut keys: Vec<_> = keys.collect();
        keys.sort();
        let first =
            (0..=256).map(|byte| keys.partition_point(|(k, _)| k.first().is_some_and(|b| usize::from(*b) < byte)));
        Prefixes { first: first.collect(), keys }
    }

    /// The numbers of all keys that `text` begins with and their lengths, short
    /// keys first, the same key in the order of its numbers.
    pub(super) fn of<'a>(&'a self, text: &'a [u8]) -> impl Iterator<Item = (usize, usize)> {
        let byte = text.first().map(|b| usize::from(*b));
        let bound = |at: usize| self.first.get(at).copied().unwrap_or(0);
        let mut range = byte.map_or(&[][..], |byte| self.keys.get(bound(byte)..bound(byte + 1)).unwrap_or_default());
        let mut depth = 1;
        std::iter::from_fn(move || {
            while let Some(((key, number), rest)) = range.split_first() {
                if key.len() == depth {
                    range = rest;
                    return Some((*number, depth));
                }
                let byte = *text.get(depth)?;
                let start = range.partition_point(|(k, _)| k[depth] < byte);
                range = &range[start..];
                range = &range[..range.partition_point(|(k, _)| k[depth] == byte)];
                depth += 1;
            }
            None
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_keys_that_begin_a_text_are_found_short_ones_first() {
        let keys = ["see", "see also", "seen", "s", "also", "see"];
        let prefixes = Prefixes::new(keys.iter().enumerate().map(|(n, k)| (k.as_bytes().into(), n)));
        let found = |text: &str| prefixes.of(text.as_bytes()).map(|(n, _)| n).collect::<Vec<_>>();
        assert_eq!(found("see also: x"), [3, 0, 5, 1]);
        assert_eq!(found("seen"), [3, 0, 5, 2]);
        assert_eq!(found("se"), [3]);
        assert_eq!(found("zebra"), [0; 0]);
        assert_eq!(found(""), [0; 0]);
    }
}
