//! What can be read.

use std::io::{Read, Write};
use std::process::Stdio;

use flate2::Compression;
use flate2::read::{DeflateEncoder, ZlibEncoder};

use crate::support::{column, command, done, err, folder, gzip, json_lines, page, record, response, rows, run, write};

fn chunked(body: &[u8]) -> Vec<u8> {
    let chunks = body.chunks(100).flat_map(|c| [format!("{:x}\r\n", c.len()).as_bytes(), c, b"\r\n"].concat());
    chunks.chain(b"0\r\n\r\n".iter().copied()).collect()
}

fn all(mut encoder: impl Read) -> Vec<u8> {
    let mut bytes = Vec::new();
    encoder.read_to_end(&mut bytes).expect("memory");
    bytes
}

/// Brotli (RFC 7932) as one uncompressed meta-block: window bits 16, then header
/// bits, then the bytes, then an empty last meta-block.
fn brotli(body: &[u8]) -> Vec<u8> {
    assert!(body.len() <= 1 << 16);
    let length = u32::try_from(body.len() - 1).expect("short");
    // From the lowest bit: WBITS 0, ISLAST 0, MNIBBLES 00, MLEN-1 in 16 bits, ISUNCOMPRESSED 1.
    let header = length << 4 | 1 << 20;
    [&header.to_le_bytes()[..3], body, &[3]].concat()
}

