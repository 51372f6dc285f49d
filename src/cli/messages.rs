//! What standard error says.

use std::io::{IsTerminal, Write, stderr};

use bodycopy::terminal::one_line;
use bodycopy::{Article, Limit, Status};

use super::exit::Exit;
use super::input::Input;

/// Messages about inputs, and the exit code that follows from them.
#[derive(Default)]
pub struct Messages {
    failed: bool,
    without_article: bool,
}

impl Messages {
    pub fn about(&mut self, input: &Input, article: &Article) {
        let name = input.name();
        match &article.status {
            Status::Ok => return,
            Status::NotText(kind) => say(&format!("{name}: {}", not_text(input, kind))),
            Status::Empty => say(&format!("{name}: there is no text in it; check what wrote it")),
            Status::LimitHit(limit) if !article.has_text() => {
                say(&format!("{name}: the limit on {limit} was met before any text; {}", raise(*limit)));
            }
            status => say(&format!("{name}: {status}")),
        }
        self.without_article |= !article.has_text();
    }

    pub fn unread(&mut self, input: &Input, why: &str) {
        say(&format!("{}: {why}", input.name()));
        self.failed = true;
    }

    /// `why` names the output.
    pub fn unwritten(&mut self, why: &str) {
        say(why);
        self.failed = true;
    }

    pub fn exit(&self) -> Exit {
        match (self.failed, self.without_article) {
            (true, _) => Exit::Usage,
            (false, true) => Exit::NoArticle,
            (false, false) => Exit::Done,
        }
    }
}

/// What to write to read more of a page.
fn raise(limit: Limit) -> String {
    match limit {
        Limit::Bytes => "raise it with --max-bytes".to_owned(),
        Limit::Time => "raise it with --max-time".to_owned(),
        limit => format!("raise it with --limit {limit}=N"),
    }
}

/// What the decoder calls such a file.
const UTF_32: &str = "text in UTF-32";

fn not_text(input: &Input, kind: &str) -> String {
    let (fetched, file) = match input {
        Input::File(path) => (String::new(), quoted(&path.to_string_lossy())),
        Input::Address(address) => (format!("curl -sL {} | ", quoted(address)), "-".to_owned()),
        Input::Stdin => (String::new(), "-".to_owned()),
    };
    let packed = |kind: &str, by: &str| format!("is {kind}; try `{fetched}{by} -dc {file} | bodycopy`");
    match kind {
        "gzip archive" => packed("a gzip archive", "gzip"),
        "xz archive" => packed("an xz archive", "xz"),
        "bzip2 archive" => packed("a bzip2 archive", "bzip2"),
        "Zstandard archive" => packed("a Zstandard archive", "zstd"),
        "PDF" => format!("is a PDF; try `{fetched}pdftotext {file} - | bodycopy --from text`"),
        "EPUB book" => format!(
            "is a book (EPUB); its chapters are pages: try `unzip -d book {file}`, then `bodycopy corpus book -o chapters.jsonl`"
        ),
        "Office document" | "RTF document" => {
            format!("is a document of an office program; try `pandoc -t html {file} | bodycopy`")
        }
        "mail or web archive (MIME)" => "is a mail, or a page that was saved with its pictures (MIME: .eml, .mbox, \
             .mhtml); open it and save the page as HTML alone"
            .to_owned(),
        "web archive (Safari)" => {
            format!("is a web archive of Safari; try `textutil -convert html -stdout {file} | bodycopy`")
        }
        "feed" => "is a feed (RSS or Atom), which lists pages; give the pages that it leads to, or read it all \
             the same with `--from html`"
            .to_owned(),
        UTF_32 => format!("is {UTF_32}; try `{fetched}iconv -f UTF-32 -t UTF-8 {file} | bodycopy`"),
        "JSON" | "web archive (WARC)" => {
            format!("is no page but may hold some ({kind}); try `{fetched}bodycopy corpus {file} -o articles.jsonl`")
        }
        kind => format!("is no page of text but a file of another kind: {kind}"),
    }
}

/// A name as a shell takes it for one word.
pub fn quoted(name: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "_-./:@%+,=".contains(c);
    if !name.is_empty() && name.chars().all(plain) {
        return name.to_owned();
    }
    format!("'{}'", name.replace('\'', "'\\''"))
}

/// A line on standard error.
pub fn say(message: &str) {
    let prefix = if colour() { "\u{1b}[1mbodycopy:\u{1b}[0m" } else { "bodycopy:" };
    // Nothing can be done if standard error is closed.
    let _ = writeln!(stderr(), "{prefix} {}", one_line(message));
}

/// Colour is for terminals, and for people who have not asked to be spared it
/// (<https://no-color.org>).
pub fn colour() -> bool {
    colour_on(&stderr())
}

/// The same for another stream.
pub fn colour_on(stream: &impl IsTerminal) -> bool {
    let dumb = std::env::var_os("TERM").is_some_and(|v| v == "dumb");
    stream.is_terminal() && !dumb && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
}
