//! Quantities as people write them.

use std::time::Duration;

/// What may stand behind a number of bytes, and how many it makes of one.
const UNITS: [(&str, usize); 8] = [
    ("", 1),
    ("b", 1),
    ("k", 1_000),
    ("kb", 1_000),
    ("m", 1_000_000),
    ("mb", 1_000_000),
    ("g", 1_000_000_000),
    ("gb", 1_000_000_000),
];

/// A number of bytes: `10000000`, `10MB`.
pub fn bytes(text: &str) -> Result<usize, String> {
    let (number, unit) = text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()));
    let unit = UNITS.iter().find(|(name, _)| unit.trim().eq_ignore_ascii_case(name));
    let bytes = unit.and_then(|(_, size)| number.parse::<usize>().ok()?.checked_mul(*size));
    bytes.ok_or_else(|| "give a number of bytes, such as 10000000 or 10MB".to_owned())
}

/// A time: `20`, `0.5`.
pub fn seconds(text: &str) -> Result<Duration, String> {
    let time = text.parse().ok().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    time.ok_or_else(|| "give a number of seconds, such as 20 or 0.5".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_may_have_a_unit_or_a_part() {
        assert_eq!(bytes("10"), Ok(10));
        assert_eq!(bytes("10MB"), Ok(10_000_000));
        assert_eq!(bytes("2 k"), Ok(2_000));
        assert_eq!(seconds("0.5"), Ok(Duration::from_millis(500)));
        for wrong in ["", "MB", "1.5MB", "10 miles", "-1", "99999999999999GB"] {
            assert!(bytes(wrong).is_err(), "{wrong}");
        }
        for wrong in ["", "-1", "soon", "NaN", "1e300"] {
            assert!(seconds(wrong).is_err(), "{wrong}");
        }
    }
}
