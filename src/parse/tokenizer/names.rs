//! Names of tags and attributes. A page has few different ones, and html5ever
//! hashes long ones and locks a table for unknown ones: each is asked for once.

use html5ever::LocalName;

/// A power of two.
const SLOTS: usize = 256;

pub(super) struct Names {
    slots: Vec<Option<LocalName>>,
}

impl Default for Names {
    fn default() -> Self {
        Names { slots: vec![None; SLOTS] }
    }
}

impl Names {
    /// The name written as `raw`, whose capitals it is told of: in lower case,
    /// and with U+FFFD for NUL.
    pub(super) fn get(&mut self, raw: &str, plain: bool) -> LocalName {
        if !plain {
            return LocalName::from(raw.to_ascii_lowercase().replace('\0', "\u{fffd}"));
        }
        // Short names are made without a look-up.
        if raw.len() <= 7 {
            return LocalName::from(raw);
        }
        let bytes = raw.as_bytes();
        let (first, last) = (u64::from(bytes[0]), u64::from(bytes[bytes.len() - 1]));
        let key = (first << 16 | last << 8 | u64::from(bytes[bytes.len() / 2])) + ((bytes.len() as u64) << 24);
        let place = (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56) as usize % SLOTS;
        match &self.slots[place] {
            Some(name) if &**name == raw => name.clone(),
            _ => {
                let name = LocalName::from(raw);
                self.slots[place] = Some(name.clone());
                name
            }
        }
    }
}
