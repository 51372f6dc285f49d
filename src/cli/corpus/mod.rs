//! `bodycopy corpus`: whole corpora in, articles out.

mod progress;
mod summary;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Instant;

use bodycopy::corpus::{Existing, Failure, Fields, Form, Job, Outcome, Shard};
use signal_hook::consts::{SIGINT, SIGTERM};

use super::args::Cleaning;
use super::exit::{Exit, stopped_by};
use super::messages::say;
use super::targets::refuse_inputs;
use progress::Progress;

const EXAMPLES: &str = "\
Examples:
  bodycopy corpus crawl.warc.gz -o articles.jsonl.zst
  bodycopy corpus 'crawl/*.warc.gz' -o articles/ --resume    parts in a folder; go on if killed
  bodycopy corpus site/ -o texts/ -f text                    HTML files to text files
  bodycopy corpus pages.jsonl.gz -o a.jsonl --html-field content
  find . -name '*.html' | bodycopy corpus --files-from - -o a.jsonl
  bodycopy corpus crawl/ -o a3/ --shard 3/8                  the third of eight machines

Records that cannot be read are lines of OUT.errors.jsonl. See docs/corpus.md.
Exit codes: 0 done, 1 done with errors, 2 wrong usage or no room, 130 stopped by Ctrl-C (143 by SIGTERM).";

/// What `bodycopy corpus` can be told.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Corpus {
    /// WARC, JSONL and HTML files (.gz, .zst), folders, patterns, or - for standard input
    #[arg(value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// A file; or a folder for a file each part, if it ends in a slash
    #[arg(short, long, value_name = "OUT")]
    output: PathBuf,
    /// Form of the output, if OUT's ending does not say it
    #[arg(short, long, value_name = "FORM", value_parser = form)]
    format: Option<Form>,
    /// A file that lists files, one a line, no folders or patterns; - for standard input
    #[arg(long, value_name = "FILE")]
    files_from: Vec<PathBuf>,
    /// Go on with an unfinished run; begin one if there is none
    #[arg(long, conflicts_with = "overwrite")]
    resume: bool,
    /// Remove an output that is there already
    #[arg(long)]
    overwrite: bool,
    /// Markdown instead of plain text
    #[arg(long)]
    markdown: bool,
    /// Add what was dropped, and by which rule
    #[arg(long)]
    ledger: bool,
    /// Drop blocks that stand on many pages of one host; reads the input twice
    #[arg(long)]
    dedup_boilerplate: bool,
    /// Rows as they are ready, not in the order of the input
    #[arg(long)]
    unordered: bool,
    /// Do the I-th of N shares of the work
    #[arg(long, value_name = "I/N")]
    shard: Option<Shard>,
    /// Workers; as many as there are cores if not given
    #[arg(short = 'j', long, value_name = "N", value_parser = workers)]
    threads: Option<usize>,
    /// MB of rows, before compression, after which a part is safe
    #[arg(long, value_name = "MB", default_value_t = 64.0, value_parser = megabytes)]
    part_size: f64,
    /// Say nothing but errors
    #[arg(short, long)]
    quiet: bool,
    /// JSONL: the field that holds the page
    #[arg(long, value_name = "NAME", default_value = "html")]
    html_field: String,
    /// JSONL: the field that holds plain text, if there is no page
    #[arg(long, value_name = "NAME", default_value = "text")]
    text_field: String,
    /// JSONL: the field that holds the address
    #[arg(long, value_name = "NAME", default_value = "url")]
    url_field: String,
    /// JSONL: the field that names the record
    #[arg(long, value_name = "NAME", default_value = "id")]
    id_field: String,
    #[command(flatten)]
    cleaning: Cleaning,
}

fn form(name: &str) -> Result<Form, String> {
    let found = Form::NAMES.iter().find(|(n, _)| *n == name).map(|(_, form)| *form);
    found.ok_or_else(|| format!("the forms are {}", forms(name)))
}

/// The forms of this build; `wanted` may be one that another build has.
fn forms(wanted: &str) -> String {
    let names: Vec<&str> = Form::NAMES.iter().map(|(name, _)| *name).collect();
    let elsewhere = wanted == "parquet" && !names.contains(&wanted);
    let hint = if elsewhere { "; for Parquet build bodycopy with `--features parquet`" } else { "" };
    names.join(", ") + hint
}

