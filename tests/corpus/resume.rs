//! Killed at any moment and begun again, the output has every record once.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::support::{column, command, done, err, folder, gzip, json_lines, page, response, rows, run, write};

/// Many parts, so that a kill hits all kinds of moments.
const PART: &str = "0.005";

/// On a busy machine, kills come early rather than late.
const LONGEST: Duration = Duration::from_millis(800);

/// A corpus of 60 pages and some broken records.
fn corpus(folder: &Path) -> String {
    let members: Vec<u8> = (0..60)
        .flat_map(|i| match i % 20 {
            7 => gzip(b"no record"),
            _ => gzip(&response(i, "", page(i).as_bytes())),
        })
        .collect();
    write(folder, "in.warc.gz", &members)
}

/// Kills runs at moments that a fixed series gives.
struct Killer {
    state: u64,
    /// The latest moment.
    within: Duration,
}

impl Killer {
    fn new(within: Duration) -> Self {
        Killer { state: 11, within: within.min(LONGEST) }
    }

    /// Kills runs with `--resume`, at most `most`, until one ends before its moment
    /// comes. How many were killed.
    fn kill(&mut self, args: &[&str], most: usize) -> usize {
        for killed in 0..most {
            let mut child = command(args).spawn().expect("the program runs");
            self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            sleep(self.within.mul_f64((self.state >> 40) as f64 / f64::from(1 << 24)));
            child.kill().expect("a signal");
            if child.wait().expect("an end").code().is_some() {
                // It was faster than we thought.
                self.within = self.within.mul_f64(0.9);
                return killed;
            }
        }
        most
    }
}

/// Runs the program until `path` is there, and ends it by `signal`.
fn end_early(args: &[&str], path: &Path, signal: &str) {
    let mut child = command(args).spawn().expect("the program runs");
    while !path.exists() {
        sleep(Duration::from_millis(5));
    }
    let sent = std::process::Command::new("kill").args([signal, &child.id().to_string()]).status().expect("kill");
    assert!(sent.success());
    child.wait().expect("an end");
}

#[test]
fn killed_at_fifty_moments_nothing_is_lost_or_twice() {
    let folder = folder("kill");
    let input = corpus(&folder);
    let straight = folder.join("straight.jsonl").display().to_string();
    let begun = Instant::now();
    assert_eq!(run(&[&input, "-o", &straight, "--part-size", PART]).status.code(), Some(1));
    let mut killer = Killer::new(begun.elapsed());
    let expected = fs::read(&straight).expect("the output");
    let errors = fs::read(format!("{straight}.errors.jsonl")).expect("the errors");
    assert_eq!((rows(&straight).len(), rows(format!("{straight}.errors.jsonl")).len()), (57, 3));
    let mut kills = 0;
    for round in 0.. {
        let out = folder.join(format!("{round}.jsonl")).display().to_string();
        let mut args = vec![input.as_str(), "-o", &out, "--part-size", PART, "--resume"];
        if round % 2 == 1 {
            args.extend(["-j", "3"]);
        }
        kills += killer.kill(&args, 50 - kills);
        let output = run(&args);
        assert!(matches!(output.status.code(), Some(0 | 1)), "{}", err(&output));
        assert!(fs::read(&out).expect("the output") == expected, "round {round}: the output differs");
        assert!(fs::read(format!("{out}.errors.jsonl")).expect("the errors") == errors, "round {round}");
        assert!(!Path::new(&format!("{out}.unfinished")).exists());
        if kills == 50 {
            break;
        }
    }
}

#[test]
fn killed_without_order_nothing_is_lost_or_twice() {
    let folder = folder("kill-unordered");
    let input = corpus(&folder);
    let flags = ["--part-size", PART, "--resume", "--unordered", "-j", "4"];
    let straight = folder.join("straight").display().to_string() + "/";
    let begun = Instant::now();
    assert_eq!(run(&[&[&input, "-o", &straight], flags.as_slice()].concat()).status.code(), Some(1));
    let mut killer = Killer::new(begun.elapsed());
    let mut kills = 0;
    for round in 0.. {
        let out = folder.join(round.to_string()).display().to_string() + "/";
        let args = [&[&input, "-o", &out], flags.as_slice()].concat();
        kills += killer.kill(&args, 10 - kills);
        assert!(matches!(run(&args).status.code(), Some(0 | 1)));
        let mut urls = Vec::new();
        for part in fs::read_dir(&out).expect("the folder").flatten() {
            urls.extend(column(&rows(part.path()), "url").into_iter().map(str::to_owned));
        }
        urls.sort();
        assert_eq!(urls.len(), 57, "round {round}");
        urls.dedup();
        assert_eq!(urls.len(), 57, "round {round}");
        if kills == 10 {
            break;
        }
    }
}

