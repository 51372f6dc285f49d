//! Days of the Persian calendar, which counts solar years from the Hijra.

use std::ops::Range;

use jiff::Span;
use jiff::civil::{Date, date};

/// Years of living memory; they are none of those that people write about by the day in ours.
const YEARS: Range<i32> = 1300..1500;

/// A day that is known in both calendars: 13 Esfand 1402.
const KNOWN: (i32, Date) = (days(1402, 12, 13), date(2024, 3, 3));

/// The day of ours.
pub(super) fn persian(year: i32, month: i32, day: i32) -> Option<Date> {
    let length = if month < 7 { 31 } else { 30 };
    if !YEARS.contains(&year) || !(1..=12).contains(&month) || !(1..=length).contains(&day) {
        return None;
    }
    let (known, ours) = KNOWN;
    ours.checked_add(Span::new().try_days(days(year, month, day) - known).ok()?).ok()
}

/// Days from a fixed one on: eight years in thirty-three have one more.
const fn days(year: i32, month: i32, day: i32) -> i32 {
    let year = year + 1595;
    let leap = year / 33 * 8 + (year % 33 + 3) / 4;
    let before = if month < 7 { (month - 1) * 31 } else { (month - 7) * 30 + 186 };
    year * 365 + leap + before + day
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_year_is_in_march() {
        for (year, ours) in [(1400, date(2021, 3, 21)), (1403, date(2024, 3, 20)), (1404, date(2025, 3, 21))] {
            assert_eq!(persian(year, 1, 1), Some(ours));
        }
        assert_eq!(persian(1357, 11, 22), Some(date(1979, 2, 11)));
        assert_eq!((persian(1925, 5, 9), persian(1402, 7, 31)), (None, None));
    }
}
