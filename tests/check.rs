//! Saved pages as snapshot tests, at the command line and in a test.
#![cfg(all(feature = "cli", feature = "snapshot"))]

mod program;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use bodycopy::snapshot::{Kind, Part, State, check};
use bodycopy::{Cleaner, Options};
use program::{err, out};

const STORM: &str = "The storm of Monday took the roof of the old chapel, and nobody was hurt.\n\n5 min read\n\nIt came from the sea without a warning.\n";
const FERRY: &str =
    "The night ferry gets a new bell on Friday.\n\nSee also: What became of the coal\n\nThe captain is content.\n";

/// A folder with two pages and their snapshots, and one folder deeper a third.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("check").join(name);
    // A folder of an earlier run may or may not be there.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("more")).expect("a folder for the test");
    for (name, text) in [("storm.txt", STORM), ("ferry.txt", FERRY), ("more/bell.txt", FERRY)] {
        fs::write(folder.join(name), text).expect("a page");
    }
    assert_eq!(run(&folder, &["--accept"], "").status.code(), Some(0));
    folder
}

fn run(folder: &Path, args: &[&str], answers: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bodycopy"));
    command.arg("check").args(args).current_dir(folder);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program runs");
    child.stdin.take().expect("standard input").write_all(answers.as_bytes()).expect("answers");
    child.wait_with_output().expect("an end")
}

/// With a standard output that nobody reads.
fn run_unread(folder: &Path, args: &[&str]) -> Option<i32> {
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let mut command = Command::new(env!("CARGO_BIN_EXE_bodycopy"));
    command.arg("check").args(args).current_dir(folder).stdin(Stdio::null()).stdout(writer).stderr(Stdio::null());
    command.status().expect("an end").code()
}

fn replace(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).expect("a file");
    assert!(text.contains(from), "{from} is not in {}", path.display());
    fs::write(path, text.replace(from, to)).expect("a file");
}

/// Page and state of each line of JSON.
fn states(output: &Output) -> Vec<(String, String)> {
    let objects = out(output);
    let objects = objects.lines().map(|l| serde_json::from_str::<serde_json::Value>(l).expect("JSON"));
    objects.map(|o| (o["page"].as_str().unwrap_or("").into(), o["state"].as_str().unwrap_or("").into())).collect()
}

#[test]
fn nothing_differs_until_a_page_or_the_cleaning_changes() {
    let folder = folder("same");
    let same = run(&folder, &[], "");
    assert_eq!((same.status.code(), out(&same).as_str()), (Some(0), ""), "{}", err(&same));
    assert!(err(&same).contains("3 same"), "{}", err(&same));
    // Version control may write other ends of lines.
    replace(&folder.join("storm.txt.snap"), "\n", "\r\n");
    assert_eq!(run(&folder, &["."], "").status.code(), Some(0));
}

#[test]
fn new_changed_missing_and_orphaned_are_told_apart() {
    let folder = folder("states");
    fs::write(folder.join("fog.txt"), STORM).expect("a page");
    replace(&folder.join("storm.txt"), "Monday", "Tuesday");
    fs::remove_file(folder.join("ferry.txt")).expect("removed");
    let all = run(&folder, &["--json"], "");
    assert_eq!(all.status.code(), Some(1));
    let wanted =
        [("./ferry.txt", "orphaned"), ("./fog.txt", "new"), ("./more/bell.txt", "same"), ("./storm.txt", "changed")];
    let wanted: Vec<(String, String)> = wanted.iter().map(|(p, s)| ((*p).into(), (*s).into())).collect();
    assert_eq!(states(&all), wanted);
    assert_eq!(states(&run(&folder, &["--json", "ferry.txt"], "")), [("ferry.txt".to_owned(), "missing".to_owned())]);
    let accepted = run(&folder, &["--accept"], "");
    assert_eq!(accepted.status.code(), Some(0), "{}", err(&accepted));
    assert!(!folder.join("ferry.txt.snap").exists() && folder.join("fog.txt.snap").exists());
    assert_eq!(run(&folder, &[], "").status.code(), Some(0));
}

