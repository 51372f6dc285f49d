//! What cannot be read is told, and the rest goes on.

use std::fs;

use crate::support::{column, err, folder, gzip, page, record, response, rows, run, write};

fn article(number: usize) -> Vec<u8> {
    response(number, "", page(number).as_bytes())
}

/// Runs over `bytes`, checks the numbers of the good pages, and returns the reasons.
fn reasons(name: &str, bytes: &[u8], good: &[usize]) -> Vec<String> {
    let folder = folder(&format!("broken-{name}"));
    let (input, out) = (write(&folder, name, bytes), folder.join("out.jsonl").display().to_string());
    let output = run(&[&input, "-o", &out]);
    assert_eq!(output.status.code(), Some(1), "{name}: {}", err(&output));
    let urls: Vec<String> = good.iter().map(|i| format!("https://www.example.org/{i}")).collect();
    assert_eq!(column(&rows(&out), "url"), urls, "{name}");
    let errors = rows(format!("{out}.errors.jsonl"));
    assert!(errors.iter().all(|e| e["source"] == input.as_str() && e["offset"].is_u64()));
    column(&errors, "reason").into_iter().map(str::to_owned).collect()
}

#[test]
fn a_broken_header_costs_one_record() {
    let no_length = b"WARC/1.0\r\nWARC-Type: response\r\n\r\nHTTP/1.1 200 OK\r\n\r\n<p>x</p>\r\n\r\n".to_vec();
    let odd_length = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: many\r\n\r\nx\r\n\r\n".to_vec();
    for (name, broken, reason) in [
        ("none", no_length, "no Content-Length"),
        ("odd", odd_length, "no number"),
        ("open", b"half a line".to_vec(), "no WARC record"),
        ("garbage", b"<html>\r\n<p>not a record\r\n".to_vec(), "no WARC record"),
        ("long", [b"WARC/1.0\r\nX: ".to_vec(), vec![b'x'; 70_000], b"\r\n\r\n".to_vec()].concat(), "header is longer"),
    ] {
        let records = [article(1), broken, article(2), article(3)];
        let plain = reasons(&format!("{name}.warc"), &records.concat(), &[1, 2, 3]);
        let members: Vec<u8> = records.iter().flat_map(|r| gzip(r)).collect();
        let gz = reasons(&format!("{name}.warc.gz"), &members, &[1, 2, 3]);
        for found in [plain, gz] {
            assert!(found.len() == 1 && found[0].contains(reason), "{name}: {found:?}");
        }
    }
}

