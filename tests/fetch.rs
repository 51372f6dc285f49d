//! Fetching is safe: which addresses are followed, what it may cost, and what
//! other hosts get to see. Each test talks to servers of its own.
#![cfg(all(feature = "cli", feature = "fetch"))]

mod program;

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use program::{err, out, run};

const STORM: &str = "<p>The storm of Monday took the roof of the old chapel, and nobody was hurt, said the mayor.</p>\
                     <p>It came from the sea without a warning, and the boats that were out had to wait.</p>";

/// A server that answers every request with `respond`, and tells what it was asked.
fn serve(respond: impl Fn(&mut TcpStream) -> std::io::Result<()> + Send + 'static) -> (u16, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let (sender, requests) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { continue };
            let mut request = vec![0; 8192];
            let length = stream.read(&mut request).unwrap_or(0);
            // The test may be over, and a client may hang up early.
            let _ = sender.send(String::from_utf8_lossy(&request[..length]).into_owned());
            let _ = respond(&mut stream);
        }
    });
    (port, requests)
}

fn answer(stream: &mut TcpStream, head: &str, body: &[u8]) -> std::io::Result<()> {
    write!(stream, "HTTP/1.1 {head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len())?;
    stream.write_all(body)
}

fn page() -> (u16, Receiver<String>) {
    serve(|s| answer(s, "200 OK\r\nContent-Type: text/html", STORM.as_bytes()))
}

fn redirect(to: String) -> (u16, Receiver<String>) {
    serve(move |s| answer(s, &format!("302 Found\r\nLocation: {to}"), b""))
}

#[test]
fn redirects_to_other_schemes_are_not_followed() {
    let file = std::env::temp_dir().join("bodycopy-is-not-for-this.html");
    std::fs::write(&file, STORM).expect("a file");
    for to in [format!("file://{}", file.display()), "ftp://127.0.0.1/x".into(), "data:text/html,x".into()] {
        let (port, _requests) = redirect(to.clone());
        let output = run(&["--from", "body", &format!("http://127.0.0.1:{port}/")]);
        assert_eq!(output.status.code(), Some(2), "{to}: {}", err(&output));
        assert!(out(&output).is_empty() && err(&output).contains("127.0.0.1"), "{to}: {}", err(&output));
    }
    for address in ["file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/x"] {
        let output = run(&[address]);
        assert!(err(&output).contains("only http and https"), "{address}: {}", err(&output));
    }
}

#[test]
fn the_charset_of_the_answer_is_read_in_quotes_and_before_others() {
    let word = "\u{44f}\u{43a}\u{43e}\u{440}\u{44c}";
    let page = format!("<p>{word}</p>").replace(word, "@");
    let (before, after) = page.split_once('@').expect("two parts");
    let body = [before.as_bytes(), b"\xd1\xcb\xcf\xd2\xd8", after.as_bytes()].concat();
    for kind in ["text/html; charset=\"koi8-r\"; profile=x", "text/html; charset = koi8-r"] {
        let body = body.clone();
        let (port, _requests) = serve(move |s| answer(s, &format!("200 OK\r\nContent-Type: {kind}"), &body));
        let output = run(&["--from", "body", &format!("http://127.0.0.1:{port}/")]);
        assert_eq!(out(&output).trim(), word, "{kind}: {}", err(&output));
    }
}

#[test]
fn what_the_server_calls_another_kind_of_file_is_refused() {
    let docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    for (kind, is_read) in [
        (docx, false),
        ("text/css", false),
        ("image/svg+xml", false),
        ("application/xhtml+xml", true),
        ("text/xml", true),
        ("text/markdown; charset=utf-8", true),
        ("text/htm", true),
    ] {
        let (port, _requests) = serve(move |s| answer(s, &format!("200 OK\r\nContent-Type: {kind}"), STORM.as_bytes()));
        let output = run(&["--from", "body", &format!("http://127.0.0.1:{port}/")]);
        assert_eq!(out(&output).contains("the old chapel"), is_read, "{kind}: {}", err(&output));
        assert_eq!(err(&output).contains("no page of text"), !is_read, "{kind}: {}", err(&output));
    }
}

#[test]
fn a_loop_of_redirects_ends() {
    let (port, requests) = redirect("/again".into());
    let output = run(&[&format!("http://127.0.0.1:{port}/")]);
    assert!(err(&output).contains("more than 10 redirects"), "{}", err(&output));
    assert!(requests.try_iter().count() <= 11);
}

#[test]
fn a_page_that_is_too_large_is_cut_and_says_so() {
    let long: String = (0..100_000).map(|i| format!("<p>Wave {i} of the storm took a boat.</p>")).collect();
    let (port, _requests) = serve(move |s| answer(s, "200 OK\r\nContent-Type: text/html", long.as_bytes()));
    let output = run(&["--from", "body", "--max-bytes", "5000", &format!("http://127.0.0.1:{port}/")]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(out(&output).starts_with("Wave 0 of the storm") && out(&output).len() < 5000);
    assert!(err(&output).contains("the limit on bytes was met"), "{}", err(&output));
}

/// A gzip file of `n` times `x`, made without a compressor: one stored block,
/// then the same distance again and again would need one; so a fixed-code block
/// of the longest matches at distance 1 (RFC 1951, 3.2.6).
fn bomb(n: usize) -> Vec<u8> {
    let mut bits: Vec<bool> = vec![true, true, false];
    let code = |bits: &mut Vec<bool>, value: u32, length: u32| {
        bits.extend((0..length).rev().map(|at| value >> at & 1 == 1));
    };
    for byte in b"<p>word " {
        code(&mut bits, 0x30 + u32::from(*byte), 8);
    }
    code(&mut bits, 0x30 + u32::from(b'x'), 8);
    for _ in 0..n / 258 {
        // Length 258 is code 285, distance 1 is code 0.
        code(&mut bits, 0b1100_0101, 8);
        code(&mut bits, 0, 5);
    }
    code(&mut bits, 0, 7);
    let mut file = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3];
    file.extend(bits.chunks(8).map(|byte| byte.iter().rev().fold(0_u8, |value, bit| value << 1 | u8::from(*bit))));
    // Checksum and size do not fit; nobody is to read that far.
    file.extend([0; 8]);
    file
}

#[test]
fn a_gzip_bomb_gives_a_limit() {
    let body = bomb(1 << 30);
    assert!(body.len() < 8 << 20, "{} bytes", body.len());
    let (port, _requests) =
        serve(move |s| answer(s, "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip", &body));
    let output = run(&["-f", "json", "--max-bytes", "100000", &format!("http://127.0.0.1:{port}/")]);
    let json: serde_json::Value = serde_json::from_str(&out(&output)).expect("JSON");
    assert_eq!(
        (json["status"].as_str(), json["limit"].as_str()),
        (Some("limit-hit"), Some("bytes")),
        "{}",
        err(&output)
    );
}

#[test]
fn a_server_that_never_ends_is_left() {
    let (port, _requests) = serve(|s| {
        write!(s, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n")?;
        loop {
            s.write_all(b"<p>word ")?;
            std::thread::sleep(Duration::from_millis(50));
        }
    });
    let started = Instant::now();
    let output = run(&["--max-time", "1", &format!("http://127.0.0.1:{port}/")]);
    assert!(err(&output).contains("--max-time"), "{}", err(&output));
    assert!(started.elapsed() < Duration::from_secs(30) && output.status.code() == Some(2));
}

#[test]
fn credentials_stay_with_their_host() {
    let (other, asked) = page();
    let (port, first) = redirect(format!("http://localhost:{other}/there"));
    let address = format!("http://user:secret@127.0.0.1:{port}/");
    let output = run(&["--from", "body", "-f", "json", &address]);
    assert!(out(&output).contains("old chapel"), "{}", err(&output));
    let request = asked.recv_timeout(Duration::from_secs(5)).expect("a request");
    let leaks = |text: &str| {
        let text = text.to_ascii_lowercase();
        text.contains("authorization") || text.contains("secret") || text.contains("cookie") || text.contains("referer")
    };
    assert!(!leaks(&request), "{request}");
    assert!(first.recv_timeout(Duration::from_secs(5)).is_ok_and(|r| r.starts_with("GET / ")));
    let json: serde_json::Value = serde_json::from_str(&out(&output)).expect("JSON");
    assert_eq!(json["metadata"]["url"], format!("http://localhost:{other}/there"));
}
