//! Lists of files, and pipes: what can be read once only.

#[cfg(unix)]
use std::process::Output;
#[cfg(target_os = "linux")]
use std::{process::Stdio, thread::sleep, time::Duration};

#[cfg(target_os = "linux")]
use crate::support::command;
#[cfg(unix)]
use crate::support::json_lines;
use crate::support::{column, done, err, folder, page, rows, run, write};

/// Runs a script, for which `$1` is the program and what follows are `args`.
#[cfg(unix)]
fn piped(script: &str, args: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_bodycopy");
    let args = [&["-c", script, "bash", program], args].concat();
    std::process::Command::new("bash").args(args).output().expect("bash")
}

#[test]
fn a_list_is_read_to_its_end_whatever_its_names_are() {
    let folder = folder("bytes");
    let mut list = Vec::new();
    for (i, name) in [&b"a.html"[..], b"caf\xe9.html", b"b.html"].into_iter().enumerate() {
        #[cfg(not(unix))]
        let path = folder.join(String::from_utf8_lossy(name).into_owned());
        #[cfg(unix)]
        let path = folder.join(<std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(name));
        std::fs::write(&path, page(i)).expect("a page");
        list.extend_from_slice(path.as_os_str().as_encoded_bytes());
        list.push(b'\n');
    }
    let (list, out) = (write(&folder, "list.txt", &list), folder.join("out.jsonl"));
    done(&["--files-from", &list, "-o", &out.display().to_string()]);
    assert_eq!(rows(&out).len(), 3);
}

#[cfg(unix)]
#[test]
fn a_pipe_with_a_name_is_read() {
    let folder = folder("pipe");
    let lines = write(&folder, "a.jsonl", json_lines(3).as_bytes());
    let out = folder.join("out.jsonl").display().to_string();
    let output = piped("\"$1\" corpus <(cat \"$2\") -o \"$3\"", &[&lines, &out]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert_eq!(rows(&out).len(), 3);
}

#[cfg(unix)]
#[test]
fn a_list_that_is_a_pipe_is_read_once_and_wholly() {
    let folder = folder("piped-list");
    let page = write(&folder, "a.html", page(1).as_bytes());
    let list = write(&folder, "list.txt", format!("{page}\n").repeat(40).as_bytes());
    for option in ["", "--shard 1/2", "--dedup-boilerplate"] {
        let out = folder.join("out.jsonl").display().to_string();
        let script = format!("\"$1\" corpus --files-from <(cat \"$2\") -o \"$3\" --overwrite {option}");
        let output = piped(&script, &[&list, &out]);
        assert_eq!(output.status.code(), Some(0), "{option}: {}", err(&output));
        let expected = if option.starts_with("--shard") { 20 } else { 40 };
        assert_eq!(rows(&out).len(), expected, "{option}");
    }
}

#[test]
fn a_list_holds_files_and_nothing_else() {
    let folder = folder("listed");
    let page = write(&folder, "a.html", page(1).as_bytes());
    let list = write(&folder, "list.txt", format!("-\n{page}\n{0}\n{0}/*.html\n", folder.display()).as_bytes());
    let out = folder.join("out.jsonl").display().to_string();
    let output = run(&["--files-from", &list, "-o", &out]);
    assert_eq!(output.status.code(), Some(1), "{}", err(&output));
    assert_eq!(rows(&out).len(), 1);
    let errors = rows(format!("{out}.errors.jsonl"));
    let expected = ["give - as an input", "give folders and patterns as inputs", "give folders and patterns as inputs"];
    let reasons = column(&errors, "reason");
    assert!(reasons.len() == 3 && reasons.iter().zip(expected).all(|(r, e)| r.contains(e)), "{reasons:?}");
}

#[cfg(unix)]
#[test]
fn a_pipe_in_a_list_is_a_stream_too() {
    let folder = folder("listed-pipe");
    let lines = write(&folder, "a.jsonl", json_lines(3).as_bytes());
    let out = folder.join("out.jsonl").display().to_string();
    let script = "\"$1\" corpus --files-from <(echo /dev/fd/3) -o \"$3\" $4 3< <(cat \"$2\")";
    let refused = piped(script, &[&lines, &out, "--dedup-boilerplate"]);
    assert!(refused.status.code() == Some(2) && err(&refused).contains("reads the input twice"), "{}", err(&refused));
    let output = piped(script, &[&lines, &out, "-q"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert_eq!(rows(&out).len(), 3);
}

/// True if the process has asked for SIGTERM, which it does after all of SIGINT.
#[cfg(target_os = "linux")]
fn hears(pid: u32) -> bool {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).expect("a process");
    let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:")).expect("its signals");
    u64::from_str_radix(caught.trim(), 16).expect("a number") & 1 << 14 != 0
}

#[cfg(target_os = "linux")]
#[test]
fn a_signal_does_not_wait_for_a_list() {
    let folder = folder("silent-list");
    let out = folder.join("out.jsonl").display().to_string();
    let mut child =
        command(&["--files-from", "-", "-o", &out]).stdin(Stdio::piped()).spawn().expect("the program runs");
    let stdin = child.stdin.take().expect("stdin");
    while !hears(child.id()) {
        sleep(Duration::from_millis(5));
    }
    let sent = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill");
    assert!(sent.success());
    let ended = (0..400).find_map(|_| {
        sleep(Duration::from_millis(50));
        child.try_wait().expect("a state")
    });
    drop(stdin);
    assert_eq!(ended.and_then(|status| status.code()), Some(130), "it has waited");
    assert_eq!(std::fs::read_dir(&folder).expect("the folder").count(), 0);
}
