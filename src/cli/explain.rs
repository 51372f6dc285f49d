//! `bodycopy explain`: why each block of a page was kept or dropped.

use std::ffi::OsString;
use std::io::{IsTerminal, stdin, stdout};
use std::path::{Path, PathBuf};

use bodycopy::explanation::ExplainedBlock;
use bodycopy::report::{Advice, Advisor};
use bodycopy::{Cleaner, DroppedBy, Explanation, report};
use clap::ValueEnum;

use super::args::Cleaning;
use super::exit::Exit;
use super::input::{Input, Page};
use super::messages::{Messages, colour_on, say};
use super::targets::refuse_inputs;
use super::{no_input, output};

const EXAMPLES: &str = "\
Examples:
  bodycopy explain page.html                 a listing on the terminal
  bodycopy explain page.html --open          a report in the browser
  bodycopy explain page.html -o report.html  the report as a file
  bodycopy explain page.html --block 17      all about block 17 of the listing
  bodycopy explain page.html --block \"said the mayor\"   all about the block with these words";

/// Say of every block of a page why it was kept or dropped
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Explain {
    /// A file, an http(s) address, or - for standard input
    #[arg(value_name = "INPUT")]
    input: Option<OsString>,
    /// Form of the report; without this, text on a terminal and in a file *.txt, html elsewhere
    #[arg(short, long, value_enum)]
    format: Option<Form>,
    /// The file for the report
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Show the report in the browser
    #[arg(long, conflicts_with_all = ["format", "block"])]
    open: bool,
    /// Tell all about a block, by its number in the listing or by words of it
    #[arg(long, value_name = "BLOCK", conflicts_with = "format")]
    block: Option<String>,
    #[command(flatten)]
    cleaning: Cleaning,
}

/// Form of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    Html,
    Text,
}

pub fn explain(args: &Explain) -> Result<Exit, String> {
    let cleaner = args.cleaning.options()?.cleaner();
    let input = match &args.input {
        Some(name) => Input::named(name),
        None if stdin().is_terminal() => return Err(no_input()),
        None => Input::Stdin,
    };
    refuse_inputs(input.file().into_iter().chain(args.cleaning.lexicon()), args.output.as_slice())?;
    let page = input.read(&args.cleaning.fetching()?).map_err(|why| format!("{}: {}", input.name(), why.0))?;
    let explanation = page.cleaner(&cleaner).explain(&page.bytes);
    let mut messages = Messages::default();
    messages.about(&input, &explanation.article);
    let colour = args.output.is_none() && colour_on(&stdout());
    match (&args.block, form(args)) {
        (Some(wanted), _) => {
            let tried = |advice, block: &_| tried(advice, block, &cleaner, &page);
            text(args, &block(&explanation, wanted, tried, colour)?)?;
        }
        (None, Form::Html) => html(args, &explanation, &input)?,
        (None, Form::Text) => {
            text(args, &report::listing(&explanation, &input.name(), colour))?;
            hint(args);
        }
    }
    Ok(messages.exit())
}

/// To the file, if there is one.
fn text(args: &Explain, content: &str) -> Result<(), String> {
    match &args.output {
        Some(path) => output::to_file(path, content),
        None => output::print_coloured(content).map(|_| ()),
    }
}

fn form(args: &Explain) -> Form {
    let terminal = args.output.is_none() && !args.open && stdout().is_terminal();
    let ending = args.output.as_deref().and_then(Path::extension).map(|ending| ending.to_ascii_lowercase());
    let asked = ending.filter(|ending| ending == "txt").map(|_| Form::Text);
    args.format.or(asked).unwrap_or(if terminal { Form::Text } else { Form::Html })
}

/// Where to go from the listing.
fn hint(args: &Explain) {
    if args.output.is_none() && stdout().is_terminal() {
        say("all about one block: add --block N; in the browser: --open");
    }
}

/// More blocks with the same words than this are not told.
const MOST: usize = 5;

