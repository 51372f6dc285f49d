//! The command line's promises, one test each. Inputs are given as `--from
//! body` or text, so that no test depends on what the judge thinks of a stub.
#![cfg(feature = "cli")]

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

mod outputs;
#[path = "../program/mod.rs"]
mod program;

use program::{err, out, run};

const STORM: &str = "<h1>Storm</h1><p>The storm of Monday took the roof of the old chapel, and nobody was hurt, said the mayor.</p>\
                     <p>5 min read</p><p>It came from the sea without a warning, and the boats that were out had to wait.</p>";

fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    // A folder of an earlier run may or may not be there.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder for the test");
    folder
}

fn page(folder: &Path, name: &str, content: &[u8]) -> String {
    let path = folder.join(name);
    fs::write(&path, content).expect("a page");
    path.display().to_string()
}

#[test]
fn a_file_gives_its_text() {
    let page = page(&folder("one"), "p.html", STORM.as_bytes());
    let output = run(&["--from", "body", &page]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(out(&output).starts_with("The storm of Monday") && !out(&output).contains("min read"));
}

#[test]
fn standard_input_is_read_when_there_is_no_file() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_bodycopy"))
        .args(["--from", "body"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program runs");
    child.stdin.take().expect("stdin").write_all(STORM.as_bytes()).expect("written");
    let output = child.wait_with_output().expect("an end");
    assert!(out(&output).contains("the old chapel"));
}

#[test]
fn many_inputs_come_out_in_order_and_json_names_its_source() {
    let folder = folder("many");
    let names: Vec<String> = (0..40)
        .map(|i| {
            page(
                &folder,
                &format!("{i}.html"),
                format!("<p>Number {i} of the pages says this, and no more than this, to its readers.</p>").as_bytes(),
            )
        })
        .collect();
    let mut args = vec!["-f", "json", "--from", "body"];
    args.extend(names.iter().map(String::as_str));
    let output = out(&run(&args));
    let lines: Vec<serde_json::Value> = output.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
    let sources: Vec<&str> = lines.iter().filter_map(|l| l["source"].as_str()).collect();
    assert_eq!(sources, names);
    assert!(
        lines.iter().enumerate().all(|(i, l)| l["text"].as_str().is_some_and(|t| t.contains(&format!("Number {i} "))))
    );
}

#[test]
fn standard_input_is_named_once() {
    let folder = folder("twice");
    let out = folder.join("out.jsonl").display().to_string();
    for args in [&["-", "-"] as &[&str], &["corpus", "-", "-", "-o", &out]] {
        let output = run(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(err(&output).contains("once only"), "{args:?}: {}", err(&output));
    }
}

#[test]
fn what_is_no_page_is_told_with_what_to_do() {
    let folder = folder("no-pages");
    let file = |name: &str, bytes: &[u8]| {
        fs::write(folder.join(name), bytes).expect("a file");
        folder.join(name).display().to_string()
    };
    let wide: Vec<u8> = "<p>Storm</p>".chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
    for (name, bytes, told) in [
        ("a.pdf", b"%PDF-1.7".to_vec(), "pdftotext"),
        ("a.html", [b"\xff\xfe\0\0".to_vec(), wide].concat(), "iconv -f UTF-32"),
        ("a.xz", b"\xfd7zXZ\0".to_vec(), "xz -dc"),
        ("a.txt", Vec::new(), "check what wrote it"),
    ] {
        let output = run(&[&file(name, &bytes)]);
        assert!(output.status.code() == Some(1) && err(&output).contains(told), "{name}: {}", err(&output));
    }
    assert!(err(&run(&["www.example.org"])).contains("https://www.example.org"));
}

#[cfg(unix)]
#[test]
fn names_need_not_be_utf8() {
    use std::os::unix::ffi::OsStrExt;
    let folder = folder("bytes");
    let name = folder.join(std::ffi::OsStr::from_bytes(b"caf\xe9.html"));
    fs::write(&name, STORM).expect("a page");
    for command in [&[][..], &["explain", "--format", "text"]] {
        let mut program = Command::new(env!("CARGO_BIN_EXE_bodycopy"));
        program.args(command).args(["--from", "body"]).arg(&name);
        let output = program.output().expect("the program runs");
        assert!(out(&output).contains("the old chapel"), "{}", err(&output));
    }
}

#[test]
fn a_command_behind_an_option_is_no_file() {
    let output = run(&["--include", "caption", "check", "pages"]);
    assert!(output.status.code() == Some(2) && err(&output).contains("stands in front"), "{}", err(&output));
    assert!(err(&run(&["help", "rules"])).contains("stands in front") || err(&run(&["help"])).contains("--help"));
}

#[test]
fn commands_that_are_proposed_can_be_typed() {
    let pdf = page(&folder("quotes"), "it's one.pdf", b"%PDF-1.7\n");
    let said = err(&run(&[&pdf]));
    assert!(said.contains("it'\\''s one.pdf' - | bodycopy"), "{said}");
}

#[test]
fn unreadable_inputs_are_named_and_the_others_go_on() {
    let folder = folder("bad");
    let good = page(&folder, "good.html", STORM.as_bytes());
    let cases: [(&str, Option<&[u8]>, &str, i32); 5] = [
        ("missing.html", None, "no such file", 2),
        (".", None, "is a directory", 2),
        ("x.pdf", Some(b"%PDF-1.7\n"), "pdftotext", 1),
        ("x.html.gz", Some(b"\x1f\x8b\x08\x00\x00"), "gzip -dc", 1),
        ("empty.html", Some(b""), "empty", 1),
    ];
    for (name, content, says, code) in cases {
        let path = content.map_or_else(|| folder.join(name).display().to_string(), |c| page(&folder, name, c));
        let output = run(&["--from", "body", &path, &good]);
        assert!(err(&output).contains(says) && err(&output).contains(name), "{name}: {}", err(&output));
        assert_eq!(output.status.code(), Some(code), "{name}");
        assert!(out(&output).contains("the old chapel"), "{name}: the other input was lost");
    }
}

#[test]
fn a_charset_is_believed_or_refused() {
    let folder = folder("charset");
    let utf16: Vec<u8> = "The storm of Monday took the roof of the old chapel, and nobody was hurt."
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let page = page(&folder, "p.txt", &utf16);
    assert!(out(&run(&["--charset", "UTF-16LE", &page])).contains("the old chapel"));
    for label in ["nonsense", ""] {
        let output = run(&["--charset", label, &page]);
        assert!(output.status.code() == Some(2) && err(&output).contains("no charset is called"), "{}", err(&output));
    }
}

#[test]
fn roles_are_chosen_and_explained() {
    let page = page(&folder("roles"), "p.html", STORM.as_bytes());
    let output = out(&run(&["--from", "body", "--include", "date", &page]));
    assert!(output.contains("5 min read"));
    let output = run(&["--include", "poem", &page]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("standfirst"), "{}", err(&output));
}

#[test]
fn the_ledger_goes_to_standard_error_or_into_the_json() {
    let page = page(&folder("ledger"), "p.html", STORM.as_bytes());
    let output = run(&["--from", "body", "--ledger", &page]);
    assert!(err(&output).contains("reading-time") && err(&output).contains("5 min read"));
    let output = run(&["--from", "body", "--ledger", "-f", "json", &page]);
    let json: serde_json::Value = serde_json::from_str(&out(&output)).expect("JSON");
    assert!(json["ledger"].as_array().is_some_and(|l| l.iter().any(|d| d["reason"] == "reading-time")));
}

#[test]
fn rules_are_listed_and_explained() {
    assert!(out(&run(&["rules"])).lines().count() >= 20);
    assert!(out(&run(&["rules", "see-also"])).contains("Spares:"));
    let output = run(&["rules", "see-besides"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("see-also"), "{}", err(&output));
}

#[test]
fn help_fits_a_screen_and_completions_and_man_exist() {
    let help = out(&run(&["--help"]));
    assert!(help.lines().count() <= 60 && help.contains("Examples:"), "{} lines", help.lines().count());
    assert!(help.lines().all(|l| l.chars().count() <= 100));
    assert!(help.contains("Commands:") && help.contains("  rules "));
    assert!(out(&run(&["rules", "--help"])).contains("[ID]"));
    assert!(out(&run(&["completions", "bash"])).contains("bodycopy"));
    assert!(out(&run(&["man"])).contains(".TH bodycopy "));
    for (command, option) in [("check", "accept"), ("explain", "block"), ("rules", "rule")] {
        let page = out(&run(&["man", command]));
        assert!(page.contains(&format!(".TH bodycopy-{command} ")) && page.contains(option), "{page}");
    }
    let wrong = run(&["man", "chekc"]);
    assert!(wrong.status.code() == Some(2) && err(&wrong).contains("explain, check"), "{}", err(&wrong));
}

#[test]
fn a_file_may_be_called_like_a_command() {
    let folder = folder("called");
    page(&folder, "rules", STORM.as_bytes());
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bodycopy"));
        command.args(args).current_dir(&folder).stdin(Stdio::null()).output().expect("the program runs")
    };
    assert!(out(&run(&["--from", "body", "./rules"])).contains("the old chapel"));
    assert!(out(&run(&["rules"])).contains("see-also"));
}

#[test]
fn a_lexicon_of_the_user_is_read_and_checked() {
    let folder = folder("lexicon");
    let page_name = page(&folder, "p.html", b"<p>The storm of Monday took the roof of the old chapel, and nobody was hurt.</p><p>Dig still deeper: <a href=/x>The wall</a></p><p>It came from the sea without a warning, and the boats had to wait.</p>");
    let words = page(&folder, "words.txt", b"[see-also]\nstart dig still deeper\n");
    assert!(!out(&run(&["--from", "body", "--lexicon", &words, &page_name])).contains("The wall"));
    let wrong = page(&folder, "wrong.txt", b"[poetry]\n");
    let output = run(&["--lexicon", &wrong, &page_name]);
    assert!(err(&output).contains("line 1") && err(&output).contains("see-also"), "{}", err(&output));
}

#[test]
fn a_closed_pipe_is_success() {
    let folder = folder("pipe");
    let long = format!("<p>{}</p>", "All work and no play makes the harbour a dull place, they say. ".repeat(50_000));
    let page = page(&folder, "p.html", long.as_bytes());
    let mut child = Command::new(env!("CARGO_BIN_EXE_bodycopy"))
        .args(["--from", "body", &page])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("an end");
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
}

/// Serves `answers` to one request each, on a port of its own.
#[cfg(feature = "fetch")]
fn serve(answers: Vec<String>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    std::thread::spawn(move || {
        for (answer, stream) in answers.into_iter().zip(listener.incoming()) {
            let Ok(mut stream) = stream else { continue };
            let mut request = [0; 2048];
            // The request does not matter, and a client may hang up early.
            let _ = stream.read(&mut request);
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    address
}

#[cfg(feature = "fetch")]
fn answer(status: &str, headers: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n{headers}\r\n{body}", body.len())
}

#[cfg(feature = "fetch")]
#[test]
fn pages_are_fetched_through_redirects_and_errors_are_explained() {
    let html = "Content-Type: text/html; charset=utf-8\r\n";
    let page = serve(vec![answer("301 Moved", "Location: /there\r\n", ""), answer("200 OK", html, STORM)]);
    let output = run(&["--from", "body", &page]);
    assert!(out(&output).contains("the old chapel"), "{}", err(&output));

    let missing = serve(vec![answer("404 Not Found", html, "")]);
    let output = run(&[&missing]);
    assert!(err(&output).contains("404") && output.status.code() == Some(2), "{}", err(&output));

    let image = serve(vec![answer("200 OK", "Content-Type: image/png\r\n", "x")]);
    assert!(err(&run(&[&image])).contains("image/png"));

    assert!(err(&run(&["ftp://example.org/x"])).contains("only http and https"));
    assert!(err(&run(&["www.example.org/x"])).contains("https://www.example.org/x"));
    let upper = serve(vec![answer("200 OK", html, STORM)]).replace("http", "HTTP");
    assert!(out(&run(&["--from", "body", &upper])).contains("the old chapel"));
}

#[test]
fn limits_are_set_and_named() {
    let many: String =
        (0..50).map(|i| format!("<p>Wave {i} of the storm took a boat from the old harbour.</p>")).collect();
    let page = page(&folder("limits"), "p.html", many.as_bytes());
    let output = run(&["--from", "body", "--limit", "output=500,depth=9", &page]);
    assert!(out(&output).starts_with("Wave 0 of the storm") && out(&output).len() <= 501, "{}", out(&output).len());
    assert!(err(&output).contains("the limit on output was met"), "{}", err(&output));
    assert_eq!(output.status.code(), Some(0));
    // What `--limit` sets goes before the other options, in reading too.
    let output = run(&["--from", "body", "--max-bytes", "500", "--limit", "bytes=100000", &page]);
    assert!(out(&output).contains("Wave 49") && err(&output).is_empty(), "{}", err(&output));
    let output = run(&["--from", "body", "--limit", "output=0.5kB", &page]);
    assert!(output.status.code() == Some(2) && err(&output).contains("output=10MB"), "{}", err(&output));
    let output = run(&["--from", "body", "--limit", "output=1kB,time=7.5", &page]);
    assert!(out(&output).len() > 500 && err(&output).contains("limit on output"), "{}", err(&output));
    let output = run(&["--limit", "width=3", &page]);
    assert!(output.status.code() == Some(2) && err(&output).contains("attribute-bytes"), "{}", err(&output));
    let output = run(&["--limit", "depth", &page]);
    assert!(output.status.code() == Some(2) && err(&output).contains("NAME=N"), "{}", err(&output));
}

#[test]
fn names_and_words_cannot_steer_the_terminal() {
    let folder = folder("terminal");
    let name = "a\u{1b}[2J\u{202e}\nbodycopy: all is well.html";
    let hostile = format!("{STORM}<p class=tags>\u{1b}]0;title\u{7}\u{9b}31m tags: \u{202e}storm, sea</p>");
    let good = page(&folder, name, hostile.as_bytes());
    let empty = page(&folder, &format!("empty-{name}"), b"");
    let folder_name = folder.join("out\u{1b}[31m/x/").display().to_string();
    let blocked = page(&folder, "file", b"x");
    let runs: [&[&str]; 5] = [
        &["--ledger", "--from", "body", &good, &empty],
        &[&format!("{good}-is-missing")],
        &["--limit", "\u{1b}[2J=1", &good],
        &["--lexicon", &format!("{good}-is-missing"), &good],
        &[&good, &empty, "-o", &format!("{blocked}/{folder_name}")],
    ];
    for args in runs {
        let output = run(args);
        let said = err(&output);
        let control = |c: char| c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}');
        assert!(!said.contains(control), "{args:?}: {said:?}");
        assert!(!said.lines().any(|l| l.starts_with("bodycopy: all is well")), "{args:?}: {said:?}");
        assert!(!said.is_empty(), "{args:?} says nothing");
        let headers = out(&output).lines().filter(|l| l.starts_with("==>")).collect::<String>();
        assert!(!headers.contains(control), "{headers:?}");
    }
}

#[test]
fn a_command_that_was_meant_is_named() {
    let output = run(&["explian", "page.html"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("do you mean the command `bodycopy explain"), "{}", err(&output));
    assert!(err(&run(&["page"])).contains("there is no such file; check the name"));
}

#[test]
fn what_holds_pages_is_no_page_unless_somebody_says_so() {
    let folder = folder("records");
    let lines = page(&folder, "pages.jsonl", b"{\"html\": \"<p>The storm</p>\"}\n{\"html\": \"\"}\n");
    let output = run(&[&lines]);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("bodycopy corpus") && out(&output).is_empty(), "{}", err(&output));
    assert!(out(&run(&["--from", "text", &lines])).contains("The storm"));
}

#[test]
fn quantities_may_have_units_and_parts() {
    let page = page(&folder("quantities"), "p.html", STORM.as_bytes());
    let output = run(&["--from", "body", "--max-bytes", "1MB", "--max-time", "7.5", "-f", "md", &page]);
    assert!(out(&output).contains("# Storm") || out(&output).contains("old chapel"), "{}", err(&output));
    let wrong = run(&["--max-bytes", "1 mile", &page]);
    assert!(wrong.status.code() == Some(2) && err(&wrong).contains("such as 10000000 or 10MB"), "{}", err(&wrong));
}
