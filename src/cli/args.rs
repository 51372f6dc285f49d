//! The arguments, and what they mean for the library.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use bodycopy::decode::is_charset;
use bodycopy::write::{Format, Html, Json, Markdown, Text};
use bodycopy::{Input as Kind, Lexicon, Limit, Limits, Options, Role, Selector};
use clap::{Parser, Subcommand, ValueEnum};

use super::check::Check;
use super::explain::Explain;
use super::input::{Fetching, Input};
use super::quantity;

const EXAMPLES: &str = "\
Examples:
  bodycopy page.html                        clean text on standard output
  curl -s URL | bodycopy                    from standard input
  bodycopy https://example.org/story        fetch the page, then clean it
  bodycopy -f json pages/*.html             one JSON object a line
  bodycopy pages/*.html -o out/             a file each
  bodycopy --include caption --ledger p.html
  bodycopy explain page.html                why each block was kept or dropped
  bodycopy check pages/                     whether the text of saved pages has changed
  bodycopy rules see-also                   what a rule drops, and what it spares

A file that is called like a command is reached as ./rules.
Exit codes: 0 done, 1 some input gave no article, 2 wrong usage, unreadable input or output.";

/// The article's text of a scraped page, and nothing else
#[derive(Debug, Parser)]
#[command(version, about, after_help = EXAMPLES, max_term_width = 100)]
#[command(args_conflicts_with_subcommands = true, disable_help_subcommand = true)]
pub struct Args {
    #[command(subcommand)]
    pub task: Option<Task>,
    #[command(flatten)]
    pub clean: Clean,
}

/// What to do instead of cleaning.
#[derive(Debug, Subcommand)]
pub enum Task {
    Explain(Box<Explain>),
    Check(Box<Check>),
    /// Clean whole corpora: WARC, JSONL and folders in, JSONL, WARC or text files out
    #[cfg(feature = "corpus")]
    Corpus(Box<super::corpus::Corpus>),
    /// List the rules, or say what one drops and what it spares
    Rules {
        /// The rule
        id: Option<String>,
    },
    /// Print completions for a shell
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Print the man page, or that of a command
    Man {
        /// The command
        command: Option<String>,
    },
}

/// Cleaning, which needs no command.
#[derive(Debug, clap::Args)]
pub struct Clean {
    /// Files, http(s) addresses, or - for standard input
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<OsString>,
    /// Form of the output; without it the one that PATH's ending names, or text
    #[arg(short, long, value_enum)]
    format: Option<Form>,
    /// A file; or a folder for a file each, if it ends in a slash
    #[arg(short, long, value_name = "PATH")]
    pub output: Option<PathBuf>,
    /// Say on standard error what was dropped, and by which rule
    #[arg(long)]
    pub ledger: bool,
    #[command(flatten)]
    pub cleaning: Cleaning,
}

/// How pages are read and cleaned: the same for every task.
#[derive(Debug, clap::Args)]
pub struct Cleaning {
    /// Roles to add to the text: caption, title, byline, date, tag, category, comment
    #[arg(long, value_name = "ROLE", value_delimiter = ',')]
    include: Vec<Role>,
    /// Roles to leave out: standfirst, heading, list, quote, code, table, embed
    #[arg(long, value_name = "ROLE", value_delimiter = ',')]
    exclude: Vec<Role>,
    /// Elements to keep whatever the judge thinks: a tag, a class, or both, as in div.fact-box
    #[arg(long, value_name = "ELEMENT", value_delimiter = ',')]
    keep: Vec<Selector>,
    /// Elements to drop
    #[arg(long, value_name = "ELEMENT", value_delimiter = ',')]
    drop: Vec<Selector>,
    /// Switch a rule off (see `bodycopy rules`)
    #[arg(long, value_name = "RULE", value_delimiter = ',', alias = "rule-off")]
    without: Vec<String>,
    /// What the input is; body is HTML that holds nothing but the article
    #[arg(long, value_enum, default_value = "auto")]
    from: From,
    /// Never take the text from the page's data (JSON), even if the markup has little of it
    #[arg(long)]
    markup_only: bool,
    /// Charset of the input, if you know it
    #[arg(long, value_name = "LABEL")]
    charset: Option<String>,
    /// Address of the page, if it does not name its own
    #[arg(long, value_name = "ADDRESS")]
    url: Option<String>,
    /// Cue phrases of your own: a topic, [see-also], and under it lines such as: start dig deeper
    #[arg(long, value_name = "FILE")]
    lexicon: Option<PathBuf>,
    /// Most bytes of a page; 10MB is 10,000,000
    #[arg(long, value_name = "N", value_parser = quantity::bytes, default_value = "67108864", hide_default_value = true)]
    max_bytes: usize,
    /// Most seconds for fetching a page, and for cleaning it
    #[arg(long, value_name = "SECONDS", value_parser = quantity::seconds, default_value = "20")]
    max_time: Duration,
    /// Another limit, such as output=10MB: depth, nodes, lines, data, attributes, attribute-bytes, text or output
    #[arg(long, value_name = "NAME=N", value_delimiter = ',')]
    limit: Vec<String>,
}

/// Form of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    #[value(alias = "txt")]
    Text,
    #[value(alias = "md")]
    Markdown,
    #[value(alias = "htm")]
    Html,
    #[value(aliases = ["jsonl", "ndjson"])]
    Json,
}

impl Form {
    /// The ending of its files.
    pub fn extension(self) -> &'static str {
        match self {
            Form::Text => Text.extension(),
            Form::Markdown => Markdown.extension(),
            Form::Html => Html.extension(),
            Form::Json => Json::default().extension(),
        }
    }

    /// The form that a file name asks for by its ending.
    pub fn of_path(path: &Path) -> Option<Form> {
        match path.extension()?.to_string_lossy().to_ascii_lowercase().as_str() {
            "txt" => Some(Form::Text),
            "md" | "markdown" => Some(Form::Markdown),
            "html" | "htm" => Some(Form::Html),
            "json" | "jsonl" | "ndjson" => Some(Form::Json),
            _ => None,
        }
    }
}

/// What the input is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum From {
    Auto,
    Html,
    Body,
    Text,
    #[value(alias = "md")]
    Markdown,
}

impl Clean {
    pub fn inputs(&self) -> Vec<Input> {
        if self.inputs.is_empty() {
            return vec![Input::Stdin];
        }
        self.inputs.iter().map(|name| Input::named(name)).collect()
    }

    /// The form of the output.
    pub fn form(&self) -> Form {
        self.format.or(self.output.as_deref().and_then(Form::of_path)).unwrap_or(Form::Text)
    }
}

impl Cleaning {
    /// What is read of an input is what the cleaner takes.
    pub fn fetching(&self) -> Result<Fetching, String> {
        let Limits { bytes, time, .. } = self.limits()?;
        Ok(Fetching { bytes, time })
    }

    pub fn options(&self) -> Result<Options, String> {
        let mut options = Options::default().limits(self.limits()?).input(self.kind());
        for role in &self.include {
            options = options.include(*role);
        }
        for role in &self.exclude {
            options = options.exclude(*role);
        }
        if self.markup_only {
            options = options.markup_only();
        }
        for selector in &self.keep {
            options = options.keep(selector.clone());
        }
        for selector in &self.drop {
            options = options.drop(selector.clone());
        }
        for id in &self.without {
            options = options.rule_off(id).map_err(|e| e.to_string())?;
        }
        if let Some(label) = &self.charset {
            if !is_charset(label) {
                return Err(format!(
                    "no charset is called `{label}`; the web has names such as utf-8, windows-1251, utf-16le"
                ));
            }
            options = options.charset(label.clone());
        }
        if let Some(address) = &self.url {
            options = options.address(address.clone());
        }
        match &self.lexicon {
            None => {
                // The phrases are read beside the first page: half of what a small one waits
                // for. Without a thread, the page itself reads them.
                let _ = std::thread::Builder::new().spawn(Lexicon::built_in);
                Ok(options)
            }
            Some(path) => Ok(options.lexicon(Arc::new(read_lexicon(path)?))),
        }
    }

    /// The file with phrases of the user's own.
    pub fn lexicon(&self) -> Option<&Path> {
        self.lexicon.as_deref()
    }

    fn limits(&self) -> Result<Limits, String> {
        let mut limits = Limits { bytes: self.max_bytes, time: self.max_time, ..Limits::default() };
        for pair in &self.limit {
            let wrong =
                || format!("`--limit {pair}` is not NAME=N, as in `--limit depth=100`, output=10MB or time=0.5");
            let (name, n) = pair.split_once('=').ok_or_else(wrong)?;
            if name == Limit::Time.name() {
                limits.time = quantity::seconds(n).map_err(|_| wrong())?;
            } else {
                limits.set(name, quantity::bytes(n).map_err(|_| wrong())?).map_err(|e| e.to_string())?;
            }
        }
        Ok(limits)
    }

    fn kind(&self) -> Kind {
        match self.from {
            From::Auto => Kind::Auto,
            From::Html => Kind::Html,
            From::Body => Kind::Body,
            From::Text => Kind::Text,
            From::Markdown => Kind::Markdown,
        }
    }
}

fn read_lexicon(path: &PathBuf) -> Result<Lexicon, String> {
    let name = path.display();
    let file = std::fs::read_to_string(path).map_err(|e| format!("{name}: the lexicon cannot be read: {e}"))?;
    Lexicon::with_file(&file).map_err(|e| format!("{name}: {e}"))
}