fn megabytes(text: &str) -> Result<f64, String> {
    text.parse()
        .ok()
        .filter(|mb: &f64| mb.is_finite() && *mb > 0.0)
        .ok_or_else(|| "a part has more than 0 MB".to_owned())
}

fn workers(text: &str) -> Result<usize, String> {
    let most = Job::MOST_THREADS;
    let number = text.parse().ok().filter(|workers| *workers <= most);
    number.ok_or_else(|| format!("give a number up to {most}, or leave it out for as many as there are cores"))
}

impl Corpus {
    fn job(&self) -> Result<Job, String> {
        let form = self.form()?;
        let existing = match (self.resume, self.overwrite) {
            (true, _) => Existing::Resume,
            (_, true) => Existing::Overwrite,
            _ => Existing::Refuse,
        };
        Ok(Job {
            inputs: self.inputs.clone(),
            lists: self.files_from.clone(),
            existing,
            options: self.cleaning.options()?,
            max_bytes: self.cleaning.fetching()?.bytes,
            fields: Fields {
                html: self.html_field.clone(),
                text: self.text_field.clone(),
                url: self.url_field.clone(),
                id: self.id_field.clone(),
            },
            markdown: self.markdown,
            ledger: self.ledger,
            dedup_boilerplate: self.dedup_boilerplate,
            unordered: self.unordered,
            shard: self.shard,
            threads: self.threads.unwrap_or(0),
            part_size: (self.part_size * 1e6) as u64,
            ..Job::new(self.output.clone(), form)
        })
    }

    fn form(&self) -> Result<Form, String> {
        let name = self.output.display();
        if self.output.as_os_str() == "-" {
            return Err("-: a corpus is written to files, so that a run can be resumed; name one".to_owned());
        }
        match (self.format, Form::of_path(&self.output), self.output.extension()) {
            (Some(form), ..) | (None, Some(form), _) => Ok(form),
            (None, None, Some(ending)) if !self.output.is_dir() && !name.to_string().ends_with('/') => {
                let forms = forms(&ending.to_string_lossy());
                Err(format!("{name}: this ending names no form; name it with -f: {forms}"))
            }
            _ => Ok(Form::default()),
        }
    }
}

/// Runs the job.
pub fn run(corpus: &Corpus) -> Result<Exit, String> {
    let job = corpus.job()?;
    refuse_inputs(corpus.cleaning.lexicon(), std::slice::from_ref(&corpus.output))?;
    let stop = Arc::new(AtomicBool::new(false));
    let caught = Arc::new(AtomicUsize::new(0));
    for signal in [SIGINT, SIGTERM] {
        // The second time it ends at once.
        let number = u8::try_from(signal).unwrap_or_default();
        let registered = signal_hook::flag::register_conditional_shutdown(signal, stopped_by(number), stop.clone())
            .and_then(|_| signal_hook::flag::register_usize(signal, caught.clone(), number.into()))
            .and_then(|_| signal_hook::flag::register(signal, stop.clone()));
        registered.map_err(|e| format!("signals cannot be caught: {e}"))?;
    }
    let begun = Instant::now();
    let mut progress = Progress::new(corpus.quiet, begun);
    let outcome = job.run(&stop, &mut |so_far| progress.show(so_far));
    progress.close();
    let outcome = outcome.map_err(|failure| match failure {
        Failure::Input(why) | Failure::Output(why) => why,
    })?;
    let signal = u8::try_from(caught.load(Ordering::Relaxed)).unwrap_or_default();
    Ok(end(corpus, &outcome, begun, signal))
}

fn end(corpus: &Corpus, outcome: &Outcome, begun: Instant, signal: u8) -> Exit {
    let output = corpus.output.display();
    if outcome.was_complete {
        if !corpus.quiet {
            say(&format!(
                "{output} is there, and no run on it is unfinished; there is nothing left to do (its inputs are \
                 not compared: for others, name another output)"
            ));
        }
        // As the run has ended that wrote it.
        return if outcome.errors.is_some() { Exit::NoArticle } else { Exit::Done };
    }
    if !corpus.quiet {
        summary::print(outcome, &corpus.output, begun.elapsed());
    }
    if !outcome.complete {
        say(&format!(
            "stopped; {} records are safe; go on with the same command and --resume",
            summary::number(outcome.summary.records())
        ));
        return Exit::Stopped { signal };
    }
    if outcome.summary.errors > 0 { Exit::NoArticle } else { Exit::Done }
}