/// Records of all kinds: eleven pages, and seven that are none.
fn records_of_all_kinds() -> Vec<Vec<u8>> {
    let html = page(1).into_bytes();
    let zstd = zstd::encode_all(html.as_slice(), 3).expect("memory");
    let latin = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=iso-8859-1\r\n\r\n";
    let latin = [latin.as_slice(), page(8).replace("chapel", "caf\u{e9}").replace('\u{e9}', "\0").as_bytes()].concat();
    let latin: Vec<u8> = latin.into_iter().map(|b| if b == 0 { 0xe9 } else { b }).collect();
    let plain = "The storm of Monday took the roof of the old chapel, and nobody was hurt, said the mayor.\n\
                 It came from the sea without a warning, and the boats that were out had to wait for it.\n";
    let target = |n: usize| format!("WARC-Target-URI: <https://example.org/{n}>\r\n");
    vec![
        record("warcinfo", 100, "", b"software: test\r\n"),
        record("request", 101, &target(1), b"GET / HTTP/1.1\r\n\r\n"),
        response(1, "", &html),
        response(2, "Transfer-Encoding: chunked\r\n", &chunked(&html)),
        response(3, "Content-Encoding: gzip\r\n", &gzip(&html)),
        response(4, "Content-Encoding: br\r\n", &brotli(&html)),
        response(5, "Content-Encoding: zstd\r\n", &zstd),
        response(6, "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", &chunked(&gzip(&html))),
        // "deflate" is zlib by the standard and bare deflate by habit; both are met.
        response(10, "Content-Encoding: deflate\r\n", &all(ZlibEncoder::new(&*html, Compression::fast()))),
        response(11, "Content-Encoding: deflate\r\n", &all(DeflateEncoder::new(&*html, Compression::fast()))),
        record("resource", 7, &format!("{}Content-Type: text/html\r\n", target(7)), &html),
        record("response", 8, &target(8), &latin),
        record("conversion", 9, &format!("{}Content-Type: text/plain\r\n", target(9)), plain.as_bytes()),
        record("response", 102, &target(102), b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>No</p>"),
        record("response", 103, &target(103), b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG"),
        record("response", 104, "WARC-Target-URI: dns:example.org\r\nContent-Type: text/dns\r\n", b"1 IN A 192.0.2.1"),
        record("revisit", 105, &target(105), b"HTTP/1.1 200 OK\r\n\r\n"),
        record("metadata", 106, &target(106), b"fetchTimeMs: 5\r\n"),
    ]
}

#[test]
fn warc_records_of_all_kinds_are_read_or_passed_over() {
    let folder = folder("kinds");
    let records = records_of_all_kinds();
    let each: Vec<u8> = records.iter().flat_map(|r| gzip(r)).collect();
    let whole = gzip(&records.concat());
    let frames: Vec<u8> = records.iter().flat_map(|r| zstd::encode_all(r.as_slice(), 3).expect("memory")).collect();
    let inputs =
        [("plain.warc", records.concat()), ("each.warc.gz", each), ("whole.warc.gz", whole), ("each.warc.zst", frames)];
    for (name, bytes) in inputs {
        let input = write(&folder, name, &bytes);
        let out = folder.join(format!("{name}.jsonl"));
        let said = done(&[&input, "-o", &out.display().to_string()]);
        let rows = rows(&out);
        assert_eq!(rows.len(), 11, "{name}: {said}");
        assert!(rows.iter().all(|r| r["status"] == "ok"), "{name}: {:?}", column(&rows, "status"));
        let texts = column(&rows, "text");
        assert!(
            texts[..9].iter().all(|t| *t == texts[0] && t.contains("took the roof of the old chapel")),
            "{texts:?}"
        );
        assert!(texts[9].contains("the old caf\u{e9}, and"), "{}", texts[9]);
        assert_eq!(rows[9]["encoding"], "windows-1252");
        assert!(texts[10].starts_with("The storm of Monday") && texts[10].contains("without a warning"));
        assert_eq!(rows[8]["url"], "https://example.org/7");
        assert_eq!(
            (rows[0]["id"].as_str(), rows[0]["fetched"].as_str()),
            (Some("<urn:uuid:00000000-0000-4000-8000-000000000001>"), Some("2026-01-02T03:04:05Z"))
        );
        assert_eq!(rows[0]["number"], 2);
        for passed in
            ["request 1", "warcinfo 1", "revisit 1", "metadata 1", "HTTP 404 1", "image/png 1", "dns response 1"]
        {
            assert!(said.contains(passed), "{passed} is not in: {said}");
        }
    }
}

#[test]
fn an_offset_leads_to_its_record() {
    let folder = folder("offset");
    let records: Vec<Vec<u8>> = (0..5).map(|i| response(i, "", page(i).as_bytes())).collect();
    let plain = records.concat();
    let members: Vec<u8> = records.iter().flat_map(|r| gzip(r)).collect();
    for (name, bytes) in [("a.warc", plain), ("a.warc.gz", members)] {
        let input = write(&folder, name, &bytes);
        let out = folder.join(format!("{name}.jsonl"));
        done(&[&input, "-o", &out.display().to_string()]);
        for (i, row) in rows(&out).iter().enumerate() {
            let offset = usize::try_from(row["offset"].as_u64().expect("a number")).expect("small");
            let magic: &[u8] = if name.ends_with("gz") { b"\x1f\x8b" } else { b"WARC/1.1" };
            assert!(bytes[offset..].starts_with(magic), "{name} {i}");
            assert_eq!(row["number"], i);
        }
    }
}

#[test]
fn json_lines_have_fields_by_any_name_and_compression() {
    let folder = folder("jsonl");
    let lines = json_lines(20);
    let inputs = [
        ("a.jsonl", lines.clone().into_bytes()),
        ("a.jsonl.gz", gzip(lines.as_bytes())),
        ("a.ndjson.zst", zstd::encode_all(lines.as_bytes(), 3).expect("memory")),
        ("a.jsonl.two.gz", [gzip(&lines.as_bytes()[..5000]), gzip(&lines.as_bytes()[5000..])].concat()),
    ];
    for (name, bytes) in inputs {
        let (input, out) = (write(&folder, name, &bytes), folder.join(format!("{name}.out.jsonl")));
        done(&[&input, "-o", &out.display().to_string()]);
        let rows = rows(&out);
        let ids: Vec<String> = (0..20).map(|i| format!("page-{i}")).collect();
        assert_eq!(column(&rows, "id"), ids, "{name}");
        assert_eq!(rows[3]["url"], "https://example.org/3");
        assert!(rows[3]["text"].as_str().is_some_and(|t| t.contains("the 3th of its kind")));
    }
    let other = serde_json::json!({ "key": 17, "link": "https://example.org/x", "content": page(1) }).to_string();
    let (input, out) = (write(&folder, "other.jsonl", other.as_bytes()), folder.join("other.out.jsonl"));
    let out = out.display().to_string();
    done(&[&input, "-o", &out, "--html-field", "content", "--url-field", "link", "--id-field", "key"]);
    let rows = rows(&out);
    assert_eq!((rows[0]["id"].as_str(), rows[0]["url"].as_str()), (Some("17"), Some("https://example.org/x")));
}

#[test]
fn folders_lists_patterns_and_standard_input_are_the_same_pages() {
    let folder = folder("tree");
    for i in 0..12 {
        write(&folder, &format!("site/{}/{i:02}.html", i % 3), page(i).as_bytes());
    }
    write(&folder, "site/0/style.css", b"p { color: red }");
    let site = folder.join("site").display().to_string();
    let out = |name: &str| folder.join(name).display().to_string();

    write(&folder, "site/index.php", page(0).as_bytes());
    let said = done(&[&site, "-o", &out("folder.jsonl")]);
    assert!(said.contains("not read     .css 1 \u{b7} .php 1"), "{said}");
    let from_folder = rows(out("folder.jsonl"));
    assert_eq!(from_folder.len(), 12);
    let ids = column(&from_folder, "id");
    assert!(ids.is_sorted() && ids[0].ends_with("site/0/00.html"), "{ids:?}");

    done(&[&format!("{site}/*/*.html"), "-o", &out("pattern.jsonl")]);
    assert_eq!(rows(out("pattern.jsonl")), from_folder);

    let list = write(&folder, "list.txt", ids.join("\n").as_bytes());
    done(&["--files-from", &list, "-o", &out("list.jsonl")]);
    assert_eq!(rows(out("list.jsonl")), from_folder);

    let args = ["--files-from", "-", "-o", &out("piped.jsonl")];
    let mut child = command(&args).stdin(Stdio::piped()).spawn().expect("the program runs");
    child.stdin.take().expect("stdin").write_all(ids.join("\n").as_bytes()).expect("written");
    assert_eq!(child.wait_with_output().expect("an end").status.code(), Some(0));
    assert_eq!(rows(out("piped.jsonl")), from_folder);

    let mut child = command(&["-", "-o", &out("stdin.jsonl")]).stdin(Stdio::piped()).spawn().expect("the program runs");
    child.stdin.take().expect("stdin").write_all(&gzip(json_lines(30).as_bytes())).expect("written");
    assert_eq!(child.wait_with_output().expect("an end").status.code(), Some(0));
    assert_eq!(rows(out("stdin.jsonl")).len(), 30);
}

#[test]
#[cfg(unix)]
fn a_link_back_is_no_file() {
    let folder = folder("loop");
    write(&folder, "site/a.html", page(1).as_bytes());
    std::os::unix::fs::symlink(".", folder.join("site/back")).expect("a link");
    let out = folder.join("out.jsonl").display().to_string();
    done(&[&folder.join("site").display().to_string(), "-o", &out]);
    assert_eq!(rows(&out).len(), 1);
}

#[test]
fn an_output_that_is_an_input_is_refused_before_anything_is_removed() {
    let folder = folder("own");
    let lines = json_lines(3);
    let input = write(&folder, "p.jsonl", lines.as_bytes());
    let around = folder.join("more/../p.jsonl").display().to_string();
    std::fs::create_dir(folder.join("more")).expect("a folder");
    let (here, parts) = (folder.display().to_string(), folder.join("parts/").display().to_string());
    let part = write(&folder, "parts/part-00000.jsonl", lines.as_bytes());
    let runs: [&[&str]; 4] = [
        &[&input, "-o", &input, "--overwrite"],
        &[&input, "-o", &around, "--overwrite"],
        &[&here, "-o", &input, "--overwrite"],
        &[&part, "-o", &parts, "--overwrite"],
    ];
    for args in runs {
        let output = run(args);
        assert!(output.status.code() == Some(2) && err(&output).contains("name another output"), "{}", err(&output));
        assert!(std::fs::read_to_string(&input).is_ok_and(|t| t == lines) && std::path::Path::new(&part).exists());
    }
    // A finished output in the folder of its inputs is left as it is.
    let out = folder.join("out.jsonl").display().to_string();
    done(&[&here, "-o", &out, "--resume"]);
    done(&[&here, "-o", &out, "--resume"]);
}

#[test]
fn what_a_run_writes_is_no_input_of_it() {
    let folder = folder("inside");
    for i in 0..4 {
        write(&folder, &format!("{i}.jsonl"), json_lines(20).as_bytes());
        write(&folder, &format!("zoo/{i}.jsonl"), json_lines(20).as_bytes());
    }
    let here = folder.display().to_string();
    for out in ["out/", "all.jsonl"] {
        let out = folder.join(out).display().to_string();
        done(&[&here, "-o", &out, "--part-size", "0.02"]);
    }
    let parts = std::fs::read_dir(folder.join("out")).expect("parts").flatten();
    let rows_of_parts: usize = parts.map(|part| rows(part.path()).len()).sum();
    assert_eq!(rows_of_parts, 160);
    // The second run reads the parts of the first, and not its own.
    assert_eq!(rows(folder.join("all.jsonl")).len(), 320);
}

#[test]
fn any_number_is_a_limit_and_an_empty_page_leaves_its_text() {
    let folder = folder("edges");
    let text = "The storm of Monday took the roof of the old chapel, and nobody was hurt.";
    let line = format!("\u{feff}{}\n", serde_json::json!({ "html": "", "text": text }));
    let lines = write(&folder, "a.jsonl", line.as_bytes());
    let warc = write(&folder, "b.warc", &response(0, "", page(0).as_bytes()));
    let html = write(&folder, "c.html", page(1).as_bytes());
    let out = folder.join("out.jsonl");
    done(&[&lines, &warc, &html, "-o", &out.display().to_string(), "--max-bytes", &u64::MAX.to_string()]);
    let rows = rows(&out);
    assert_eq!(column(&rows, "text")[0], text);
    assert!(rows.len() == 3 && rows.iter().all(|r| r["status"] == "ok"), "{rows:?}");
}

#[test]
fn wrong_inputs_are_told_before_anything_is_written() {
    let folder = folder("wrong");
    let nothing = crate::support::folder("wrong-empty").display().to_string();
    let out = folder.join("out.jsonl").display().to_string();
    for (inputs, expected) in [
        (vec!["no-such.warc.gz"], "no such file"),
        (vec!["no-such-*.warc.gz"], "no file matches"),
        (vec!["--files-from", "no-such.txt"], "list cannot be read"),
        (vec![], "no input"),
        (vec!["-", "--format", "csv"], "the forms are jsonl"),
        (vec!["-", "--shard", "9/8"], "1/4 to 4/4"),
        (vec!["-", "--part-size", "0"], "more than 0 MB"),
        (vec!["-", "-j", "1025"], "give a number up to 1024"),
        (vec!["-", "-j", "18446744073709551615"], "give a number up to 1024"),
        (vec![&*nothing], "no name in it is that of a WARC, JSONL or HTML file"),
    ] {
        let output = run(&[inputs.as_slice(), &["-o", &out]].concat());
        assert!(output.status.code() == Some(2) && err(&output).contains(expected), "{inputs:?}: {}", err(&output));
        assert_eq!(std::fs::read_dir(&folder).expect("the folder").count(), 0);
    }
    let parquet = if cfg!(feature = "parquet") { "no such file" } else { "build bodycopy with `--features parquet`" };
    for (out, expected) in [("out.csv", "names no form"), ("-", "is written to files"), ("out.parquet", parquet)] {
        let output = run(&["no-such.html", "-o", out]);
        assert!(err(&output).contains(expected) && output.status.code() == Some(2), "{out}: {}", err(&output));
    }
}

#[test]
fn shards_are_disjoint_and_complete() {
    let folder = folder("shards");
    let one = write(&folder, "one.jsonl", json_lines(25).as_bytes());
    let many = folder.join("many").display().to_string();
    for i in 0..10 {
        write(&folder, &format!("many/{i}.html"), page(i).as_bytes());
    }
    // Requests and responses by turns: each machine gets its share of the pages.
    let turns: Vec<u8> = (0..90)
        .flat_map(|i| [record("request", i, "", b"GET / HTTP/1.1"), response(i, "", page(i).as_bytes())].concat())
        .collect();
    let turns = write(&folder, "turns.warc", &turns);
    for (input, count) in [(&one, 25), (&many, 10), (&turns, 90)] {
        let mut all: Vec<String> = Vec::new();
        for shard in 1..=3 {
            let out = folder.join(format!("{count}-{shard}.jsonl")).display().to_string();
            done(&[input, "-o", &out, "--shard", &format!("{shard}/3")]);
            let rows = rows(&out);
            assert!(rows.len().abs_diff(count / 3) <= count / 6, "{} of {count}", rows.len());
            all.extend(column(&rows, "id").into_iter().map(str::to_owned));
        }
        assert_eq!(all.len(), count);
        all.sort();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}

#[test]
fn what_the_user_says_an_input_is_goes_before_what_its_record_says() {
    let folder = folder("told");
    let text = "<p>The storm of Monday took the roof of the old chapel, and nobody was hurt.</p>";
    let lines = write(&folder, "a.jsonl", serde_json::json!({ "text": text }).to_string().as_bytes());
    let wet = write(&folder, "b.wet", &record("conversion", 1, "Content-Type: text/plain\r\n", text.as_bytes()));
    let out = folder.join("out.jsonl").display().to_string();
    for (from, expected) in [("auto", text), ("text", text), ("html", &text[3..text.len() - 4])] {
        done(&[&lines, &wet, "-o", &out, "--overwrite", "--from", from]);
        assert_eq!(column(&rows(&out), "text"), [expected; 2], "{from}");
    }
}

#[test]
fn a_page_that_begins_with_a_brace_is_no_json() {
    let folder = folder("braces");
    let starts = ["{% raw %}", "{{ head }}", "{"];
    for (i, start) in starts.iter().enumerate() {
        write(&folder, &format!("{i}.page"), format!("{start}{}", page(i)).as_bytes());
    }
    write(&folder, "3.page", format!("{{ }}\n{{\n{}", json_lines(1).trim_start_matches('{')).as_bytes());
    let (pattern, out) = (folder.join("*.page").display().to_string(), folder.join("out.jsonl").display().to_string());
    run(&[&pattern, "-o", &out]);
    assert_eq!(column(&rows(&out), "status"), ["ok"; 3]);
    // An object without a page, and one that is torn: two lines of JSON.
    assert_eq!(rows(format!("{out}.errors.jsonl")).len(), 3);
}
