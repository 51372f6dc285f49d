//! What servers and crawlers make of a response.

use crate::support::{column, done, err, folder, gzip, page, record, rows, run, write};

/// A record with this head, whose lines have no line breaks yet.
fn stored(number: usize, warc: &str, http: &[&[u8]], body: &[u8]) -> Vec<u8> {
    let address = format!("WARC-Target-URI: https://www.example.org/{number}\r\n{warc}");
    let head = [&[b"HTTP/1.1 200 OK".as_slice()], http, &[b"", b""]].concat().join(b"\r\n".as_slice());
    record("response", number, &address, &[head.as_slice(), body].concat())
}

#[test]
fn a_header_that_is_not_utf8_hides_none_behind_it() {
    let folder = folder("latin-headers");
    let name = b"X-Author: J\xf8rgen".as_slice();
    let css = b"body { color: red; margin: 0 }\n".repeat(40);
    let records = [
        stored(1, "", &[name, b"Content-Type: text/css"], &css),
        stored(2, "", &[name, b"Content-Type: text/html", b"Content-Encoding: gzip"], &gzip(page(2).as_bytes())),
    ];
    let (input, out) = (write(&folder, "in.warc", &records.concat()), folder.join("out.jsonl"));
    let said = done(&[&input, "-o", &out.display().to_string()]);
    assert!(said.contains("text/css 1"), "{said}");
    assert_eq!(column(&rows(&out), "status"), ["ok"]);
}

#[test]
fn types_and_codings_that_are_slightly_wrong_are_read() {
    let folder = folder("odd-heads");
    let heads = [
        "Content-Type: text/html charset=utf-8",
        "Content-Type: text/html, text/html; charset=utf-8",
        "Content-Type: \"text/html\"",
        "Content-Type: html",
        "Content-Type: text/html\r\nContent-Encoding: utf-8",
        "Content-Type: text/html\r\nContent-Encoding: none",
    ];
    let records: Vec<u8> =
        heads.iter().enumerate().flat_map(|(i, h)| stored(i, "", &[h.as_bytes()], page(i).as_bytes())).collect();
    let (input, out) = (write(&folder, "in.warc", &records), folder.join("out.jsonl"));
    done(&[&input, "-o", &out.display().to_string()]);
    assert_eq!(column(&rows(&out), "status"), ["ok"; 6]);
}

#[test]
fn a_cut_body_is_told_and_a_broken_one_is_an_error() {
    let folder = folder("cut");
    let html = page(1);
    let (html, length) = (html.as_bytes(), format!("Content-Length: {}", html.len() + 1));
    let (first, second) = html.split_at(300);
    let chunks = |size: usize| [format!("{size:x}\r\n").as_bytes(), first, b"\r\n200\r\n", second].concat();
    let chunked: &[&[u8]] = &[b"Content-Type: text/html", b"Transfer-Encoding: chunked"];
    let records = [
        stored(1, "", &[b"Content-Type: text/html"], html),
        stored(2, "", &[b"Content-Type: text/html", length.as_bytes()], html),
        stored(3, "WARC-Truncated: length\r\n", &[b"Content-Type: text/html"], html),
        stored(4, "", chunked, &chunks(300)),
        stored(5, "", chunked, &chunks(299)),
        stored(6, "", chunked, &chunks(500)),
    ];
    let (input, out) = (write(&folder, "in.warc", &records.concat()), folder.join("out.jsonl").display().to_string());
    let output = run(&[&input, "-o", &out]);
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    assert_eq!(column(&rows(&out), "status"), ["ok", "limit-hit", "limit-hit", "limit-hit"]);
    let errors = rows(format!("{out}.errors.jsonl"));
    assert_eq!(errors.len(), 2);
    assert!(column(&errors, "reason").iter().all(|r| r.contains("chunked body breaks")), "{errors:?}");
}

#[test]
fn a_part_of_a_page_is_told() {
    let folder = folder("ranges");
    let ranged = |i: usize, range: &str| {
        let head = format!("HTTP/1.1 206 Partial Content\r\nContent-Type: text/html\r\n{range}\r\n");
        record("response", i, "WARC-Target-URI: https://www.example.org/\r\n", (head + &page(i)).as_bytes())
    };
    let ranges = ["", "Content-Range: bytes 0-999/4000\r\n", "Content-Range: bytes 0-*/*\r\n"];
    let parts = ranges.iter().enumerate().flat_map(|(i, range)| ranged(i, range));
    let records: Vec<u8> = parts.chain(ranged(9, "Content-Range: bytes 0-999/1000\r\n")).collect();
    let (input, out) = (write(&folder, "in.warc", &records), folder.join("out.jsonl"));
    done(&[&input, "-o", &out.display().to_string()]);
    assert_eq!(column(&rows(&out), "status"), ["limit-hit", "limit-hit", "limit-hit", "ok"]);
}
