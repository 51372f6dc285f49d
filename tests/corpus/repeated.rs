//! `--dedup-boilerplate`.

use crate::support::{done, err, folder, json_lines, page, rows, run, write};

const NOTICE: &str = "We at the Harbour Courier believe in what people tell us, and we print it as it is.";

#[test]
fn a_notice_on_all_pages_of_a_host_goes_with_its_reason() {
    let folder = folder("dedup");
    let line = |i: usize, host: &str| {
        let html = page(i).replace("</article>", &format!("<p>{NOTICE}</p></article>"));
        serde_json::json!({ "url": format!("https://{host}/{i}"), "html": html }).to_string()
    };
    let mut lines: Vec<String> = (0..20).map(|i| line(i, "courier.example")).collect();
    lines.extend((20..23).map(|i| line(i, "other.example")));
    let input = write(&folder, "in.jsonl", lines.join("\n").as_bytes());
    let (off, on) = (folder.join("off.jsonl"), folder.join("on.jsonl"));
    done(&[&input, "-o", &off.display().to_string()]);
    let said = done(&[&input, "-o", &on.display().to_string(), "--ledger", "--dedup-boilerplate"]);
    assert!(said.contains("repeated 360"), "{said}");
    let has = |row: &serde_json::Value| row["text"].as_str().is_some_and(|t| t.contains(NOTICE));
    assert!(rows(&off).iter().all(has));
    let rows = rows(&on);
    assert!(!rows[..20].iter().any(has), "{}", rows[0]["text"]);
    assert!(rows[20..].iter().all(has), "three pages are too few");
    assert!(rows.iter().all(|r| r["text"].as_str().is_some_and(|t| t.contains("the old chapel"))));
    let reasons: Vec<&str> = rows[3]["ledger"]
        .as_array()
        .expect("a ledger")
        .iter()
        .filter(|d| d["by"] == "corpus")
        .filter_map(|d| d["reason"].as_str())
        .collect();
    assert_eq!(reasons, ["repeated on 20 of 20 pages of courier.example"]);
}

#[test]
fn a_stream_is_refused_before_anything_is_written() {
    let folder = folder("dedup-stream");
    let out = folder.join("out.jsonl").display().to_string();
    let refused = run(&["-", "-o", &out, "--dedup-boilerplate"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(err(&refused).contains("reads the input twice, so it needs files"), "{}", err(&refused));
    let input = write(&folder, "in.jsonl", json_lines(3).as_bytes());
    done(&[&input, "-o", &out, "--dedup-boilerplate"]);
    assert_eq!(rows(&out).len(), 3);
}
