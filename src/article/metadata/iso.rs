//! What machines write for a date, as ISO 8601.

use jiff::Timestamp;
use jiff::fmt::{rfc2822, temporal::Pieces};
use jiff::tz::Offset;

use super::written;

/// A date of a machine as ISO 8601: a day, a day and a time, or both and a zone.
pub(super) fn iso(written_as: &str, language: &str) -> Option<String> {
    let text = written_as.trim().trim_matches('"').trim();
    let text = text.split(" (").next().unwrap_or(text);
    let date = pieces(text)
        .or_else(|| numbers(text))
        .or_else(|| mail(text))
        .or_else(|| written::find(text, language).first().map(|w| w.date.to_string()))?;
    let year: i16 = date.get(..4)?.parse().ok()?;
    // What a program writes for no date.
    let nothing = date.starts_with("1970-01-01");
    ((1800..2100).contains(&year) && !nothing).then_some(date)
}

/// RFC 3339 and its neighbours, also with a space before the zone.
fn pieces(text: &str) -> Option<String> {
    let universal = ["UTC", "GMT"].iter().find_map(|name| text.strip_suffix(name));
    let mut text = universal.unwrap_or(text).trim_end().to_owned();
    if let Some(zone) = text.rfind([' ', '\u{a0}']).filter(|at| text[*at..].trim_start().starts_with(['+', '-', 'Z'])) {
        text = format!("{}{}", &text[..zone], text[zone..].trim_start());
    }
    let read = Pieces::parse(&text).ok().or_else(|| Pieces::parse(text.get(..19)?).ok())?;
    let Some(time) = read.time() else { return Some(read.date().to_string()) };
    let time = format!("{}T{:02}:{:02}:{:02}", read.date(), time.hour(), time.minute(), time.second());
    Some(match read.to_numeric_offset() {
        Some(offset) => format!("{time}{}", zone(offset)),
        None if universal.is_some() => format!("{time}Z"),
        None => time,
    })
}

fn zone(offset: Offset) -> String {
    if offset.is_zero() {
        "Z".to_owned()
    } else {
        let (sign, minutes) = (if offset.is_negative() { '-' } else { '+' }, offset.seconds().abs() / 60);
        format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

/// Seconds or milliseconds since 1970.
fn numbers(text: &str) -> Option<String> {
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number: i64 = text.parse().ok()?;
    let time = match text.len() {
        10 => Timestamp::from_second(number).ok()?,
        13 => Timestamp::from_second(number / 1000).ok()?,
        _ => return None,
    };
    Some(time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}

/// RFC 2822, as in mail and HTTP.
fn mail(text: &str) -> Option<String> {
    let zoned = rfc2822::parse(text).ok()?;
    Some(format!("{}{}", zoned.datetime().strftime("%Y-%m-%dT%H:%M:%S"), zone(zoned.offset())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_machines_become_iso_8601() {
        for (written, wanted) in [
            ("2025-05-09", "2025-05-09"),
            ("2025-05-09T10:14:00Z", "2025-05-09T10:14:00Z"),
            ("2025-05-09T10:14:00.123+02:00", "2025-05-09T10:14:00+02:00"),
            ("2025-05-09T10:14:00-0330", "2025-05-09T10:14:00-03:30"),
            ("2025-05-09T10:14:00-00:30", "2025-05-09T10:14:00-00:30"),
            ("2025-05-09 10:14:00 +0000", "2025-05-09T10:14:00Z"),
            ("2025-05-09 10:14", "2025-05-09T10:14:00"),
            ("2025-05-09 10:14:00 UTC", "2025-05-09T10:14:00Z"),
            ("2025-05-09 10:14 GMT", "2025-05-09T10:14:00Z"),
            ("2025-05-09 10:14:00 +0200 UTC", "2025-05-09T10:14:00+02:00"),
            ("\"2025-05-09\"", "2025-05-09"),
            ("20250509", "2025-05-09"),
            ("Fri, 09 May 2025 10:14:00 GMT", "2025-05-09T10:14:00Z"),
            ("1746785640", "2025-05-09T10:14:00Z"),
            ("1746785640000", "2025-05-09T10:14:00Z"),
            ("May 9, 2025", "2025-05-09"),
            ("2025/05/09", "2025-05-09"),
        ] {
            assert_eq!(iso(written, "en").as_deref(), Some(wanted), "{written}");
        }
        for written in ["", "yesterday", "0", "0001-01-01T00:00:00Z", "1970-01-01", "2025-13-09"] {
            assert_eq!(iso(written, "en"), None, "{written}");
        }
    }
}