#[test]
fn a_difference_is_shown_by_words_and_names_its_rule() {
    let folder = folder("rules");
    replace(&folder.join("storm.txt"), "Monday", "Tuesday");
    let changed = out(&run(&folder, &[], ""));
    assert!(changed.contains("[-Monday-]") && changed.contains("{+Tuesday+}"), "{changed}");
    let come = out(&run(&folder, &["--without", "see-also", "ferry.txt"], ""));
    assert!(come.contains("+ See also: What became of the coal\n      no longer dropped by see-also"), "{come}");
    run(&folder, &["--without", "see-also", "ferry.txt", "--accept"], "");
    let gone = out(&run(&folder, &["ferry.txt"], ""));
    assert!(gone.contains("- See also: What became of the coal\n      now dropped by see-also"), "{gone}");
}

#[test]
fn a_review_asks_one_by_one() {
    let folder = folder("review");
    replace(&folder.join("storm.txt"), "Monday", "Tuesday");
    replace(&folder.join("ferry.txt"), "night ferry", "last ferry");
    replace(&folder.join("more/bell.txt"), "night ferry", "last ferry");
    let review = run(&folder, &["--review"], "what?\na\ns\nq\n");
    assert_eq!(review.status.code(), Some(1));
    assert!(out(&review).contains("(1 of 3) ") && err(&review).contains("1 of 3 accepted"), "{}", err(&review));
    let states: Vec<String> = states(&run(&folder, &["--json"], "")).into_iter().map(|(_, s)| s).collect();
    assert_eq!(states, ["same", "changed", "changed"]);
    assert_eq!(run(&folder, &["--review"], "l\n").status.code(), Some(0));
    assert_eq!(run(&folder, &[], "").status.code(), Some(0));
}

