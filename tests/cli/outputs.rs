//! Where articles go, and what is never written over.

use std::fs;
use std::process::{Command, Stdio};

use super::program::{err, out, run};
use super::{STORM, folder, page};

#[test]
fn output_goes_to_a_file_or_to_a_folder_without_overwriting() {
    let folder = folder("output");
    fs::create_dir_all(folder.join("a")).expect("a folder");
    let (one, two) = (page(&folder, "p.html", STORM.as_bytes()), page(&folder, "a/p.html", STORM.as_bytes()));
    let file = folder.join("p.md").display().to_string();
    assert_eq!(run(&["--from", "body", "-f", "markdown", &one, "-o", &file]).status.code(), Some(0));
    assert!(fs::read_to_string(&file).is_ok_and(|t| t.contains("old chapel")));
    let out = folder.join("out/").display().to_string();
    assert_eq!(run(&["--from", "body", &one, &two, "-o", &out]).status.code(), Some(0));
    assert_eq!(fs::read_dir(folder.join("out")).map(Iterator::count).ok(), Some(2));
}

#[test]
fn an_output_that_is_an_input_is_refused_before_anything_is_written() {
    let folder = folder("self");
    fs::create_dir_all(folder.join("more")).expect("a folder");
    let (a, b) = (page(&folder, "a.html", STORM.as_bytes()), page(&folder, "b.html", STORM.as_bytes()));
    let (here, around) = (folder.display().to_string(), folder.join("more/../b.html").display().to_string());
    let (words, linked) = (page(&folder, "words.txt", b"[see-also]\nstart dig deeper\n"), folder.join("linked.html"));
    fs::hard_link(&a, &linked).expect("a link");
    let linked = linked.display().to_string();
    let runs: [&[&str]; 7] = [
        &["--from", "body", &a, "-o", &linked],
        &["--from", "body", "--lexicon", &words, &a, "-o", &words],
        &["corpus", "--lexicon", &words, &a, "-o", &words, "-f", "jsonl", "--overwrite"],
        &["--from", "body", "-f", "html", &a, &b, "-o", &here],
        &["--from", "body", &b, "-o", &around],
        &["explain", &a, "-o", &a],
        &["check", &a, "--junit", &a],
    ];
    for args in runs {
        let output = run(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(err(&output).contains("name another output"), "{args:?}: {}", err(&output));
    }
    for name in [&a, &b] {
        assert!(fs::read_to_string(name).is_ok_and(|page| page == STORM), "{name} is not what it was");
    }
    assert!(fs::read_to_string(&words).is_ok_and(|words| words.starts_with("[see-also]")), "the lexicon is gone");
}

#[test]
fn json_of_several_inputs_goes_into_one_file_and_other_forms_do_not() {
    let folder = folder("one-file");
    let (a, b) = (page(&folder, "a.html", STORM.as_bytes()), page(&folder, "b.html", STORM.as_bytes()));
    let file = |name: &str| folder.join(name).display().to_string();
    for _ in 0..2 {
        assert_eq!(run(&["--from", "body", &a, &b, "-o", &file("out.jsonl")]).status.code(), Some(0));
    }
    let lines = fs::read_to_string(file("out.jsonl")).expect("a file of lines");
    assert!(lines.lines().count() == 2 && lines.lines().all(|l| l.starts_with("{\"source\"")), "{lines}");
    let output = run(&["--from", "body", &a, &b, "-o", &file("out.md")]);
    assert!(output.status.code() == Some(2) && err(&output).contains("out.md/"), "{}", err(&output));
    assert_eq!(run(&["--from", "body", "--include", "title", &a, "-o", &file("one.md")]).status.code(), Some(0));
    assert!(fs::read_to_string(file("one.md")).is_ok_and(|text| text.starts_with("# Storm")));
    let output = run(&["--from", "body", "--include", "title", &a, "-o", "-"]);
    assert!(out(&output).starts_with("Storm") && !std::path::Path::new("-").exists(), "{}", out(&output));
}

#[test]
fn a_page_without_an_article_does_not_touch_a_file_that_is_older() {
    let folder = folder("stale");
    let one = page(&folder, "one.html", STORM.as_bytes());
    let (file, out) = (folder.join("one.txt"), folder.join("out"));
    let to = [file.display().to_string(), format!("{}/", out.display())];
    to.iter().for_each(|to| assert_eq!(run(&["--from", "body", &one, "-o", to]).status.code(), Some(0)));
    assert!(file.exists() && out.join("one.txt").exists());
    page(&folder, "one.html", b"");
    for to in &to {
        let output = run(&["--from", "body", &one, "-o", to]);
        assert_eq!(output.status.code(), Some(1));
        assert!(err(&output).contains("one.txt: not written"), "{}", err(&output));
    }
    assert!(file.exists() && out.join("one.txt").exists());
}

#[test]
fn an_output_that_cannot_be_written_does_not_end_the_others() {
    let folder = folder("unwritten");
    let pages = ["a", "b", "c"].map(|name| page(&folder, &format!("{name}.html"), STORM.as_bytes()));
    let to = folder.join("out");
    fs::create_dir_all(to.join("b.txt")).expect("a folder in the way");
    let long = page(&folder, &format!("{}.html", "l".repeat(250)), STORM.as_bytes());
    let mut args = vec!["--from", "body", "-o"];
    let name = format!("{}/", to.display());
    args.extend([&name, &pages[0], &pages[1], &long, &pages[2]].map(String::as_str));
    let output = run(&args);
    assert!(output.status.code() == Some(2) && err(&output).contains("b.txt: cannot be written"), "{}", err(&output));
    let written = [String::from("a"), "l".repeat(200), String::from("c")];
    written.iter().for_each(|stem| assert!(to.join(format!("{stem}.txt")).is_file(), "{stem}: {}", err(&output)));
}

#[test]
fn the_ledger_counts_the_words_of_every_script() {
    let text = "\u{6e2f}\u{53e3}\u{5468}\u{4e00}\u{7684}\u{98ce}\u{66b4}\u{3002}".repeat(6);
    let page = page(&folder("signs"), "p.html", format!("<p>{text}</p>").as_bytes());
    let (output, words) = (run(&["--from", "body", "--ledger", &page]), bodycopy::segment::count_words(&text));
    assert!(words > 12 && err(&output).contains(&format!("{words} words kept, 0 dropped")), "{}", err(&output));
}

#[test]
fn who_reads_no_further_does_not_hide_an_unreadable_input() {
    let folder = folder("unread");
    let (good, missing) = (page(&folder, "p.html", STORM.as_bytes()), folder.join("missing.html"));
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let mut program = Command::new(env!("CARGO_BIN_EXE_bodycopy"));
    program.args(["--from", "body", "-f", "json"]).arg(missing).args([&good, &good]);
    let status = program.stdout(writer).stderr(Stdio::null()).status().expect("an end");
    assert_eq!(status.code(), Some(2));
}

#[test]
fn a_limit_that_is_met_before_any_text_leaves_no_article() {
    let folder = folder("nothing-read");
    let (one, to) = (page(&folder, "one.html", STORM.as_bytes()), folder.join("one.txt"));
    let output = run(&["--from", "body", "--limit", "text=0", &one, "-o", &to.display().to_string()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("before any text; raise it with --limit text=N"), "{}", err(&output));
    assert!(!to.exists());
}
