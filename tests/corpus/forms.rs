//! What is written can be read back.

use std::fs;
use std::io::Read;

use flate2::read::MultiGzDecoder;

use crate::support::{column, done, folder, json_lines, page, record, rows, write};

#[test]
fn compressed_lines_are_the_plain_lines() {
    let folder = folder("compressed");
    let input = write(&folder, "in.jsonl", json_lines(30).as_bytes());
    let out = |name: &str| folder.join(name).display().to_string();
    for name in ["a.jsonl", "a.jsonl.gz", "a.jsonl.zst"] {
        done(&[&input, "-o", &out(name), "--part-size", "0.005"]);
    }
    let plain = fs::read(out("a.jsonl")).expect("lines");
    let mut gz = Vec::new();
    MultiGzDecoder::new(&*fs::read(out("a.jsonl.gz")).expect("gzip")).read_to_end(&mut gz).expect("gzip");
    assert!(gz == plain);
    assert!(zstd::decode_all(&*fs::read(out("a.jsonl.zst")).expect("zstd")).expect("zstd") == plain);
    assert_eq!(rows(out("a.jsonl")).len(), 30);
}

#[test]
fn columns_are_those_that_are_documented() {
    let folder = folder("columns");
    let input = write(&folder, "in.jsonl", json_lines(1).as_bytes());
    let manual = include_str!("../../docs/corpus.md");
    for (option, text) in [(None, "text"), (Some("--markdown"), "markdown")] {
        let out = folder.join(format!("{text}.jsonl")).display().to_string();
        done(&[&[input.as_str(), "-o", &out, "--ledger"], option.as_slice()].concat());
        let rows = rows(&out);
        let names: Vec<&String> = rows[0].as_object().expect("an object").keys().collect();
        assert_eq!(names.len(), 19);
        assert!(names.iter().all(|n| manual.contains(&format!("| `{n}` |"))), "{names:?}");
        assert!(rows[0][text].as_str().is_some_and(|t| t.contains("the old chapel")));
        assert!(rows[0]["ledger"].as_array().is_some_and(|l| l.iter().any(|d| d["text"].to_string().contains("News"))));
        assert_eq!(rows[0]["language"], "en");
        assert!(rows[0]["model"].as_str().is_some_and(|m| m.len() == 16));
    }
}

#[test]
fn conversion_records_are_read_back_by_ourselves() {
    let folder = folder("wet");
    let input = write(&folder, "in.jsonl", json_lines(12).as_bytes());
    let lines = folder.join("straight.jsonl").display().to_string();
    done(&[&input, "-o", &lines]);
    for name in ["a.warc", "a.warc.gz"] {
        let wet = folder.join(name).display().to_string();
        let back = folder.join(format!("{name}.jsonl")).display().to_string();
        done(&[&input, "-o", &wet, "--part-size", "0.004"]);
        done(&[&wet, "-o", &back]);
        let (straight, back) = (rows(&lines), rows(&back));
        assert_eq!(column(&back, "url"), column(&straight, "url"));
        assert_eq!(column(&back, "text"), column(&straight, "text"), "text that was cleaned stays as it is");
        let mut ids = column(&back, "id");
        assert!(ids[0].starts_with("<urn:uuid:") && ids[0].len() == 47, "{}", ids[0]);
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), 12);
    }
}

#[test]
fn conversion_records_of_markdown_are_read_back_by_ourselves() {
    let folder = folder("wet-markdown");
    let line = serde_json::json!({ "html": page(1).replace("old chapel", "<em>old</em> <a href=/chapel>chapel</a>") });
    let input = write(&folder, "in.jsonl", line.to_string().as_bytes());
    let out = |name: &str| folder.join(name).display().to_string();
    done(&[&input, "-o", &out("a.warc"), "--markdown"]);
    done(&[&out("a.warc"), "-o", &out("back.jsonl")]);
    done(&[&input, "-o", &out("straight.jsonl")]);
    let (straight, back) = (rows(out("straight.jsonl")), rows(out("back.jsonl")));
    assert!(straight.len() == 1 && column(&back, "text")[0].ends_with(column(&straight, "text")[0]), "{back:?}");
}

#[test]
fn texts_have_a_file_each_and_an_index() {
    let folder = folder("texts");
    for i in 0..9 {
        write(&folder, &format!("site/{i}.html"), page(i).as_bytes());
    }
    write(&folder, "site/empty.html", b"");
    let out = folder.join("texts").display().to_string();
    done(&[&folder.join("site").display().to_string(), "-o", &out, "-f", "text", "--part-size", "0.003"]);
    let mut seen = 0;
    for part in fs::read_dir(&out).expect("the folder").flatten() {
        for row in rows(part.path().join("index.jsonl")) {
            assert!(row.get("text").is_none());
            if let Some(file) = row["file"].as_str() {
                seen += 1;
                assert!(fs::read_to_string(part.path().join(file)).expect("a text").contains("the old chapel"));
            }
        }
    }
    assert_eq!(seen, 9);
}

#[test]
fn no_pages_give_an_empty_output() {
    let folder = folder("nothing");
    let input = write(&folder, "in.warc", &record("warcinfo", 0, "", b"software: test\r\n"));
    for name in ["a.jsonl", "a.jsonl.gz", "a.warc"] {
        let out = folder.join(name);
        done(&[&input, "-o", &out.display().to_string()]);
        assert!(out.exists());
    }
}

#[cfg(feature = "parquet")]
fn value(field: &parquet::record::Field) -> serde_json::Value {
    use parquet::record::Field;
    match field {
        Field::Str(text) => text.as_str().into(),
        Field::Double(number) => (*number).into(),
        Field::Long(number) => (*number).into(),
        Field::ListInternal(list) => list.elements().iter().map(value).collect(),
        Field::Group(row) => object(row),
        _ => serde_json::Value::Null,
    }
}

#[cfg(feature = "parquet")]
fn object(row: &parquet::record::Row) -> serde_json::Value {
    row.get_column_iter().map(|(name, field)| (name.clone(), value(field))).collect()
}

/// The number of row groups, and the rows as the library of the format reads them.
#[cfg(feature = "parquet")]
fn table(path: &std::path::Path) -> (usize, Vec<serde_json::Value>) {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    let reader = SerializedFileReader::new(fs::File::open(path).expect("a file")).expect("Parquet");
    let rows = reader.get_row_iter(None).expect("rows").map(|row| object(&row.expect("a row")));
    (reader.metadata().num_row_groups(), rows.collect())
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_holds_what_lines_hold() {
    let folder = folder("parquet");
    let mut lines = json_lines(12);
    // A page without anything: lists are empty, columns null.
    lines.push_str("{\"html\": \"\"}\n");
    let input = write(&folder, "in.jsonl", lines.as_bytes());
    let out = |name: &str| folder.join(name);
    done(&[&input, "-o", &out("a.jsonl").display().to_string(), "--ledger"]);
    let expected = rows(out("a.jsonl"));
    for (size, groups) in [("64", 1), ("0.005", 2)] {
        let to = out(&format!("{groups}.parquet"));
        done(&[&input, "-o", &to.display().to_string(), "--ledger", "--part-size", size]);
        let (found, rows) = table(&to);
        assert!(found >= groups, "{found} row groups");
        assert_eq!(rows, expected);
    }
    let nothing = write(&folder, "nothing.jsonl", b"");
    done(&[&nothing, "-o", &out("nothing.parquet").display().to_string()]);
    assert_eq!(table(&out("nothing.parquet")), (0, Vec::new()));
}