#[test]
fn a_wrong_length_does_not_swallow_the_next_record() {
    let with_length = |number: usize, change: isize| {
        let block =
            [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n".as_slice(), page(number).as_bytes()].concat();
        let length = block.len().checked_add_signed(change).expect("a length");
        let head = format!("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {length}\r\n\r\n");
        [head.as_bytes(), &block, b"\r\n\r\n"].concat()
    };
    for (name, change) in [("short", -50), ("over", 300)] {
        let records = [article(1), with_length(2, change), article(3), article(4)];
        let found = reasons(&format!("{name}.warc"), &records.concat(), &[1, 3, 4]);
        assert!(found.len() == 1 && found[0].contains("Content-Length says"), "{name}: {found:?}");
        let members: Vec<u8> = records.iter().flat_map(|r| gzip(r)).collect();
        let found = reasons(&format!("{name}.warc.gz"), &members, &[1, 3, 4]);
        assert!(found.len() == 1 && found[0].contains("Content-Length says"), "{name}: {found:?}");
    }
}

/// A record whose head says that its block has `length` bytes.
fn with_length(number: usize, length: usize) -> Vec<u8> {
    let record = String::from_utf8(article(number)).expect("ASCII");
    let (before, after) = record.split_once("Content-Length: ").expect("a length");
    let (_, after) = after.split_once("\r\n").expect("a line");
    format!("{before}Content-Length: {length}\r\n{after}").into_bytes()
}

#[test]
fn a_length_that_is_far_too_long_costs_one_record() {
    let many =
        |length| (1..9).flat_map(|i| if i == 2 { with_length(i, length) } else { article(i) }).collect::<Vec<u8>>();
    let good = [1, 3, 4, 5, 6, 7, 8];
    // Beyond the end, and in the middle of a record.
    for length in [1_000_000_000_000, 2500] {
        let found = reasons("far.warc", &many(length), &good);
        assert!(found.len() == 1 && found[0].contains("Content-Length says"), "{length}: {found:?}");
        let found = reasons("far.warc.gz", &gzip(&many(length)), &good);
        assert!(found.len() == 1 && found[0].contains("Content-Length says"), "{length}: {found:?}");
    }
    let lines = |i: usize, length: usize| {
        let head = format!("WARC-Target-URI: https://www.example.org/{i}\nContent-Type: text/html\n");
        let record = String::from_utf8(record("resource", i, &head, page(i).as_bytes())).expect("ASCII");
        record.replace("\r\n", "\n").replace(&format!("Length: {}", page(i).len()), &format!("Length: {length}"))
    };
    let lines: String = (1..6).map(|i| lines(i, if i == 2 { 1100 } else { page(i).len() })).collect();
    let found = reasons("lines.warc", lines.as_bytes(), &[1, 3, 4, 5]);
    assert!(found.len() == 1 && found[0].contains("Content-Length says"), "{found:?}");
    // The crawler was killed, and began its next record behind the half of one.
    let half = |i| article(i)[..300].to_vec();
    let found = reasons("half.warc", &[article(1), half(2), article(3), half(4), article(5)].concat(), &[1, 3, 5]);
    assert_eq!(found.len(), 2, "{found:?}");
}

#[test]
fn what_a_length_has_swallowed_is_read_again_beyond_the_limit_of_a_page() {
    let folder = folder("swallowed");
    let records: Vec<u8> = (0..300).flat_map(|i| if i == 2 { with_length(i, 150_000) } else { article(i) }).collect();
    for (name, bytes) in [("in.warc", records.clone()), ("in.warc.gz", gzip(&records))] {
        let (input, out) = (write(&folder, name, &bytes), folder.join("out.jsonl").display().to_string());
        run(&[&input, "-o", &out, "--overwrite", "--max-bytes", "2000"]);
        assert_eq!((rows(&out).len(), rows(format!("{out}.errors.jsonl")).len()), (299, 1), "{name}");
    }
}

#[test]
fn a_member_that_was_cut_costs_no_other() {
    let members: Vec<Vec<u8>> = (1..8).map(|i| gzip(&article(i))).collect();
    let length = members[2].len();
    for place in [11, length / 4, length / 2, length - 9, length - 1] {
        let mut cut = members.clone();
        cut[2].truncate(place);
        let found = reasons("member.warc.gz", &cut.concat(), &[1, 2, 4, 5, 6, 7]);
        assert!(!found.is_empty() && found.len() <= 2, "{place}: {found:?}");
    }
    for place in [11, length / 4, length / 2, length - 9] {
        let mut holed = members.clone();
        holed[2].splice(place..place, vec![0; 4096]);
        let found = reasons("holed.warc.gz", &holed.concat(), &[1, 2, 4, 5, 6, 7]);
        assert!(!found.is_empty() && found.len() <= 3, "{place}: {found:?}");
    }
}

#[test]
fn a_damaged_member_costs_one_record() {
    let members: Vec<Vec<u8>> = (1..6).map(|i| gzip(&article(i))).collect();
    for (name, place) in [("checksum", members[1].len() - 6), ("data", members[1].len() / 2), ("header", 2)] {
        let mut damaged = members.clone();
        damaged[1][place] ^= 0xff;
        let found = reasons(&format!("{name}.warc.gz"), &damaged.concat(), &[1, 3, 4, 5]);
        assert!(!found.is_empty() && found.len() <= 2, "{name}: {found:?}");
    }
    let cut = members.concat();
    let cut = &cut[..cut.len() - 40];
    let found = reasons("cut.warc.gz", cut, &[1, 2, 3, 4]);
    assert!(found.len() == 1 && found[0].contains("cut short"), "{found:?}");
    let plain: Vec<u8> = (1..4).flat_map(article).collect();
    let found = reasons("cut.warc", &plain[..plain.len() - 100], &[1, 2]);
    assert!(found.len() == 1 && found[0].contains("cut short"), "{found:?}");
}

#[test]
fn a_broken_body_or_line_is_told_with_its_place() {
    let mut body = gzip(page(2).as_bytes());
    body.truncate(body.len() / 2);
    let records = [article(1), response(2, "Content-Encoding: gzip\r\n", &body), article(3)].concat();
    let found = reasons("body.warc", &records, &[1, 3]);
    assert!(found.len() == 1 && found[0].contains("gzip body breaks"), "{found:?}");
    let odd = record(
        "response",
        2,
        "WARC-Target-URI: http://a.example/\r\nContent-Type: application/http; msgtype=response\r\n",
        b"nonsense",
    );
    let found = reasons("http.warc", &[article(1), odd].concat(), &[1]);
    assert!(found[0].contains("no HTTP head"), "{found:?}");

    let line =
        |i: usize| serde_json::json!({ "url": format!("https://www.example.org/{i}"), "html": page(i) }).to_string();
    let lines = [line(1), "{\"html\": ".to_owned(), "[1]".to_owned(), "{\"html\": 5.5}".to_owned(), line(2)].join("\n");
    let found = reasons("lines.jsonl", lines.as_bytes(), &[1, 2]);
    assert_eq!(found.len(), 2, "a number is a string by itself: {found:?}");
}

#[test]
fn what_holds_pages_in_another_way_is_no_page() {
    let line = |i: usize| serde_json::json!({ "html": page(i) }).to_string();
    let array = format!("\u{feff}[\n  {},\n  {}\n]", line(1), line(2));
    for (name, bytes, reason) in [
        ("array.json", array.as_bytes(), "jq -c"),
        ("lines.jsonl.bz2", b"BZh91AY&SY", "bzcat"),
        ("lines.jsonl.xz", b"\xfd7zXZ\0\0", "xzcat"),
        ("pages.wacz", b"PK\x03\x04", "ZIP"),
        ("old.arc", b"filedesc://old.arc 0.0.0.0 20090101000000", "ARC file"),
        ("failed.warc.gz", b"", "holds no record"),
    ] {
        let found = reasons(name, bytes, &[]);
        assert!(found.len() == 1 && found[0].contains(reason), "{name}: {found:?}");
    }
}

#[test]
fn json_that_is_not_quite_json_is_read() {
    let folder = folder("json");
    let html = |i: usize| serde_json::json!(page(i)).to_string();
    let lines = [
        format!("\u{feff}{{\"html\": {}, \"score\": NaN}}", html(1)),
        format!("{{\"html\": {}, \"score\": 1e999}}", html(2)),
        format!("{{\"html\": {}, \"deep\": {}{}}}", html(3), "[".repeat(500), "]".repeat(500)),
        format!("{{\"html\": {}}}", html(4).replace("chapel", "chapel \\ud83d")),
        format!("{{\"html\": \"\", \"text\": {}}}", html(5)),
    ];
    // The first bytes must tell what the second is.
    for name in ["in.jsonl", "in"] {
        let (input, out) = (write(&folder, name, lines.join("\n").as_bytes()), folder.join("out.jsonl"));
        let out = out.display().to_string();
        run(&[&input, "-o", &out, "--overwrite"]);
        assert_eq!(column(&rows(&out), "status"), ["ok"; 5], "{name}");
    }
}

#[test]
fn a_line_over_the_limit_is_told_whatever_it_holds() {
    let folder = folder("long-lines");
    let html = format!("<p>{}", "\u{43f}".repeat(5000));
    // As Python writes it.
    let escaped = format!("{{\"html\": \"{}\"}}", html.replace('\u{43f}', "\\u043f"));
    // As a writer may do it that escapes all.
    let padded = |spaces: usize| page(1) + &" ".repeat(spaces);
    let all: String = padded(9000).bytes().map(|b| format!("\\u{b:04x}")).collect();
    let long = |spaces: usize| serde_json::json!({ "html": padded(spaces) }).to_string();
    let lines = [
        escaped,
        format!("{{\"html\": \"{all}\"}}"),
        long(40_000),
        format!("{}{{}}", " ".repeat(70_000)),
        long(70_000),
    ];
    let (input, out) = (write(&folder, "in.jsonl", lines.join("\n").as_bytes()), folder.join("out.jsonl"));
    let out = out.display().to_string();
    run(&[&input, "-o", &out, "--max-bytes", "10100"]);
    let (rows, errors) = (rows(&out), rows(format!("{out}.errors.jsonl")));
    assert_eq!((rows.len(), errors.len()), (3, 2));
    assert_eq!(column(&rows, "status")[1..], ["ok", "limit-hit"]);
}

#[test]
fn an_unreadable_file_is_told_and_the_others_are_read() {
    let folder = folder("unreadable");
    let good = write(&folder, "b.html", page(1).as_bytes());
    let list = write(&folder, "list", format!("{}\n{good}\n", folder.join("missing.html").display()).as_bytes());
    let out = folder.join("out.jsonl").display().to_string();
    let output = run(&["--files-from", &list, "-o", &out]);
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    assert_eq!(rows(&out).len(), 1);
    let errors = rows(format!("{out}.errors.jsonl"));
    assert!(errors.len() == 1 && errors[0]["reason"].as_str().is_some_and(|r| r.contains("No such file")));
}

#[test]
fn random_damage_never_stops_the_run() {
    let folder = folder("random");
    let members: Vec<u8> = (0..12).flat_map(|i| gzip(&article(i))).collect();
    let plain: Vec<u8> = (0..12).flat_map(article).collect();
    let mut state = 7_u64;
    let mut random = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).expect("small") % below
    };
    for round in 0..30 {
        let (name, bytes) = if round % 2 == 0 { ("r.warc.gz", &members) } else { ("r.warc", &plain) };
        let mut bytes = bytes.clone();
        for _ in 0..=random(4) {
            let at = random(bytes.len());
            match random(3) {
                0 => bytes[at] ^= 1 << random(8),
                1 => bytes.truncate(at.max(1)),
                _ => drop(bytes.drain(at..(at + random(200)).min(bytes.len()))),
            }
        }
        let (input, out) = (write(&folder, name, &bytes), folder.join("out.jsonl").display().to_string());
        let output = run(&[&input, "-o", &out, "--overwrite", "-j", "2"]);
        assert!(matches!(output.status.code(), Some(0 | 1)), "round {round}: {}", err(&output));
        // What has come through has come through whole.
        for row in rows(&out) {
            assert!(row["status"].is_string());
        }
        let _ = fs::remove_file(format!("{out}.errors.jsonl"));
    }
}
