//! Objects of JSON lines (RFC 8259): the few strings that are wanted, whatever
//! stands in the other fields.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Visitor};
use serde_json::Error;
use serde_json::value::RawValue;

use crate::decode::BYTE_ORDER_MARK;

/// Numbers that Python writes and JSON does not have.
const NO_NUMBERS: [&[u8]; 2] = [b"NaN", b"Infinity"];

/// The fields `names` of the object in `line`, as far as they are strings or numbers.
///
/// # Errors
/// If it is no JSON object.
pub(super) fn strings<const N: usize>(line: &[u8], names: [&str; N]) -> Result<[Option<String>; N], String> {
    let line = line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(line);
    let found = read(line, names).or_else(|error| read(&with_numbers(line), names).map_err(|_| error));
    found.map_err(|error| match error.is_data() {
        true => "the line is no JSON object".to_owned(),
        // A line is the first line of itself.
        false => format!("the line is no JSON: {error}").replace(" at line 1 column", " at column"),
    })
}

fn read<const N: usize>(line: &[u8], names: [&str; N]) -> Result<[Option<String>; N], Error> {
    // Raw values are skipped, not read: neither their depth nor their numbers have a limit.
    let object: BTreeMap<String, &RawValue> = serde_json::from_slice(line)?;
    let string = |name: &str| {
        let raw = object.get(name)?.get();
        match raw.as_bytes().first() {
            Some(b'"') => serde_json::from_str(raw).ok().map(|Text(text)| text),
            Some(b'-' | b'0'..=b'9') => Some(raw.to_owned()),
            _ => None,
        }
    };
    Ok(names.map(string))
}

/// The line with zeros for what is no number.
fn with_numbers(line: &[u8]) -> Vec<u8> {
    let mut line = line.to_vec();
    let (mut at, mut in_string) = (0, false);
    while let Some(byte) = line.get(at) {
        match byte {
            b'\\' if in_string => at += 1,
            b'"' => in_string = !in_string,
            b'N' | b'I' if !in_string => {
                if let Some(word) = NO_NUMBERS.into_iter().find(|word| line[at..].starts_with(word)) {
                    line[at..at + word.len()].fill(b' ');
                    line[at] = b'0';
                }
            }
            _ => {}
        }
        at += 1;
    }
    line
}

/// A string in which halves of a surrogate pair, which many writers let through,
/// read U+FFFD.
struct Text(String);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Bytes;
        impl Visitor<'_> for Bytes {
            type Value = Text;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Text, E> {
                let mut text = String::with_capacity(bytes.len());
                for chunk in bytes.utf8_chunks() {
                    text.push_str(chunk.valid());
                    // A half is three bytes, none of which is UTF-8; the first tells.
                    if chunk.invalid().first().is_some_and(|b| *b >= 0xc0) {
                        text.push(char::REPLACEMENT_CHARACTER);
                    }
                }
                Ok(Text(text))
            }
        }
        deserializer.deserialize_bytes(Bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_python_writes_is_read() {
        let deep = format!(r#"{{"deep": {}{}, "html": "x"}}"#, "[".repeat(9000), "]".repeat(9000));
        for (line, expected) in [
            (r#"{"html": "a\ud83db \ud83d\ude00\u00e9"}"#, "a\u{fffd}b \u{1f600}\u{e9}"),
            (r#"{"score": NaN, "html": "NaN \" NaN", "a": [-Infinity, Infinity]}"#, "NaN \" NaN"),
            (r#"{"score": 1e999, "html": "x"}"#, "x"),
            ("\u{feff}{\"html\": \"x\"}", "x"),
            (r#"{"html": 5.5}"#, "5.5"),
            (r#"{"html": "x", "html": "y"}"#, "y"),
            (&deep, "x"),
        ] {
            assert_eq!(strings(line.as_bytes(), ["html"]), Ok([Some(expected.to_owned())]), "{line}");
        }
        assert_eq!(strings(br#"{"html": null, "url": ["x"]}"#, ["html", "url", "id"]), Ok([None, None, None]));
    }

    #[test]
    fn what_is_no_object_is_told() {
        for (line, why) in
            [("[1]", "no JSON object"), ("{\"html\": ", "no JSON: EOF"), ("{\"a\": Nan}", "no JSON: exp")]
        {
            assert!(strings(line.as_bytes(), ["html"]).is_err_and(|e| e.contains(why)), "{line}");
        }
    }
}
