//! The command line: arguments to inputs, inputs to articles, articles to
//! standard output or files. It uses the crate's public face only.

mod args;
mod check;
#[cfg(feature = "corpus")]
mod corpus;
mod exit;
mod explain;
#[cfg(feature = "fetch")]
mod fetch;
mod input;
mod junit;
mod ledger;
mod messages;
mod output;
mod parallel;
mod quantity;
mod rules;
mod targets;

use std::io::{IsTerminal, stdin};
use std::ops::ControlFlow;

use clap::{CommandFactory, Parser};

use args::{Args, Clean, Task};
use exit::Exit;
use input::{Input, Unread};
use messages::{Messages, say};
use output::{Sink, Unwritten};
use targets::Target;

/// Runs the program.
pub fn run() -> Exit {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return usage(&error),
    };
    let outcome = match &args.task {
        Some(Task::Explain(args)) => explain::explain(args),
        Some(Task::Check(args)) => check::check(args),
        Some(Task::Rules { id }) => rules::print(id.as_deref()),
        Some(Task::Completions { shell }) => output::print(&completions(*shell)),
        Some(Task::Man { command }) => man(command.as_deref()).and_then(|page| output::print(&page)),
        #[cfg(feature = "corpus")]
        Some(Task::Corpus(corpus)) => corpus::run(corpus),
        None => clean(&args.clean),
    };
    outcome.unwrap_or_else(|message| {
        say(&message);
        Exit::Usage
    })
}

fn usage(error: &clap::Error) -> Exit {
    // Nothing can be done if even the message cannot be printed.
    let _ = error.print();
    if error.use_stderr() { Exit::Usage } else { Exit::Done }
}

fn no_input() -> String {
    "no input; name files or addresses, or pipe a page in: `curl -s URL | bodycopy` (see --help)".to_owned()
}

/// Reads, cleans and writes every input, in order.
fn clean(args: &Clean) -> Result<Exit, String> {
    if args.inputs.is_empty() && stdin().is_terminal() {
        return Err(no_input());
    }
    let cleaner = args.cleaning.options()?.cleaner();
    let inputs = args.inputs();
    if let Some(message) = inputs.iter().find_map(misplaced) {
        return Err(message);
    }
    if inputs.iter().filter(|input| matches!(input, Input::Stdin)).count() > 1 {
        return Err("-: standard input can be read once only; name it once".to_owned());
    }
    let targets = targets::targets(&inputs, args.cleaning.lexicon(), args.output.as_deref(), args.form())?;
    let mut sink = Sink::new(args, &targets);
    let inputs: Vec<(Input, Target)> = inputs.into_iter().zip(targets).collect();
    let mut messages = Messages::default();
    let fetching = args.cleaning.fetching()?;
    let work =
        |(input, _): &(Input, Target)| input.read(&fetching).map(|page| page.cleaner(&cleaner).clean(&page.bytes));
    parallel::in_order(&inputs, work, |(input, target), article| {
        match article.unwrap_or_else(|fault| Err(Unread(fault.to_string()))) {
            Ok(article) => {
                messages.about(input, &article);
                if args.ledger && !sink.holds_ledger() {
                    ledger::print(input, &article);
                }
                match sink.write(input, target, &article) {
                    Ok(()) => Ok(ControlFlow::Continue(())),
                    Err(Unwritten::One(why)) => {
                        messages.unwritten(&why);
                        Ok(ControlFlow::Continue(()))
                    }
                    Err(Unwritten::All(why)) => Err(why),
                    Err(Unwritten::Unread) => Ok(ControlFlow::Break(())),
                }
            }
            Err(Unread(why)) => {
                messages.unread(input, &why);
                Ok(ControlFlow::Continue(()))
            }
        }
    })
    .map(|()| messages.exit())
}

/// A command behind an option is read as the name of a file; says so.
fn misplaced(input: &Input) -> Option<String> {
    let name = input.file().filter(|path| !path.exists())?.to_str()?;
    if name == "help" {
        return Some("for help: `bodycopy --help`, or `bodycopy check --help`".to_owned());
    }
    let args = Args::command();
    let typos = |command: &str| strsim::damerau_levenshtein(name, command);
    let nearest = args.get_subcommands().map(clap::Command::get_name).min_by_key(|command| typos(command))?;
    match typos(nearest) {
        0 => Some(format!("`{name}` is a command, and a command stands in front: `bodycopy {name} …`")),
        1..=TYPOS => Some(format!("{name}: there is no such file; do you mean the command `bodycopy {nearest} …`?")),
        _ => None,
    }
}

/// Letters that are wrong, missing, too many or in another order in a word that was meant.
const TYPOS: usize = 2;

fn completions(shell: clap_complete::Shell) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "bodycopy", &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

/// The man page of the program, or that of one of its commands.
fn man(command: Option<&str>) -> Result<String, String> {
    let mut args = Args::command();
    // Each command gets its whole name, as its page tells it.
    args.build();
    let about = match command {
        None => args,
        Some(name) => args.find_subcommand(name).cloned().ok_or_else(|| {
            let names: Vec<&str> = args.get_subcommands().map(clap::Command::get_name).collect();
            format!("no command is called `{name}`; the commands are {}", names.join(", "))
        })?,
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(about).render(&mut page).map_err(|e| format!("the man page cannot be written: {e}"))?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}
