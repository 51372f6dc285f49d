//! What is written goes where nobody else writes or reads.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;
use std::thread::sleep;
use std::time::Duration;

use crate::support::{command, done, err, folder, json_lines, rows, run, write};

#[test]
fn a_second_run_does_not_write_beside_the_first() {
    let folder = folder("lock");
    let out = folder.join("out.jsonl").display().to_string();
    let mut first = command(&["-", "-o", &out]).stdin(Stdio::piped()).spawn().expect("the program runs");
    let mut stdin = first.stdin.take().expect("stdin");
    while !folder.join("out.jsonl.unfinished/journal.json").exists() {
        sleep(Duration::from_millis(5));
    }
    let input = write(&folder, "in.jsonl", json_lines(3).as_bytes());
    for flag in ["--resume", "--overwrite", "--quiet"] {
        let second = run(&[&input, "-o", &out, flag]);
        assert!(second.status.code() == Some(2) && err(&second).contains("another run"), "{flag}: {}", err(&second));
    }
    stdin.write_all(json_lines(5).as_bytes()).expect("written");
    drop(stdin);
    let output = first.wait_with_output().expect("an end");
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert_eq!(rows(&out).len(), 5);
    assert!(!Path::new(&format!("{out}.unfinished")).exists());
    assert!(done(&[&input, "-o", &out, "--resume"]).contains("nothing left to do"));
    assert!(!Path::new(&format!("{out}.unfinished")).exists());
}

#[test]
fn parts_of_other_programs_are_none_of_ours() {
    let folder = folder("foreign");
    let input = write(&folder, "in.jsonl", json_lines(3).as_bytes());
    let foreign = write(&folder, "out/part-00000-7d1c-c000.snappy.parquet", b"PAR1");
    let out = folder.join("out").display().to_string() + "/";
    done(&[&input, "-o", &out, "--resume"]);
    assert_eq!(rows(format!("{out}part-00000.jsonl")).len(), 3);
    done(&[&input, "-o", &out, "--overwrite"]);
    assert!(Path::new(&foreign).exists());
}

#[test]
fn a_run_that_ended_with_errors_says_so_again() {
    let folder = folder("again");
    let input = write(&folder, "in.jsonl", format!("{}nonsense\n", json_lines(3)).as_bytes());
    let out = folder.join("out.jsonl").display().to_string();
    for _ in 0..2 {
        assert_eq!(run(&[&input, "-o", &out, "--resume"]).status.code(), Some(1));
    }
}

#[test]
fn what_stands_beside_an_output_and_is_not_of_a_run_stays() {
    let folder = folder("beside");
    let input = write(&folder, "in.jsonl", json_lines(2).as_bytes());
    let (output, work) = (folder.join("out.jsonl"), folder.join("out.jsonl.unfinished"));
    fs::create_dir_all(work.join("mine")).expect("a folder");
    fs::write(work.join("mine/notes.txt"), "notes").expect("a file");
    let to = output.display().to_string();
    done(&[&input, "-o", &to, "-q"]);
    assert!(fs::read_to_string(work.join("mine/notes.txt")).is_ok_and(|notes| notes == "notes"));
    let errors = folder.join("out.jsonl.errors.jsonl");
    fs::write(&errors, "{}\n").expect("a file");
    fs::remove_file(&output).expect("the output");
    let refused = run(&[&input, "-o", &to, "-q"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(err(&refused).contains("errors.jsonl is there already"), "{}", err(&refused));
    assert!(errors.exists());
    done(&[&input, "-o", &to, "-q", "--overwrite"]);
    assert!(!errors.exists());
}