/// What an element holds that is kept meets the rules as ever: the advice is tried, and
/// says what else the block needs.
fn tried(mut advice: Advice, block: &ExplainedBlock, cleaner: &Cleaner, page: &Page) -> Advice {
    let selector = advice.write.strip_prefix("--keep ").and_then(|selector| selector.parse().ok());
    let Some(selector) = selector else { return advice };
    let mut options = cleaner.options().clone().keep(selector);
    for _ in 0..STEPS {
        let explanation = page.cleaner(&options.clone().cleaner()).explain(&page.bytes);
        let now = explanation.blocks.into_iter().find(|now| now.place == block.place);
        let (more, changed) = match now.and_then(|now| now.dropped) {
            Some(DroppedBy::Rule(rule)) => (format!(" --without {rule}"), options.clone().rule_off(rule).ok()),
            Some(DroppedBy::Role(role)) => (format!(" --include {role}"), Some(options.clone().include(role))),
            _ => break,
        };
        let Some(changed) = changed else { break };
        advice.write.push_str(&more);
        options = changed;
    }
    advice
}

/// More options than this are no advice.
const STEPS: usize = 3;

fn block(
    explanation: &Explanation,
    wanted: &str,
    tried: impl Fn(Advice, &ExplainedBlock) -> Advice,
    colour: bool,
) -> Result<String, String> {
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let (number, words) = (wanted.parse::<usize>().ok(), line(wanted));
    let fits = |block: &&ExplainedBlock| match number {
        Some(number) => block.place == number,
        None => line(&block.text).contains(&words),
    };
    let found: Vec<&ExplainedBlock> = explanation.blocks.iter().filter(fits).collect();
    if explanation.blocks.is_empty() {
        return Err("the page has no blocks, so that there is none to tell about".to_owned());
    }
    if words.is_empty() {
        return Err("`--block` names no block; give a number of the listing, or words of the block".to_owned());
    }
    if found.is_empty() {
        let last = explanation.blocks.last().map_or(0, |b| b.place);
        return Err(match number {
            Some(number) => format!("the page has no block {number}; its blocks are 0 to {last}"),
            None => format!(
                "no block of the page has the words `{wanted}`; they may stand in two blocks, or only in its scripts"
            ),
        });
    }
    let advisor = Advisor::new(explanation);
    let tell = |block: &&ExplainedBlock| {
        let advice: Vec<Advice> = advisor.advice(block).into_iter().map(|advice| tried(advice, block)).collect();
        format!("{:>5}  {}", block.place, report::details(explanation, block, &advice, colour))
    };
    let told: Vec<String> = found.iter().take(MOST).map(tell).collect();
    if found.len() > MOST {
        say(&format!("{} blocks have these words; here are {MOST}", found.len()));
    }
    Ok(told.join("\n"))
}

fn html(args: &Explain, explanation: &Explanation, input: &Input) -> Result<(), String> {
    let report = report::html(explanation, &input.name());
    let path = match &args.output {
        Some(path) => path.clone(),
        None if args.open => in_a_folder_of_its_own(&input.stem())?,
        None => return output::print(&report).map(|_| ()),
    };
    output::to_file(&path, &report)?;
    if args.open {
        say(&format!("the report is {}", path.display()));
        show(&path)?;
    }
    Ok(())
}

/// A name in a folder of all users that nobody can have taken before.
fn in_a_folder_of_its_own(stem: &str) -> Result<PathBuf, String> {
    let failed = |folder: &Path, e: std::io::Error| format!("{}: the folder cannot be made: {e}", folder.display());
    let mut number = 0;
    loop {
        let folder = std::env::temp_dir().join(format!("bodycopy-{}-{number}", std::process::id()));
        match std::fs::create_dir(&folder) {
            Ok(()) => return Ok(folder.join(format!("{stem}.explained.html"))),
            Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => number += 1,
            Err(e) => return Err(failed(&folder, e)),
        }
    }
}

fn show(path: &Path) -> Result<(), String> {
    open::that_detached(path)
        .map_err(|e| format!("{}: no browser can be started ({e}); open the file yourself", path.display()))
}
