//! Pages on all cores, articles in the order of the pages.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use pyo3::exceptions::{PyRuntimeError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyIterator;

use crate::article::Article;
use crate::page::{Page, is_page};

/// Pages in work, or done and not yet asked for, for each worker.
const AHEAD: usize = 4;

/// How often a waiting thread looks whether the user has pressed Ctrl-C.
pub const LOOK: Duration = Duration::from_millis(100);

/// A page on its way to a worker, and the way back.
struct Job {
    page: Page,
    back: SyncSender<Done>,
}

/// The page comes back with its article: its memory is Python's to free.
struct Done {
    article: bodycopy::Article,
    _page: Page,
}

/// What the next article will come from.
enum Due {
    Article(Mutex<Receiver<Done>>),
    /// This page could not be read.
    Error(PyErr),
}

/// The articles of many pages, in order.
#[pyclass(module = "bodycopy", name = "Articles")]
pub struct Many {
    /// `None` once all pages are read.
    pages: Option<Py<PyIterator>>,
    jobs: Option<Sender<Job>>,
    due: VecDeque<Due>,
    most: usize,
    read: usize,
}

impl Many {
    pub fn new(cleaner: &bodycopy::Cleaner, pages: &Bound<'_, PyAny>, workers: Option<isize>) -> PyResult<Many> {
        let workers = or_all_cores(workers)?;
        if is_page(pages) {
            return Err(PyTypeError::new_err("pages come in a list or another iterable; for one page call clean"));
        }
        let pages = Some(pages.try_iter()?.unbind());
        let (jobs, queue) = channel::<Job>();
        let queue = Arc::new(Mutex::new(queue));
        for _ in 0..workers {
            let (cleaner, queue) = (cleaner.clone(), Arc::clone(&queue));
            thread::Builder::new().name("bodycopy".to_owned()).spawn(move || work(&cleaner, &queue))?;
        }
        Ok(Many { pages, jobs: Some(jobs), due: VecDeque::new(), most: workers * AHEAD, read: 0 })
    }

    /// Reads pages until enough are in work.
    fn read_ahead(&mut self, py: Python<'_>) {
        while self.due.len() < self.most {
            let Some(pages) = &self.pages else { return };
            match pages.bind(py).clone().next() {
                None => {
                    self.pages = None;
                    self.jobs = None;
                }
                Some(Err(error)) => {
                    // An iterator that has failed has no more to give.
                    self.due.push_back(Due::Error(error));
                    self.pages = None;
                    self.jobs = None;
                }
                Some(Ok(item)) => {
                    let due = match Page::from_item(&item) {
                        Ok(page) => self.hand_out(page),
                        Err(error) => Due::Error(self.numbered(py, &error)),
                    };
                    self.read += 1;
                    self.due.push_back(due);
                }
            }
        }
    }

    fn hand_out(&self, page: Page) -> Due {
        let (back, article) = sync_channel(1);
        match self.jobs.as_ref().map(|jobs| jobs.send(Job { page, back })) {
            Some(Ok(())) => Due::Article(Mutex::new(article)),
            _ => Due::Error(PyRuntimeError::new_err("the workers have ended early")),
        }
    }

    /// Waits for an article; other threads of Python run meanwhile.
    fn wait(&mut self, py: Python<'_>, article: Mutex<Receiver<Done>>) -> PyResult<Article> {
        loop {
            match py.detach(|| locked(&article).recv_timeout(LOOK)) {
                Ok(done) => return Ok(done.article.into()),
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(PyRuntimeError::new_err("the worker of this page has ended early"));
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
            if let Err(interrupt) = py.check_signals() {
                self.due.push_front(Due::Article(article));
                return Err(interrupt);
            }
        }
    }

    fn numbered(&self, py: Python<'_>, error: &PyErr) -> PyErr {
        let message = format!("page {} (from 0): {}", self.read, error.value(py));
        // Not all kinds can be made of a message; a string that cannot be encoded is a wrong value.
        match error.get_type(py).call1((message.as_str(),)) {
            Ok(numbered) => PyErr::from_value(numbered),
            Err(_) => PyValueError::new_err(message),
        }
    }
}

#[pymethods]
impl Many {
    fn __iter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this
    }

    fn __next__(&mut self, py: Python<'_>) -> PyResult<Option<Article>> {
        self.read_ahead(py);
        match self.due.pop_front() {
            None => Ok(None),
            Some(Due::Error(error)) => Err(error),
            Some(Due::Article(article)) => self.wait(py, article).map(Some),
        }
    }
}

/// The number of threads that the user wants.
pub fn or_all_cores(workers: Option<isize>) -> PyResult<usize> {
    match workers.map(usize::try_from) {
        None => Ok(thread::available_parallelism().map_or(1, usize::from)),
        Some(Ok(workers)) if workers > 0 => Ok(workers),
        _ => Err(PyValueError::new_err("workers must be 1 or more; leave it out for all cores")),
    }
}

/// Cleans what is in the queue until there will be no more.
fn work(cleaner: &bodycopy::Cleaner, queue: &Mutex<Receiver<Job>>) {
    loop {
        let job = locked(queue).recv();
        let Ok(Job { page, back }) = job else { return };
        let article = page.clean(cleaner);
        // Nobody may want it any more.
        let _ = back.send(Done { article, _page: page });
    }
}

/// The lock, whatever became of its last holder.
pub fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
