//! Which of many phrases a text begins with: one search in a sorted list, which
//! costs little to build and looks at a phrase itself only where its first bytes
//! are those of the text.

/// So many bytes of a key are compared at once.
const HEAD: usize = 8;

/// A sorted list of keys, each with a number.
#[derive(Debug, Default)]
pub(super) struct Prefixes {
    keys: Vec<(Box<[u8]>, usize)>,
    /// The first bytes of each key, in the order of the keys.
    heads: Vec<u64>,
    /// For each key, how many keys back the nearest stands that it begins with; 0
    /// without one.
    shorter: Vec<u32>,
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
        let mut open: Vec<usize> = Vec::new();
        let shorter = keys.iter().enumerate().map(|(at, (key, _))| {
            while open.last().is_some_and(|last| !key.starts_with(&keys[*last].0)) {
                open.pop();
            }
            let back = open.last().map_or(0, |last| at - last);
            open.push(at);
            u32::try_from(back).unwrap_or(0)
        });
        Prefixes {
            first: first.collect(),
            heads: keys.iter().map(|(key, _)| head(key)).collect(),
            shorter: shorter.collect(),
            keys,
        }
    }

    /// The numbers of all keys that `text` begins with and their lengths, short
    /// keys first, the same key in the order of its numbers.
    pub(super) fn of(&self, text: &[u8]) -> impl Iterator<Item = (usize, usize)> {
        let mut found = Vec::new();
        let mut at = self.last_not_above(text);
        // A key that the text begins with is what all keys between it and the text begin with.
        while let Some((key, number)) = at.and_then(|at| self.keys.get(at)) {
            if text.starts_with(key) {
                found.push((*number, key.len()));
            }
            let back = at.and_then(|at| self.shorter.get(at)).filter(|back| **back > 0);
            at = at.zip(back).map(|(at, back)| at - *back as usize);
        }
        found.into_iter().rev()
    }

    /// The last of the keys with the first byte of `text` that does not sort after it.
    fn last_not_above(&self, text: &[u8]) -> Option<usize> {
        let byte = usize::from(*text.first()?);
        let (start, end) = (*self.first.get(byte)?, *self.first.get(byte + 1)?);
        let (heads, wanted) = (self.heads.get(start..end)?, head(text));
        let below = start + heads.partition_point(|head| *head < wanted);
        let alike = self.heads[below..end].iter().take_while(|head| **head == wanted).count();
        let upto = below + self.keys[below..below + alike].partition_point(|(key, _)| **key <= *text);
        upto.checked_sub(1).filter(|at| *at >= start)
    }
}

/// The first bytes as a number that is greater for what sorts after; a shorter
/// text goes on with zeros.
pub(super) fn head(text: &[u8]) -> u64 {
    let mut head = [0; HEAD];
    head.iter_mut().zip(text).for_each(|(to, byte)| *to = *byte);
    u64::from_be_bytes(head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_keys_that_begin_a_text_are_found_short_ones_first() {
        let keys = ["see", "see also", "seen", "s", "also", "see", "see also the"];
        let prefixes = Prefixes::new(keys.iter().enumerate().map(|(n, k)| (k.as_bytes().into(), n)));
        let found = |text: &str| prefixes.of(text.as_bytes()).map(|(n, _)| n).collect::<Vec<_>>();
        assert_eq!(found("see also: x"), [3, 0, 5, 1]);
        assert_eq!(found("see also then"), [3, 0, 5, 1, 6]);
        assert_eq!(found("see also tea"), [3, 0, 5, 1]);
        assert_eq!(found("seen"), [3, 0, 5, 2]);
        assert_eq!(found("se"), [3]);
        assert_eq!(found("se\0"), [3]);
        assert_eq!(found("zebra"), [0; 0]);
        assert_eq!(found("a"), [0; 0]);
        assert_eq!(found(""), [0; 0]);
    }
}