#[test]
fn a_damaged_snapshot_is_named_and_the_others_go_on() {
    let folder = folder("damaged");
    fs::write(folder.join("ferry.txt.snap"), "no snapshot").expect("a file");
    replace(&folder.join("storm.txt"), "Monday", "Tuesday");
    let output = run(&folder, &[], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(out(&output).contains("damaged") && out(&output).contains("{+Tuesday+}"), "{}", out(&output));
}

#[test]
fn snapshots_of_other_programs_are_left_alone() {
    let folder = folder("foreign");
    let foreign = "---\nsource: src/lib.rs\nexpression: page\n---\n<p>The storm</p>\n";
    let files = [("render_index.html.snap", foreign), ("broken.html.snap", "no head"), ("storm.txt.snap", foreign)];
    files.iter().for_each(|(name, file)| fs::write(folder.join(name), file).expect("a file"));
    let output = run(&folder, &["--accept"], "");
    // That of a page is in the way.
    assert_eq!(output.status.code(), Some(2));
    assert!(out(&output).contains("another program") && !out(&output).contains("orphaned"), "{}", out(&output));
    for (name, file) in files {
        assert!(fs::read_to_string(folder.join(name)).is_ok_and(|now| now == file), "{name}");
    }
    assert_eq!(run(&folder, &["render_index.html"], "").status.code(), Some(2));
}

#[test]
fn any_text_can_be_accepted() {
    let folder = folder("odd");
    fs::write(folder.join("odd.txt"), format!("~~~ dropped by rules ~~~\n\n{STORM}")).expect("a page");
    assert_eq!(run(&folder, &["--accept"], "").status.code(), Some(0));
    let again = run(&folder, &[], "");
    assert_eq!(again.status.code(), Some(0), "{}", out(&again));
}

#[test]
fn nothing_that_is_shown_turns_the_order_of_a_line() {
    let folder = folder("order");
    fs::write(folder.join("o\u{202e}dd.txt"), "The storm \u{202e}of Monday took the roof.\n").expect("a page");
    run(&folder, &["--accept"], "");
    replace(&folder.join("o\u{202e}dd.txt"), "roof", "tower");
    let shown = out(&run(&folder, &[], ""));
    assert!(shown.contains("tower") && !shown.contains('\u{202e}'), "{shown:?}");
}

#[test]
fn a_folder_may_be_called_like_a_snapshot() {
    let folder = folder("called");
    fs::create_dir(folder.join("old.snap")).expect("a folder");
    fs::write(folder.join("old.snap/fog.txt"), STORM).expect("a page");
    for name in ["old.snap", "old.snap/"] {
        let output = run(&folder, &["--json", name], "");
        let page = Path::new(name).join("fog.txt").display().to_string();
        assert_eq!(states(&output), [(page, "new".to_owned())], "{}", err(&output));
    }
}

#[test]
fn a_wrong_path_is_explained() {
    let folder = folder("wrong");
    let missing = run(&folder, &["no-such-folder"], "");
    assert!(missing.status.code() == Some(2) && err(&missing).contains("no such file"), "{}", err(&missing));
    fs::create_dir(folder.join("empty")).expect("a folder");
    assert!(err(&run(&folder, &["empty"], "")).contains("*.html"));
}

#[test]
fn who_reads_no_further_changes_nothing() {
    let folder = folder("unread");
    replace(&folder.join("storm.txt"), "Monday", "Tuesday");
    for args in [&[][..], &["--json"], &["--review"]] {
        assert_eq!(run_unread(&folder, args), Some(1), "{args:?}");
    }
    assert_eq!(run_unread(&folder, &["--accept"]), Some(0));
    assert_eq!(run(&folder, &[], "").status.code(), Some(0), "nothing was taken");
}

#[test]
fn a_junit_report_counts_and_escapes() {
    let folder = folder("junit");
    fs::write(folder.join("a&b.txt"), "The storm <took> the roof of the old \u{1b}chapel & of the tower.\n")
        .expect("a page");
    run(&folder, &["--accept"], "");
    replace(&folder.join("a&b.txt"), "<took>", "<left>");
    let output = run(&folder, &["--junit", "report.xml"], "");
    assert_eq!(output.status.code(), Some(1));
    let report = fs::read_to_string(folder.join("report.xml")).expect("a report");
    assert!(report.starts_with("<?xml") && report.contains("tests=\"4\" failures=\"1\" errors=\"0\""), "{report}");
    assert!(
        report.contains("name=\"a&amp;b.txt\"") && report.contains("&lt;") && !report.contains("<left>"),
        "{report}"
    );
    assert!(!report.contains('\u{1b}') && report.matches("<testcase").count() == 4, "{report}");
}

#[test]
fn two_runs_say_the_same() {
    let folder = folder("runs");
    for i in 0..60 {
        fs::write(folder.join(format!("page-{i}.txt")), STORM.replace("Monday", &format!("day {i}"))).expect("a page");
    }
    let first = out(&run(&folder, &["--json"], ""));
    assert_eq!(first.lines().count(), 63);
    assert_eq!(first, out(&run(&folder, &["--json", "."], "")));
    let mut sorted = states(&run(&folder, &["--json"], ""));
    sorted.sort();
    assert_eq!(states(&run(&folder, &["--json"], "")), sorted);
}

#[test]
fn insta_reads_the_snapshots_as_its_own() {
    let folder = folder("insta");
    let file = fs::read_to_string(folder.join("storm.txt.snap")).expect("a snapshot");
    let content = file.splitn(3, "---\n").nth(2).expect("a content").to_owned();
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path(&folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| insta::assert_snapshot!("storm.txt", content));
    assert!(!folder.join("storm.txt.snap.new").exists());
}

#[test]
fn what_is_new_is_left_for_insta_on_demand() {
    let folder = folder("propose");
    replace(&folder.join("storm.txt"), "Monday", "Tuesday");
    assert_eq!(run(&folder, &["--propose"], "").status.code(), Some(1));
    let proposed = folder.join("storm.txt.snap.new");
    assert!(fs::read_to_string(&proposed).is_ok_and(|t| t.contains("Tuesday")));
    assert!(!folder.join("ferry.txt.snap.new").exists());
    replace(&folder.join("storm.txt"), "Tuesday", "Monday");
    run(&folder, &["--propose"], "");
    assert!(!proposed.exists(), "an old proposal stays");
}

#[test]
fn a_program_gets_the_same_as_the_command_line() -> Result<(), Box<dyn std::error::Error>> {
    let folder = folder("program");
    bodycopy::assert_pages!(&folder.display().to_string());
    let cleaner = Options::default().rule_off("reading-time")?.cleaner();
    let report = check(&[folder.join("storm.txt")], &cleaner)?;
    let State::Changed(changes) = &report.pages[0].state else { return Err("nothing has changed".into()) };
    let text: Vec<_> = changes.iter().filter(|c| c.part == Part::Text).collect();
    assert_eq!((text.len(), text[0].kind, text[0].by.as_deref()), (1, Kind::Added, Some("reading-time")));
    let failed = std::panic::catch_unwind(|| bodycopy::assert_pages!(&folder.display().to_string(), cleaner));
    let message = failed.expect_err("the assertion must fail");
    assert!(message.downcast_ref::<String>().is_some_and(|m| m.contains("reading-time") && m.contains("--review")));
    assert!(check(&[folder], &Cleaner::default())?.is_same());
    Ok(())
}
