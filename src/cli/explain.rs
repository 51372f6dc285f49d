//! `bodycopy explain`: why each block of a page was kept or dropped.

use std::io::{IsTerminal, stdin, stdout};
use std::path::{Path, PathBuf};

use bodycopy::{Explanation, report};
use clap::ValueEnum;

use super::args::Cleaning;
use super::exit::Exit;
use super::input::Input;
use super::messages::{colour_on, say};
use super::{no_input, output};

const EXAMPLES: &str = "\
Examples:
  bodycopy explain page.html                 a listing on the terminal
  bodycopy explain page.html --open          a report in the browser
  bodycopy explain page.html -o report.html  the report as a file
  bodycopy explain page.html --block 17      all about block 17 of the listing";

/// Say of every block of a page why it was kept or dropped
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Explain {
    /// A file, an http(s) address, or - for standard input
    #[arg(value_name = "INPUT")]
    input: Option<String>,
    /// Form of the report; without this, text on a terminal and html elsewhere
    #[arg(short, long, value_enum)]
    format: Option<Form>,
    /// The file for the report
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Show the report in the browser
    #[arg(long, conflicts_with_all = ["format", "block"])]
    open: bool,
    /// Tell all about one block, by its number in the listing
    #[arg(long, value_name = "NUMBER")]
    block: Option<usize>,
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
    let page = input.read(&args.cleaning.fetching()).map_err(|why| format!("{}: {}", input.name(), why.0))?;
    let explanation = page.cleaner(&cleaner).explain(&page.bytes);
    if let Some(place) = args.block {
        return block(&explanation, place);
    }
    match form(args) {
        Form::Html => html(args, &explanation, &input),
        Form::Text => {
            let colour = args.output.is_none() && colour_on(&stdout());
            let listing = report::listing(&explanation, &input.name(), colour);
            match &args.output {
                Some(path) => output::to_file(path, &listing).map(|()| Exit::Done),
                None => output::print_coloured(&listing).map(|exit| hint(args, exit)),
            }
        }
    }
}

fn form(args: &Explain) -> Form {
    let terminal = args.output.is_none() && !args.open && stdout().is_terminal();
    args.format.unwrap_or(if terminal { Form::Text } else { Form::Html })
}

/// Where to go from the listing.
fn hint(args: &Explain, exit: Exit) -> Exit {
    if stdout().is_terminal() {
        let name = args.input.as_deref().unwrap_or("PAGE");
        say(&format!("all about one block: `bodycopy explain {name} --block N`; in the browser: --open"));
    }
    exit
}

fn block(explanation: &Explanation, place: usize) -> Result<Exit, String> {
    match report::details(explanation, place, colour_on(&stdout())) {
        Some(details) => output::print_coloured(&details),
        None => {
            let last = explanation.blocks.last().map_or(0, |b| b.place);
            Err(format!("the page has no block {place}; its blocks are 0 to {last}"))
        }
    }
}

fn html(args: &Explain, explanation: &Explanation, input: &Input) -> Result<Exit, String> {
    let report = report::html(explanation, &input.name());
    let path = match &args.output {
        Some(path) => path.clone(),
        None if args.open => std::env::temp_dir().join(format!("{}.explained.html", input.stem())),
        None => return output::print(&report),
    };
    output::to_file(&path, &report)?;
    if args.open {
        say(&format!("the report is {}", path.display()));
        show(&path)?;
    }
    Ok(Exit::Done)
}

fn show(path: &Path) -> Result<(), String> {
    open::that_detached(path)
        .map_err(|e| format!("{}: no browser can be started ({e}); open the file yourself", path.display()))
}
