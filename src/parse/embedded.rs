//! Prose in the page's embedded data. The data is large and hardly any of it is
//! text, so it is read as a stream: nothing is built of it but the prose.

use std::collections::HashMap;
use std::fmt;

use super::{count_words, is_terminal};
use serde_core::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// Fewer words in a string are a label, not prose.
const PROSE: usize = 12;

/// Strings of prose under more paths than this are no article.
const PATHS: usize = 512;

/// Longer paths are not followed, in bytes.
const LONGEST_PATH: usize = 400;

/// Strings of prose under one path, array indices left out.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) texts: Vec<String>,
    pub(super) words: usize,
}

/// The groups of prose in a JSON text, in the order in which they begin.
///
/// # Errors
/// If the text is no JSON.
pub(super) fn prose(json: &str) -> Result<Vec<Group>, serde_json::Error> {
    let mut reader = Reader::default();
    let mut source = serde_json::Deserializer::from_str(json);
    Value(&mut reader).deserialize(&mut source)?;
    source.end()?;
    Ok(reader.groups)
}

#[derive(Default)]
struct Reader {
    groups: Vec<Group>,
    /// For each path, its place in `groups`.
    places: HashMap<String, usize>,
    path: String,
}

impl Reader {
    fn text(&mut self, text: &str) {
        // So many words take so many bytes, and most long strings are addresses.
        if text.len() < 2 * PROSE - 1 || text.starts_with("http") {
            return;
        }
        let words = count_words(text);
        if words < PROSE || !text.contains(is_terminal) || looks_like_code(text) {
            return;
        }
        match self.places.get(&self.path) {
            Some(at) => {
                self.groups[*at].texts.push(text.to_owned());
                self.groups[*at].words += words;
            }
            None if self.groups.len() < PATHS => {
                self.places.insert(self.path.clone(), self.groups.len());
                self.groups.push(Group { texts: vec![text.to_owned()], words });
            }
            None => {}
        }
    }
}

fn looks_like_code(text: &str) -> bool {
    text.contains("function(") || text.contains("=>") || text.contains("{\"")
}

/// Any value, read for its prose.
struct Value<'a>(&'a mut Reader);

impl<'de> DeserializeSeed<'de> for Value<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<(), D::Error> {
        source.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Value<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.0.text(text);
        Ok(())
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while items.next_element_seed(Value(&mut *self.0))?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        let length = self.0.path.len();
        while fields.next_key_seed(Key(&mut self.0.path))?.is_some() {
            if self.0.path.len() < LONGEST_PATH {
                fields.next_value_seed(Value(&mut *self.0))?;
            } else {
                fields.next_value::<IgnoredAny>()?;
            }
            self.0.path.truncate(length);
        }
        Ok(())
    }
}

/// A key, added to a path.
struct Key<'a>(&'a mut String);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<(), D::Error> {
        source.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<(), E> {
        self.0.push('/');
        self.0.push_str(key);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENTENCE: &str = "Twelve words or more make a sentence that somebody has written, we think.";

    #[test]
    fn prose_is_grouped_by_its_path() {
        let json =
            format!(r#"{{"a": [{{"b": "{SENTENCE}"}}, {{"b": "{SENTENCE}", "c": "label"}}], "d": "{SENTENCE}"}}"#);
        let groups = prose(&json).unwrap_or_default();
        let seen: Vec<_> = groups.iter().map(|g| (g.texts.len(), g.words)).collect();
        assert_eq!(seen, [(2, 26), (1, 13)]);
    }

    #[test]
    fn what_is_no_json_is_an_error() {
        assert!(prose("{\"a\": 1").is_err());
        assert!(prose("{} x").is_err());
        assert!(prose(&"[".repeat(100_000)).is_err());
    }
}
