//! One reader, many workers, one writer: bounded in bytes from the disk to the
//! disk, so that a slow writer makes the reader wait.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use super::reader::{Position, Record};

/// What a record takes beside its bytes.
const OVERHEAD: usize = 4 << 10;

/// Bytes on the way between reader and writer, without the workers' own needs.
const BASE: usize = 16 << 20;
const EACH_WORKER: usize = 4 << 20;

/// How the work is done.
#[derive(Clone, Copy, Debug)]
pub(super) struct Manner {
    pub threads: usize,
    /// Results come as they are ready, not in the order of the input.
    pub unordered: bool,
}

/// What a worker made of a record.
pub(super) struct Finished<T> {
    /// Number of the record in this run.
    pub number: u64,
    /// Where reading goes on after it.
    pub next: Position,
    pub value: T,
}

/// Bytes that may still be taken.
struct Budget {
    all: usize,
    free: Mutex<usize>,
    freed: Condvar,
}

impl Budget {
    fn new(all: usize) -> Self {
        Budget { all, free: Mutex::new(all), freed: Condvar::new() }
    }

    fn lock(&self) -> MutexGuard<'_, usize> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for `cost` bytes; false if `stop` was set before they were free.
    fn acquire(&self, cost: usize, stop: &AtomicBool) -> bool {
        let mut free = self.lock();
        while *free < cost {
            if stop.load(Ordering::Relaxed) {
                return false;
            }
            free = self.freed.wait(free).unwrap_or_else(PoisonError::into_inner);
        }
        *free -= cost;
        true
    }

    fn release(&self, cost: usize) {
        *self.lock() += cost;
        self.freed.notify_one();
    }

    /// A record that is larger than the whole budget goes through alone.
    fn cost(&self, size: usize) -> usize {
        size.saturating_add(OVERHEAD).min(self.all)
    }
}

/// Something that takes memory until it is written.
pub(super) trait Footprint {
    fn size(&self) -> usize;
}

struct Task {
    number: u64,
    record: Record,
    next: Position,
    cost: usize,
}

struct Done<T> {
    result: Finished<T>,
    cost: usize,
}

/// Does `work` on every record and hands the results to `deliver`. Records are
/// numbered from `first`. An error of `deliver` ends it; `over` is set then, for
/// `records` that may be waiting for bytes.
pub(super) fn run<T, E, R, W, D>(
    records: R,
    first: u64,
    manner: Manner,
    over: &AtomicBool,
    work: W,
    mut deliver: D,
) -> Result<(), E>
where
    T: Send + Footprint,
    R: Iterator<Item = (Record, Position)> + Send,
    W: Fn(Record) -> T + Sync,
    D: FnMut(Finished<T>) -> Result<(), E>,
{
    let budget = Budget::new(EACH_WORKER.saturating_mul(manner.threads).saturating_add(BASE));
    let (to_workers, tasks) = channel::<Task>();
    let (to_writer, done) = channel::<Done<T>>();
    let tasks = Mutex::new(tasks);
    thread::scope(|scope| {
        scope.spawn(|| read(records, first, &budget, over, to_workers));
        for _ in 0..manner.threads {
            let to_writer = to_writer.clone();
            let (tasks, budget, work) = (&tasks, &budget, &work);
            scope.spawn(move || {
                while let Some(task) = take(tasks) {
                    let done = finish(task, budget, work);
                    if to_writer.send(done).is_err() {
                        break;
                    }
                }
            });
        }
        drop(to_writer);
        let outcome = write(&done, first, manner.unordered, &budget, &mut deliver);
        // The reader may be waiting for room, the workers for records.
        over.store(true, Ordering::Relaxed);
        drop(done);
        budget.release(budget.all);
        outcome
    })
}

fn read(
    records: impl Iterator<Item = (Record, Position)>,
    first: u64,
    budget: &Budget,
    over: &AtomicBool,
    to_workers: Sender<Task>,
) {
    for (number, (record, next)) in (first..).zip(records) {
        let cost = budget.cost(record.raw.size());
        if !budget.acquire(cost, over) || over.load(Ordering::Relaxed) {
            break;
        }
        if to_workers.send(Task { number, record, next, cost }).is_err() {
            break;
        }
    }
}

