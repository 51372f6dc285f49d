//! A job from its first record to its last.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;

use super::files::{InputFile, Inputs, not_read};
use super::lock::Lock;
use super::paths::{Paths, REPEATED};
use super::pipeline::{self, Finished, Manner};
use super::reader::Position;
use super::records::{Records, Share};
use super::repeated::{Counter, Repeated};
use super::settings::changed;
use super::sink::Columns;
use super::store::{Journal, Store};
use super::summary::{Counts, Summary};
use super::worker::{Made, Worker, Written};
use super::{Existing, Failure, Job, Outcome, Progress};

/// Which records are committed, when they do not come in order.
struct Marks {
    /// The first that is not done, and its place.
    number: u64,
    position: Position,
    /// Later ones that are done.
    done: BTreeMap<u64, Position>,
    /// Those that were written before this run and will come once more.
    written: BTreeSet<u64>,
}

impl Job {
    /// Does the job. If `stop` becomes true, the records in flight are finished
    /// and committed. `watch` is told of every record.
    ///
    /// # Errors
    /// If an input does not exist, the output cannot be written, is an input, is there already,
    /// or was begun in another way. Single records and files that cannot be read
    /// are no error: they are lines of the errors file.
    pub fn run(&self, stop: &AtomicBool, watch: &mut dyn FnMut(&Progress<'_>)) -> Result<Outcome, Failure> {
        let paths = Paths::new(&self.output, self.form);
        // Wrong inputs are told before anything is touched.
        let Some(inputs) = &Inputs::new(&self.inputs, &self.lists, paths.clone(), stop)? else {
            return Ok(stopped(Summary::default()));
        };
        self.refuse_wrong(inputs)?;
        let _lock = Lock::take(&paths)?;
        let Some(journal) = self.begin(&paths, inputs)? else {
            let errors = paths.errors.exists().then_some(paths.errors);
            let summary = Summary::default();
            return Ok(Outcome { summary, complete: true, was_complete: true, errors, not_read: Counts::new() });
        };
        let columns = Columns { markdown: self.markdown, ledger: self.ledger };
        let mut store = Store::open(paths.clone(), self.form, columns, self.part_size, journal)?;
        if !store.journal.complete {
            let total = AtomicU64::new(0);
            let finished = thread::scope(|scope| {
                scope.spawn(|| measure(inputs, &total, stop));
                let finished = self.count_and_clean(inputs, &mut store, &paths, stop, &total, watch);
                // The sizes are not needed any more.
                total.store(u64::MAX, Ordering::Relaxed);
                finished
            })?;
            if !finished {
                return Ok(stopped(store.summary));
            }
        }
        let summary = store.close()?;
        let not_read = not_read(&self.inputs, &paths);
        let errors = (summary.errors > 0).then_some(paths.errors);
        Ok(Outcome { summary, complete: true, was_complete: false, errors, not_read })
    }

    /// An error if the inputs are not such as the job needs.
    fn refuse_wrong(&self, inputs: &Inputs) -> Result<(), Failure> {
        if inputs.all()?.next().is_none() {
            return Err(Failure::Input(match self.inputs.as_slice() {
                [] => "no input: name WARC, JSONL or HTML files, folders of them, or - for standard input".to_owned(),
                folders => {
                    let folders: Vec<String> = folders.iter().map(|f| f.display().to_string()).collect();
                    format!("{}: no name in it is that of a WARC, JSONL or HTML file", folders.join(", "))
                }
            }));
        }
        if self.dedup_boilerplate && inputs.are_a_stream()? {
            return Err(Failure::Input(
                "--dedup-boilerplate reads the input twice, so it needs files; write standard input or the pipe to a \
                 file first"
                    .to_owned(),
            ));
        }
        Ok(())
    }

    /// The journal to begin with; `None` if all is done already.
    fn begin(&self, paths: &Paths, inputs: &Inputs) -> Result<Option<Journal>, Failure> {
        let fresh = Journal { settings: self.settings(inputs)?, ..Journal::default() };
        let output = paths.output.display();
        if self.existing == Existing::Overwrite {
            refuse_own(paths, inputs)?;
            paths.clear()?;
            return Ok(Some(fresh));
        }
        match (paths.read_journal()?, self.existing) {
            (Some(_), Existing::Refuse) => Err(Failure::Output(format!(
                "{output}: an earlier run is unfinished; add --resume to go on with it, or --overwrite to begin again"
            ))),
            (Some(journal), _) => {
                self.check(&journal, inputs)?;
                Ok(Some(journal))
            }
            (None, Existing::Resume) if paths.is_there() => {
                paths.clear_work()?;
                Ok(None)
            }
            (None, _) if paths.is_there() => {
                Err(Failure::Output(format!("{output} is there already; name another, or add --overwrite")))
            }
            (None, _) if paths.errors.exists() => Err(Failure::Output(format!(
                "{} is there already, of a run whose output is gone; move it, or add --overwrite",
                paths.errors.display()
            ))),
            (None, _) => {
                refuse_own(paths, inputs)?;
                paths.clear()?;
                Ok(Some(fresh))
            }
        }
    }

    fn check(&self, journal: &Journal, inputs: &Inputs) -> Result<(), Failure> {
        let output = self.output.display();
        if let Some(changed) = changed(&journal.settings, &self.settings(inputs)?) {
            return Err(Failure::Output(format!(
                "{output}: the run was begun with another setting: {changed}; resume it as it was begun, or add \
                 --overwrite to begin again"
            )));
        }
        let Some((index, name, size)) = &journal.file else { return Ok(()) };
        let place = usize::try_from(*index).unwrap_or(usize::MAX);
        match inputs.files()?.nth(place) {
            // The journal has the size of what its own name finds.
            Some(file) if *file.name == **name && InputFile::named(name).size() == *size => Ok(()),
            _ => Err(Failure::Input(format!(
                "{name}: the inputs have changed since the run began ({output}); add --overwrite to begin again"
            ))),
        }
    }

    pub(super) fn share(&self, inputs: &Inputs) -> Result<Share, Failure> {
        let Some(shard) = self.shard else { return Ok(Share::All) };
        Ok(if inputs.are_split_by_file(shard)? { Share::Files(shard) } else { Share::Records(shard) })
    }

    fn manner(&self) -> Manner {
        let threads =
            if self.threads > 0 { self.threads } else { thread::available_parallelism().map_or(1, usize::from) };
        Manner { threads: threads.min(Job::MOST_THREADS), unordered: self.unordered }
    }

    /// Both passes; false if it was stopped.
    fn count_and_clean(
        &self,
        inputs: &Inputs,
        store: &mut Store,
        paths: &Paths,
        stop: &AtomicBool,
        total: &AtomicU64,
        watch: &mut dyn FnMut(&Progress<'_>),
    ) -> Result<bool, Failure> {
        let mut worker = Worker::new(self);
        if self.dedup_boilerplate {
            match self.count(inputs, &worker, paths, stop, total, watch)? {
                Some(repeated) => worker.repeated = repeated,
                None => return Ok(false),
            }
        }
        self.clean(inputs, &worker, store, stop, total, watch)
    }

    /// The first pass, unless it was done before; `None` if it was stopped.
    fn count(
        &self,
        inputs: &Inputs,
        worker: &Worker<'_>,
        paths: &Paths,
        stop: &AtomicBool,
        total: &AtomicU64,
        watch: &mut dyn FnMut(&Progress<'_>),
    ) -> Result<Option<Repeated>, Failure> {
        let path: PathBuf = paths.work.join(REPEATED);
        let failed = |e: std::io::Error| Failure::Output(format!("{}: {e}", path.display()));
        if path.exists() {
            return Repeated::load(&path).map(Some).map_err(failed);
        }
        let read = AtomicU64::new(0);
        let summary = Summary::default();
        let mut counter = Counter::new(&paths.work);
        let all = inputs.files()?;
        let over = AtomicBool::new(false);
        let records = Records::new(all, Position::default(), self.share(inputs)?, self.max_bytes, &read, [stop, &over]);
        // Counts do not depend on the order.
        let manner = Manner { unordered: true, ..self.manner() };
        pipeline::run(
            records,
            0,
            manner,
            &over,
            |record| worker.sight(record),
            |seen| {
                counter.add(&seen.value).map_err(failed)?;
                watch(&progress(&summary, true, &read, total));
                Ok(())
            },
        )?;
        if stop.load(Ordering::Relaxed) {
            return Ok(None);
        }
        let repeated = counter.finish().map_err(failed)?;
        repeated.save(&path).map_err(failed)?;
        Ok(Some(repeated))
    }

    /// The pass that writes; false if it was stopped.
    fn clean(
        &self,
        inputs: &Inputs,
        worker: &Worker<'_>,
        store: &mut Store,
        stop: &AtomicBool,
        total: &AtomicU64,
        watch: &mut dyn FnMut(&Progress<'_>),
    ) -> Result<bool, Failure> {
        let read = AtomicU64::new(0);
        let first = store.journal.number;
        let mut marks = Marks {
            number: first,
            position: store.journal.position,
            done: BTreeMap::new(),
            written: store.journal.ahead.iter().copied().collect(),
        };
        // What resuming compares the inputs with: the file of the last record.
        let mut last = None;
        let all = inputs.files()?;
        let over = AtomicBool::new(false);
        let records = Records::new(all, marks.position, self.share(inputs)?, self.max_bytes, &read, [stop, &over]);
        pipeline::run(
            records,
            first,
            self.manner(),
            &over,
            |record| worker.write(record),
            |finished| {
                let Finished { number, next, value } = finished;
                let Written { made, file, source } = value;
                if !marks.written.remove(&number) {
                    write(store, made)?;
                }
                marks.done(number, next);
                last = Some((file, source));
                if store.is_full() {
                    marks.note(&mut store.journal, last.as_ref());
                    store.commit()?;
                }
                watch(&progress(&store.summary, false, &read, total));
                Ok(())
            },
        )?;
        marks.note(&mut store.journal, last.as_ref());
        let finished = !stop.load(Ordering::Relaxed);
        store.journal.complete = finished;
        store.commit()?;
        Ok(finished)
    }
}

fn stopped(summary: Summary) -> Outcome {
    Outcome { summary, complete: false, was_complete: false, errors: None, not_read: Counts::new() }
}

/// An error if an input is what the output would remove or replace.
fn refuse_own(paths: &Paths, inputs: &Inputs) -> Result<(), Failure> {
    // What is not there yet is no input, and then the inputs need not be gone through.
    if !paths.is_there() && !paths.errors.exists() && !paths.has_work() {
        return Ok(());
    }
    let files = inputs.all()?.map(|file| file.path().to_owned());
    let own = inputs.lists().map(Path::to_owned).chain(files).find(|path| paths.hold(path));
    own.map_or(Ok(()), |path| {
        let (path, output) = (path.display(), paths.output.display());
        Err(Failure::Output(format!("{path}: this input would be lost to the output {output}; name another output")))
    })
}

/// Adds the sizes of all inputs up, beside the work. That of a stream cannot be known.
fn measure(inputs: &Inputs, total: &AtomicU64, stop: &AtomicBool) {
    let mut sum = 0;
    for file in inputs.files().into_iter().flatten() {
        let is_over = stop.load(Ordering::Relaxed) || total.load(Ordering::Relaxed) == u64::MAX;
        if is_over || file.is_a_stream() {
            return;
        }
        sum += file.size();
    }
    total.store(sum, Ordering::Relaxed);
}

fn progress<'a>(summary: &'a Summary, counting: bool, read: &AtomicU64, total: &AtomicU64) -> Progress<'a> {
    let total = Some(total.load(Ordering::Relaxed)).filter(|t| *t > 0);
    Progress { summary, counting, read: read.load(Ordering::Relaxed), total }
}

fn write(store: &mut Store, made: Made) -> Result<(), Failure> {
    match made {
        Made::Row(row, page) => {
            store.write_row(&row)?;
            store.summary.add_page(&page);
        }
        Made::PassedOver(what) => {
            store.pass_over();
            store.summary.add_passed_over(&what);
        }
        Made::Problem(problem) => {
            store.write_problem(&problem)?;
            store.summary.errors += 1;
        }
    }
    Ok(())
}

impl Marks {
    fn done(&mut self, number: u64, next: Position) {
        self.done.insert(number, next);
        while let Some(position) = self.done.remove(&self.number) {
            self.position = position;
            self.number += 1;
        }
    }

    fn note(&self, journal: &mut Journal, last: Option<&(u64, Arc<str>)>) {
        if let Some((file, source)) = last {
            journal.file = Some((*file, source.to_string(), InputFile::named(source).size()));
        }
        (journal.number, journal.position) = (self.number, self.position);
        journal.ahead = self.done.keys().chain(&self.written).copied().collect();
    }
}
