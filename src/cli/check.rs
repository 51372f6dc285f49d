//! `bodycopy check`: saved pages as snapshot tests.

use std::io::{BufRead, Write, stderr, stdin, stdout};
use std::path::PathBuf;

use bodycopy::snapshot::{self, Change, Kind, Outcome, Part, Report, State};
use serde_json::{Value, json};

use super::args::Cleaning;
use super::exit::Exit;
use super::messages::{colour_on, say};
use super::targets::refuse_inputs;
use super::{junit, output};

const EXAMPLES: &str = "\
Examples:
  bodycopy check pages/             compare with pages/*.snap; exit code 1 if something differs
  bodycopy check pages/ --accept    take the new results
  bodycopy check pages/ --review    decide one by one
  bodycopy check --junit report.xml pages/

Pages are files called *.html, *.htm, *.xhtml, *.shtml and *.txt; the snapshot of
story.html is story.html.snap. Give the same options each time.
Exit codes: 0 nothing differs, 1 something differs, 2 wrong usage or unreadable page.";

/// Compare the cleaning of saved pages with snapshots of it
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Check {
    /// Folders of pages, or pages; without any, the folder that you are in
    #[arg(value_name = "DIR", default_value = ".", hide_default_value = true)]
    paths: Vec<PathBuf>,
    /// Take every new result; remove snapshots without a page
    #[arg(long)]
    accept: bool,
    /// Show the differences one by one, and ask
    #[arg(long, conflicts_with = "accept")]
    review: bool,
    /// Leave new results beside the snapshots, as *.snap.new, for `cargo insta review`
    #[arg(long, conflicts_with_all = ["accept", "review"])]
    propose: bool,
    /// Print a JSON object for each page, one a line
    #[arg(long, conflicts_with = "review")]
    json: bool,
    /// Write a report in the form of JUnit, for continuous integration
    #[arg(long, value_name = "FILE")]
    junit: Option<PathBuf>,
    #[command(flatten)]
    cleaning: Cleaning,
}

pub fn check(args: &Check) -> Result<Exit, String> {
    let cleaner = args.cleaning.options()?.cleaner();
    let report = snapshot::check(&args.paths, &cleaner).map_err(|e| e.to_string())?;
    if let Some(path) = &args.junit {
        let read = report.pages.iter().flat_map(|p| [p.page.as_path(), p.snapshot.as_path()]);
        refuse_inputs(read.chain(args.cleaning.lexicon()), std::slice::from_ref(path))?;
        output::to_file(path, &junit::report(&report))?;
    }
    if args.json {
        let lines: Vec<String> = report.pages.iter().map(|page| format!("{}\n", object(page))).collect();
        output::print(&lines.concat())?;
    } else if !args.review {
        show(&report)?;
    }
    let settled = match (args.accept, args.review) {
        (true, _) => accept(&report)?,
        (false, true) => review(&report)?,
        (false, false) => propose(&report, args)?,
    };
    Ok(exit(&report, settled))
}

/// Whether all that differed has been settled decides between 0 and 1.
fn exit(report: &Report, settled: bool) -> Exit {
    let unreadable = report.pages.iter().any(|p| matches!(p.state, State::Unreadable(_)));
    match (unreadable, settled || report.is_same()) {
        (true, _) => Exit::Usage,
        (false, true) => Exit::Done,
        (false, false) => Exit::Differs,
    }
}

fn show(report: &Report) -> Result<(), String> {
    let differing = report.pages.iter().filter(|p| p.state != State::Same);
    let colour = colour_on(&stdout());
    let lines: Vec<String> = differing.map(|page| format!("{}\n\n", page.show(colour))).collect();
    output::print_coloured(&lines.concat()).map(|_| ())
}

fn counts(report: &Report) -> String {
    let counts: Vec<String> = report.counts().iter().map(|(name, n)| format!("{n} {name}")).collect();
    counts.join(", ")
}

fn propose(report: &Report, args: &Check) -> Result<bool, String> {
    if args.propose {
        report.pages.iter().try_for_each(|page| page.propose().map_err(|e| unwritten(page, &e)))?;
    }
    say(&counts(report));
    if report.pages.iter().any(is_open) {
        // Without the same options other results would be taken.
        say("to take the new results, add --accept to the same command; to be asked about each, --review");
    }
    Ok(false)
}

/// True if there is a result to take.
fn is_open(page: &Outcome) -> bool {
    !matches!(page.state, State::Same | State::Unreadable(_))
}

fn accept(report: &Report) -> Result<bool, String> {
    report.pages.iter().try_for_each(|page| page.accept().map_err(|e| unwritten(page, &e)))?;
    let taken = report.pages.iter().filter(|page| is_open(page)).count();
    say(&format!("{}; {taken} taken", counts(report)));
    Ok(true)
}

fn unwritten(page: &Outcome, error: &std::io::Error) -> String {
    format!("{}: cannot be written: {error}", page.snapshot.display())
}

/// What the person has said.
enum Answer {
    Accept,
    Skip,
    AcceptAll,
    Quit,
}

/// Asks about each difference; true if all were accepted.
fn review(report: &Report) -> Result<bool, String> {
    let open: Vec<&Outcome> = report.pages.iter().filter(|p| p.state != State::Same).collect();
    let (mut accepted, mut all) = (0, false);
    for (i, page) in open.iter().enumerate() {
        if matches!(page.state, State::Unreadable(_)) {
            say(&page.show(false));
            continue;
        }
        if !all {
            let shown = format!("\n({} of {}) {}\n", i + 1, open.len(), page.show(colour_on(&stdout())));
            // Nobody can answer what is not shown.
            if output::print_coloured(&shown)?.is_break() {
                break;
            }
        }
        match if all { Answer::Accept } else { ask()? } {
            Answer::Accept => {}
            Answer::AcceptAll => all = true,
            Answer::Skip => continue,
            Answer::Quit => break,
        }
        page.accept().map_err(|e| unwritten(page, &e))?;
        accepted += 1;
    }
    say(&format!("{}; {accepted} of {} accepted", counts(report), open.len()));
    Ok(accepted == open.len())
}

fn ask() -> Result<Answer, String> {
    loop {
        // A question that cannot be shown is answered blindly; the answer counts.
        let _ = write!(stderr(), "[a]ccept, [s]kip, accept a[l]l that follow, [q]uit? ");
        let mut line = String::new();
        let read = stdin().lock().read_line(&mut line).map_err(|e| format!("the answer cannot be read: {e}"))?;
        match line.trim() {
            _ if read == 0 => return Ok(Answer::Quit),
            "a" | "accept" => return Ok(Answer::Accept),
            "s" | "skip" | "r" | "reject" => return Ok(Answer::Skip),
            "l" | "all" => return Ok(Answer::AcceptAll),
            "q" | "quit" => return Ok(Answer::Quit),
            _ => say("answer a, s, l or q, and press Enter"),
        }
    }
}

fn object(page: &Outcome) -> Value {
    let mut object = json!({
        "page": page.page.display().to_string(),
        "snapshot": page.snapshot.display().to_string(),
        "state": page.state.name(),
    });
    match &page.state {
        State::Changed(changes) => object["changes"] = changes.iter().map(change).collect(),
        State::Unreadable(why) => object["message"] = json!(why),
        _ => {}
    }
    object
}

fn change(change: &Change) -> Value {
    let part = match change.part {
        Part::Head => "head",
        Part::Text => "text",
        Part::Dropped => "dropped",
    };
    let kind = if change.kind == Kind::Removed { "removed" } else { "added" };
    json!({ "part": part, "kind": kind, "line": change.line(), "by": change.by })
}