fn take(tasks: &Mutex<Receiver<Task>>) -> Option<Task> {
    tasks.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

fn finish<T: Footprint>(task: Task, budget: &Budget, work: &impl Fn(Record) -> T) -> Done<T> {
    let value = work(task.record);
    // What was read is gone; what was made of it is smaller as a rule.
    let cost = budget.cost(value.size()).min(task.cost);
    budget.release(task.cost - cost);
    Done { result: Finished { number: task.number, next: task.next, value }, cost }
}

fn write<T, E>(
    done: &Receiver<Done<T>>,
    first: u64,
    unordered: bool,
    budget: &Budget,
    deliver: &mut impl FnMut(Finished<T>) -> Result<(), E>,
) -> Result<(), E> {
    let mut waiting = BTreeMap::new();
    let mut next = first;
    for Done { result, cost } in done {
        if unordered {
            deliver(result)?;
            budget.release(cost);
            continue;
        }
        waiting.insert(result.number, (result, cost));
        while let Some((result, cost)) = waiting.remove(&next) {
            next += 1;
            deliver(result)?;
            budget.release(cost);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::sync::atomic::AtomicUsize;
    use std::time::Duration;

    use super::*;
    use crate::corpus::reader::Raw;

    impl Footprint for Vec<u8> {
        fn size(&self) -> usize {
            self.len()
        }
    }

    /// Sends `count` records of `size` bytes through to a writer that sleeps. The
    /// most bytes that were read and not yet written.
    fn most_on_the_way(count: usize, size: usize, manner: Manner) -> usize {
        let read = AtomicUsize::new(0);
        let records = (0..count).map(|_| {
            read.fetch_add(1, Ordering::Relaxed);
            let record = Record { source: "x".into(), at: Position::default(), raw: Raw::Page(vec![0; size]) };
            (record, Position::default())
        });
        let bytes = |record: Record| match record.raw {
            Raw::Page(bytes) => bytes,
            other => unreachable!("{other:?}"),
        };
        let (mut written, mut most) = (0, 0);
        let over = AtomicBool::new(false);
        let outcome = run(records, 0, manner, &over, bytes, |_| {
            std::thread::sleep(Duration::from_millis(3));
            most = most.max(read.load(Ordering::Relaxed) - written);
            written += 1;
            Ok::<(), Infallible>(())
        });
        assert_eq!((outcome, written), (Ok(()), count));
        most * size
    }

    #[test]
    fn a_failed_writer_ends_a_run_whose_input_is_silent() {
        let over = AtomicBool::new(false);
        let silent = std::iter::from_fn(|| {
            let waited = (0..1000).find(|_| {
                thread::sleep(Duration::from_millis(10));
                over.load(Ordering::Relaxed)
            });
            assert!(waited.is_some(), "nobody said that the run was over");
            None
        });
        let record = Record { source: "x".into(), at: Position::default(), raw: Raw::Page(vec![0]) };
        let records = std::iter::once((record, Position::default())).chain(silent);
        let manner = Manner { threads: 1, unordered: false };
        let outcome = run(records, 0, manner, &over, |_| Vec::new(), |_| Err("full"));
        assert_eq!(outcome, Err("full"));
    }

    #[test]
    fn a_slow_writer_makes_the_reader_wait() {
        const MB: usize = 1 << 20;
        for manner in [Manner { threads: 3, unordered: false }, Manner { threads: 3, unordered: true }] {
            let bound = BASE + EACH_WORKER * manner.threads;
            // 200 MB through 28 MB; the reader holds one record more while it waits.
            let most = most_on_the_way(200, MB, manner);
            assert!(most <= bound + MB, "{most} bytes, {manner:?}");
            assert!(most > bound / 2, "{most} bytes: the writer was not slow, {manner:?}");
            // A record that is larger than all of it goes through alone.
            assert!(most_on_the_way(5, bound + MB, manner) <= 2 * (bound + MB), "{manner:?}");
        }
    }
}
