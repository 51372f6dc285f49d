//! JSON-LD as values, within a bound. A value takes many times the bytes that it
//! is written in, so a page may have so many and no more; the rest is passed over.

use std::fmt;

use serde_core::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// What a value counts that stands in a list or by itself.
const ITEM: usize = 1;

/// What a field of an object counts: its name takes memory too.
const FIELD: usize = 2;

/// How many values may still be read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    left: usize,
    met: bool,
}

impl Room {
    pub(super) fn new(values: usize) -> Room {
        Room { left: values, met: false }
    }

    /// True if there is none left.
    pub(super) fn is_taken(self) -> bool {
        self.left < ITEM
    }

    /// True if something was passed over.
    pub(super) fn is_met(self) -> bool {
        self.met
    }
}

/// The value that `json` is. Text that is none takes no room.
///
/// # Errors
/// If the text is no JSON.
pub(super) fn read(json: &str, room: &mut Room) -> serde_json::Result<Value> {
    let mut room_after = *room;
    room_after.met |= room.left < ITEM;
    room_after.left = room.left.saturating_sub(ITEM);
    let mut source = serde_json::Deserializer::from_str(json);
    let value = Bounded(&mut room_after).deserialize(&mut source)?;
    source.end()?;
    *room = room_after;
    Ok(value)
}

/// Any value, as far as there is room. Vectors and maps are as large as what is
/// in them: most hold little.
struct Bounded<'a>(&'a mut Room);

impl<'de> DeserializeSeed<'de> for Bounded<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<Value, D::Error> {
        source.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Bounded<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        loop {
            let fits = self.0.left >= ITEM;
            let more = if fits {
                self.0.left -= ITEM;
                let value = items.next_element_seed(Bounded(&mut *self.0))?;
                value.map(|value| values.push(value))
            } else {
                items.next_element::<IgnoredAny>()?.map(|_| self.0.met = true)
            };
            if more.is_none() {
                // The end of a list took room that it does not need.
                self.0.left += if fits { ITEM } else { 0 };
                values.shrink_to_fit();
                return Ok(Value::Array(values));
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Value, A::Error> {
        let mut read: Vec<(String, Value)> = Vec::new();
        while let Some(name) = fields.next_key::<String>()? {
            if self.0.left >= FIELD {
                self.0.left -= FIELD;
                read.push((name, fields.next_value_seed(Bounded(&mut *self.0))?));
            } else {
                fields.next_value::<IgnoredAny>()?;
                self.0.met = true;
            }
        }
        let mut map = Map::with_capacity(read.len());
        map.extend(read);
        Ok(Value::Object(map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(json: &str, values: usize) -> (Option<Value>, bool) {
        let mut room = Room::new(values);
        let value = super::read(json, &mut room).ok();
        (value, room.is_met())
    }

    #[test]
    fn values_are_those_of_serde_json() {
        for json in [
            "null",
            "1e400",
            "[1, -2, 3.5, 18446744073709551616, true, null, \"a\\u00e9\\ud83d\\ude00\"]",
            "{\"b\": {}, \"a\": [], \"b\": {\"c\": [[1], {\"d\": \"e\"}]}}",
            "{\"a\": 1",
            "[1] 2",
            "[1,]",
            "",
        ] {
            let value: Option<Value> = serde_json::from_str(json).ok();
            assert_eq!(read(json, 100), (value, false), "{json}");
        }
        assert_eq!(read(&"[".repeat(100_000), 100), (None, false));
    }

    #[test]
    fn what_there_is_no_room_for_is_passed_over() {
        assert_eq!(read("[1, 2]", 3), (Some(json!([1, 2])), false));
        assert_eq!(read("[1, 2, 3, [4]]", 3), (Some(json!([1, 2])), true));
        assert_eq!(read("{\"a\": [1, 2, 3], \"b\": 4}", 5), (Some(json!({"a": [1, 2]})), true));
        assert_eq!(read("[]", 0), (Some(json!([])), true));
        assert_eq!(read("{\"a\": 1, \"b\": ]}", 2).0, None);
    }
}
