//! What is read of an input of records: all of it, each byte once.

use std::io::{Cursor, ErrorKind};

use bodycopy::corpus::{Content, Place, inspect};

/// So many bytes of a page are kept here.
const MOST: usize = 16 << 10;

/// A JSON line may be three times as long as a page, and a WARC record has a head.
const KEPT: usize = 3 * MOST + (64 << 10);

/// A byte of gzip makes 1,032 at most, a byte of Zstandard 32,768 (a block of one
/// byte, repeated); a record takes one at least.
const UNPACKED: usize = 1 << 15;

/// WARC, JSON lines or a page, compressed or not: reading comes to an end, what it
/// keeps is bounded, and what is in no record is nothing but empty lines.
pub fn warc(bytes: &[u8]) {
    let is_plain = ![b"\x1f\x8b\x08".as_slice(), b"\x28\xb5\x2f\xfd"].iter().any(|magic| bytes.starts_with(magic));
    let most = if is_plain { bytes.len() + 1 } else { UNPACKED * bytes.len() };
    let records = match inspect(Cursor::new(bytes.to_vec()), MOST) {
        Err(error) if error.kind() == ErrorKind::Unsupported => return,
        records => records.expect("memory can be read"),
    };
    let mut last = Place { member: 0, inner: 0 };
    let mut count = 0;
    let mut at_end = false;
    for record in records {
        count += 1;
        assert!(count <= most, "more records than there are bytes");
        match &record.content {
            Content::Page(page) => assert!(page.len() <= KEPT, "{} bytes of a page are kept", page.len()),
            Content::PassedOver(what) => assert!(what.len() <= KEPT, "{} bytes of a name", what.len()),
            Content::Broken(why) => assert!(!why.is_empty(), "broken without a reason"),
        }
        assert!(record.start >= last, "{:?} comes after {last:?}", record.start);
        let end = record.end.unwrap_or(Place { member: bytes.len() as u64, inner: 0 });
        assert!(end >= record.start, "the next record begins at {end:?}, before {:?}", record.start);
        let offset = if is_plain { record.start.inner } else { record.start.member };
        assert!(offset <= bytes.len() as u64, "{offset} is outside the input");
        if is_plain {
            assert_eq!(record.start.member, 0, "a member of what is not compressed");
            // A file without a byte is an empty page.
            assert!(end > record.start || bytes.is_empty(), "a record of no byte at {end:?}");
            is_blank(bytes, last.inner, record.start.inner);
        }
        at_end = record.end.is_none();
        last = end;
    }
    if is_plain && !at_end {
        is_blank(bytes, last.inner, bytes.len() as u64);
    }
}

/// Nothing but line breaks and space stands between two places.
fn is_blank(bytes: &[u8], from: u64, to: u64) {
    let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
    let between = bytes.get(place(from)..place(to)).expect("places inside the input");
    assert!(between.trim_ascii().is_empty(), "no record has {:?}", String::from_utf8_lossy(between));
}