#[test]
fn ctrl_c_says_how_to_go_on() {
    let folder = folder("ctrl-c");
    let input = write(&folder, "in.jsonl", json_lines(3000).as_bytes());
    let out = folder.join("out.jsonl").display().to_string();
    let args = [input.as_str(), "-o", &out, "--part-size", PART];
    let child = command(&args).spawn().expect("the program runs");
    while !folder.join("out.jsonl.unfinished/part-00000.jsonl").exists() {
        sleep(Duration::from_millis(5));
    }
    let pid = child.id().to_string();
    let signal = std::process::Command::new("kill").args(["-INT", &pid]).status().expect("kill");
    assert!(signal.success());
    let output = child.wait_with_output().expect("an end");
    assert_eq!(output.status.code(), Some(130), "{}", err(&output));
    assert!(err(&output).contains("records are safe") && err(&output).contains("--resume"), "{}", err(&output));
    assert!(!Path::new(&out).exists());

    // Only the same run goes on.
    let refused = run(&args);
    assert!(refused.status.code() == Some(2) && err(&refused).contains("--resume"), "{}", err(&refused));
    let other = run(&[&args[..], &["--resume", "--markdown"]].concat());
    assert!(other.status.code() == Some(2) && err(&other).contains("markdown was false"), "{}", err(&other));
    done(&[&args[..], &["--resume"]].concat());
    let ids: Vec<String> = (0..3000).map(|i| format!("page-{i}")).collect();
    assert_eq!(column(&rows(&out), "id"), ids);

    let again = done(&[&args[..], &["--resume"]].concat());
    assert!(again.contains("nothing left to do"), "{again}");
    let refused = run(&args);
    assert!(refused.status.code() == Some(2) && err(&refused).contains("is there already"), "{}", err(&refused));
    done(&[&args[..], &["--overwrite"]].concat());
}

#[test]
fn a_signal_does_not_wait_for_standard_input() {
    let folder = folder("quiet");
    let out = folder.join("out.jsonl").display().to_string();
    let args = ["-", "-o", &out, "--part-size", "0.0001", "--resume"];
    let mut child = command(&args).stdin(Stdio::piped()).spawn().expect("the program runs");
    let mut stdin = child.stdin.take().expect("stdin");
    stdin.write_all(json_lines(3).as_bytes()).expect("written");
    while !folder.join("out.jsonl.unfinished/part-00002.jsonl").exists() {
        sleep(Duration::from_millis(5));
    }
    let begun = Instant::now();
    let signal = std::process::Command::new("kill").args(["-TERM", &child.id().to_string()]).status().expect("kill");
    assert!(signal.success() && child.wait().expect("an end").code() == Some(143));
    assert!(begun.elapsed() < Duration::from_secs(20), "it has waited");
    drop(stdin);

    let mut child = command(&args).stdin(Stdio::piped()).spawn().expect("the program runs");
    child.stdin.take().expect("stdin").write_all(json_lines(5).as_bytes()).expect("written");
    assert_eq!(child.wait_with_output().expect("an end").status.code(), Some(0));
    assert_eq!(rows(&out).len(), 5);
}

#[test]
fn a_changed_option_is_told_by_its_name() {
    let folder = folder("changed-options");
    let input = write(&folder, "in.jsonl", json_lines(2000).as_bytes());
    let lexicon = write(&folder, "mine.txt", b"[see-also]\nstart dig deeper\n");
    let out = folder.join("out.jsonl").display().to_string();
    let args = [input.as_str(), "-o", &out, "--part-size", PART, "--without", "link-only"];
    end_early(&args, &folder.join("out.jsonl.unfinished/part-00000.jsonl"), "-KILL");
    for (options, expected) in [
        (&["--without", "reading-time"][..], "without was link-only and is now link-only, reading-time"),
        (&["--from", "text"], "from was auto and is now text"),
        (&["--charset", "windows-1252"], "charset was none and is now windows-1252"),
        (&["--limit", "depth=100"], "limit depth was 512 and is now 100"),
        (&["--drop", "div.fact-box"], "drop was none and is now div.fact-box"),
        (&["--lexicon", &lexicon], "lexicon was none and is now a file with the fingerprint "),
        (&["--html-field", "page"], "html-field was html and is now page"),
    ] {
        let output = run(&[&args[..], options, &["--resume"]].concat());
        assert!(output.status.code() == Some(2) && err(&output).contains(expected), "{options:?}: {}", err(&output));
    }
}

#[test]
fn changed_inputs_are_not_resumed() {
    for signal in ["-KILL", "-INT"] {
        let folder = folder(&format!("changed{signal}"));
        let input = write(&folder, "in.jsonl", json_lines(2000).as_bytes());
        let out = folder.join("out.jsonl").display().to_string();
        let args = [input.as_str(), "-o", &out, "--part-size", PART, "--resume"];
        end_early(&args, &folder.join("out.jsonl.unfinished/part-00001.jsonl"), signal);
        write(&folder, "in.jsonl", json_lines(1999).as_bytes());
        let output = run(&args);
        assert!(output.status.code() == Some(2) && err(&output).contains("have changed"), "{}", err(&output));
    }
}

#[test]
fn a_share_of_other_files_is_not_resumed() {
    let folder = folder("changed-shares");
    let site = folder.join("site").display().to_string();
    for name in ["a", "b"] {
        write(&folder, &format!("site/{name}.jsonl"), json_lines(1500).as_bytes());
    }
    let out = folder.join("out.jsonl").display().to_string();
    let args = [site.as_str(), "-o", &out, "--part-size", PART, "--resume", "--shard", "1/3"];
    end_early(&args, &folder.join("out.jsonl.unfinished/part-00001.jsonl"), "-INT");
    // Behind the others: what was read is still where it was.
    let new = write(&folder, "site/c.jsonl", json_lines(3).as_bytes());
    let output = run(&args);
    let expected = "shard was 1/3 of the records of 2 files and is now 1/3 of 3 files";
    assert!(output.status.code() == Some(2) && err(&output).contains(expected), "{}", err(&output));
    fs::remove_file(new).expect("a file");
    done(&args);
}

#[test]
fn a_run_that_is_stopped_before_its_first_part_notices_changed_inputs() {
    let folder = folder("stopped-early");
    let input = write(&folder, "in.jsonl", json_lines(3000).as_bytes());
    let out = folder.join("out.jsonl").display().to_string();
    let args = [input.as_str(), "-o", &out, "--resume"];
    let child = command(&args).spawn().expect("the program runs");
    while !folder.join("out.jsonl.unfinished/part.tmp").exists() {
        sleep(Duration::from_millis(5));
    }
    let sent = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill");
    assert!(sent.success());
    assert_eq!(child.wait_with_output().expect("an end").status.code(), Some(130));
    write(&folder, "in.jsonl", json_lines(2999).as_bytes());
    let output = run(&args);
    assert!(output.status.code() == Some(2) && err(&output).contains("have changed"), "{}", err(&output));
}

#[test]
fn inputs_that_change_after_a_signal_are_not_resumed() {
    let folder = folder("changed-after-signal");
    let site = folder.join("site").display().to_string();
    for i in 1..6 {
        write(&folder, &format!("site/{i}.jsonl"), json_lines(300).as_bytes());
    }
    let out = folder.join("out.jsonl").display().to_string();
    let args = [site.as_str(), "-o", &out, "--part-size", PART, "--resume"];
    let mut child = command(&args).spawn().expect("the program runs");
    while !folder.join("out.jsonl.unfinished/part-00001.jsonl").exists() {
        sleep(Duration::from_millis(5));
    }
    let signal = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill");
    assert!(signal.success() && child.wait().expect("an end").code() == Some(130));
    let new = write(&folder, "site/0.jsonl", json_lines(3).as_bytes());
    let output = run(&args);
    assert!(output.status.code() == Some(2) && err(&output).contains("have changed"), "{}", err(&output));
    fs::remove_file(new).expect("a file");
    done(&args);
    assert_eq!(rows(&out).len(), 1500);
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_told() {
    let folder = folder("full");
    let input = write(&folder, "in.jsonl", json_lines(40).as_bytes());
    // A file size limit stands in for a full disk: both fail in the middle of a write.
    let script = "trap '' XFSZ; ulimit -f 8; exec \"$@\"";
    let out = folder.join("out.jsonl").display().to_string();
    let limited = std::process::Command::new("bash")
        .args(["-c", script, "bash", env!("CARGO_BIN_EXE_bodycopy"), "corpus", &input, "-o", &out])
        .output()
        .expect("bash");
    assert_eq!(limited.status.code(), Some(2), "{}", err(&limited));
    assert!(err(&limited).contains("out.jsonl") && err(&limited).contains("cannot be written"), "{}", err(&limited));
    done(&[&input, "-o", &out, "--resume"]);
    assert_eq!(rows(&out).len(), 40);
}

#[test]
fn one_thread_and_sixteen_write_the_same_bytes() {
    let folder = folder("threads");
    let input = corpus(&folder);
    let parquet = cfg!(feature = "parquet").then_some("parquet");
    for form in ["jsonl", "jsonl.gz", "jsonl.zst", "warc.gz"].into_iter().chain(parquet) {
        let outputs = [1, 2, 16].map(|threads| {
            let out = folder.join(format!("{threads}.{form}")).display().to_string();
            run(&[&input, "-o", &out, "-j", &threads.to_string(), "--ledger", "--part-size", "0.02"]);
            fs::read(out).expect("the output")
        });
        assert!(outputs[0].len() > 1000 && outputs[0] == outputs[1] && outputs[1] == outputs[2], "{form}");
    }
}
