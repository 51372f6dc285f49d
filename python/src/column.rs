//! Columns of pages to columns of articles. Pages are read where Arrow has them;
//! Python's lock is not held while they are cleaned and the columns are built.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex};
use std::thread;

use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, Float64Array, StringArray, StructArray, make_array};
use arrow_data::ArrayData;
use arrow_pyarrow::PyArrowType;
use arrow_schema::{DataType, Field, Fields};
use bodycopy::Status;
use bodycopy::article::Found;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;

use crate::article::rounded;
use crate::cleaner::Cleaner;
use crate::many::{LOOK, locked, or_all_cores};

/// Fields of an article that are a string or null.
const TEXTS: [&str; 13] = [
    "status",
    "limit",
    "text",
    "title",
    "published",
    "modified",
    "site_name",
    "language",
    "url",
    "description",
    "section",
    "license",
    "image",
];

/// Fields that are lists of strings.
const LISTS: [&str; 4] = ["authors", "tags", "categories", "notes"];

/// What a column keeps of an article.
#[derive(Default)]
struct Row {
    texts: [Option<String>; TEXTS.len()],
    lists: [Vec<String>; LISTS.len()],
    confidence: f64,
}

/// A page where Arrow has it, and its address.
#[derive(Clone, Copy)]
struct Page<'a> {
    bytes: &'a [u8],
    address: Option<&'a str>,
}

/// The type of a column of articles.
#[pyfunction]
pub fn article_type() -> PyArrowType<DataType> {
    PyArrowType(DataType::Struct(fields()))
}

/// Cleans one Arrow array of pages; `urls` is one of their addresses.
#[pyfunction]
#[pyo3(signature = (html, urls, cleaner, workers))]
pub fn clean_column(
    py: Python<'_>,
    html: PyArrowType<ArrayData>,
    urls: Option<PyArrowType<ArrayData>>,
    cleaner: &Cleaner,
    workers: Option<isize>,
) -> PyResult<PyArrowType<ArrayData>> {
    let workers = or_all_cores(workers)?;
    let (html, urls) = (make_array(html.0), urls.map(|urls| make_array(urls.0)));
    let pages = pages(&html, urls.as_ref())?;
    let charset = is_text(html.data_type()).then_some("utf-8");
    let articles = py.detach(|| articles(&clean_all(&pages, charset, &cleaner.cleaner, workers)?))?;
    Ok(PyArrowType(articles.into_data()))
}

fn is_text(kind: &DataType) -> bool {
    matches!(kind, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View)
}

fn pages<'a>(html: &'a ArrayRef, urls: Option<&'a ArrayRef>) -> PyResult<Vec<Page<'a>>> {
    let bytes = bytes(html).ok_or_else(|| {
        PyTypeError::new_err(format!("pages are a column of binary or string, not of {}", html.data_type()))
    })?;
    let mut pages: Vec<Page<'_>> =
        bytes.into_iter().map(|b| Page { bytes: b.unwrap_or_default(), address: None }).collect();
    let Some(urls) = urls else { return Ok(pages) };
    let addresses = strings(urls).ok_or_else(|| {
        PyTypeError::new_err(format!("addresses are a column of string, not of {}", urls.data_type()))
    })?;
    if addresses.len() != pages.len() {
        let message = format!("there are {} addresses for {} pages", addresses.len(), pages.len());
        return Err(PyValueError::new_err(message));
    }
    for (page, address) in pages.iter_mut().zip(addresses) {
        page.address = address;
    }
    Ok(pages)
}

fn bytes(column: &ArrayRef) -> Option<Vec<Option<&[u8]>>> {
    Some(match column.data_type() {
        DataType::Binary => column.as_binary::<i32>().iter().collect(),
        DataType::LargeBinary => column.as_binary::<i64>().iter().collect(),
        DataType::BinaryView => column.as_binary_view().iter().collect(),
        _ => strings(column)?.into_iter().map(|text| text.map(str::as_bytes)).collect(),
    })
}

fn strings(column: &ArrayRef) -> Option<Vec<Option<&str>>> {
    Some(match column.data_type() {
        DataType::Utf8 => column.as_string::<i32>().iter().collect(),
        DataType::LargeUtf8 => column.as_string::<i64>().iter().collect(),
        DataType::Utf8View => column.as_string_view().iter().collect(),
        // A column of nothing but nulls has no type of its own.
        DataType::Null => vec![None; column.len()],
        _ => return None,
    })
}

/// Cleans all pages; an error if the user has pressed Ctrl-C.
fn clean_all(
    pages: &[Page<'_>],
    charset: Option<&str>,
    cleaner: &bodycopy::Cleaner,
    workers: usize,
) -> PyResult<Vec<Row>> {
    let mut rows: Vec<Row> = pages.iter().map(|_| Row::default()).collect();
    let stop = AtomicBool::new(false);
    let queue = Mutex::new(pages.iter().zip(&mut rows));
    let (working, all_done) = channel::<()>();
    let outcome = thread::scope(|scope| {
        for _ in 0..workers.min(pages.len()) {
            let (working, queue, stop) = (working.clone(), &queue, &stop);
            scope.spawn(move || {
                let _working = working;
                while let Some((page, row)) = next(queue, stop) {
                    *row = clean(page, charset, cleaner);
                }
            });
        }
        drop(working);
        wait(&all_done).inspect_err(|_| stop.store(true, Ordering::Relaxed))
    });
    outcome.map(|()| rows)
}

fn next<T>(queue: &Mutex<impl Iterator<Item = T>>, stop: &AtomicBool) -> Option<T> {
    if stop.load(Ordering::Relaxed) { None } else { locked(queue).next() }
}

/// Waits until no worker has the other end any more.
fn wait(all_done: &Receiver<()>) -> PyResult<()> {
    while all_done.recv_timeout(LOOK) == Err(RecvTimeoutError::Timeout) {
        Python::attach(|py| py.check_signals())?;
    }
    Ok(())
}

fn clean(page: &Page<'_>, charset: Option<&str>, cleaner: &bodycopy::Cleaner) -> Row {
    Row::from(cleaner.for_page(charset, page.address).clean(page.bytes))
}

impl From<bodycopy::Article> for Row {
    fn from(article: bodycopy::Article) -> Self {
        let one = |found: Option<Found<String>>| found.map(|f| f.value);
        let many = |found: Vec<Found<String>>| found.into_iter().map(|f| f.value).collect();
        let limit = if let Status::LimitHit(limit) = article.status { Some(limit.name().to_owned()) } else { None };
        let metadata = article.metadata;
        Row {
            texts: [
                Some(article.status.name().to_owned()),
                limit,
                Some(article.text),
                one(metadata.title),
                one(metadata.published),
                one(metadata.modified),
                one(metadata.site_name),
                one(metadata.language),
                one(metadata.url),
                one(metadata.description),
                one(metadata.section),
                one(metadata.license),
                one(metadata.image),
            ],
            lists: [many(metadata.authors), many(metadata.tags), many(metadata.categories), article.notes],
            confidence: rounded(article.confidence),
        }
    }
}

fn fields() -> Fields {
    let texts = TEXTS.iter().map(|name| Field::new(*name, DataType::Utf8, true));
    let lists = LISTS.iter().map(|name| Field::new_list(*name, Field::new_list_field(DataType::Utf8, true), true));
    texts.chain(lists).chain([Field::new("confidence", DataType::Float64, true)]).collect()
}

fn articles(rows: &[Row]) -> PyResult<StructArray> {
    let mut columns: Vec<ArrayRef> = Vec::new();
    for (i, name) in TEXTS.iter().enumerate() {
        fits(name, rows.iter().filter_map(|row| row.texts[i].as_deref()))?;
        columns.push(Arc::new(rows.iter().map(|row| row.texts[i].as_deref()).collect::<StringArray>()));
    }
    for (i, name) in LISTS.iter().enumerate() {
        fits(name, rows.iter().flat_map(|row| &row.lists[i]).map(String::as_str))?;
        let mut lists = ListBuilder::new(StringBuilder::new());
        for row in rows {
            lists.append_value(row.lists[i].iter().map(Some));
        }
        columns.push(Arc::new(lists.finish()));
    }
    columns.push(Arc::new(rows.iter().map(|row| Some(row.confidence)).collect::<Float64Array>()));
    StructArray::try_new_with_length(fields(), columns, None, rows.len())
        .map_err(|e| PyValueError::new_err(e.to_string()))
}

/// An array of strings holds 2 GiB.
fn fits<'a>(name: &str, values: impl Iterator<Item = &'a str>) -> PyResult<()> {
    let bytes: usize = values.map(str::len).sum();
    if i32::try_from(bytes).is_ok() {
        return Ok(());
    }
    Err(PyValueError::new_err(format!(
        "`{name}` would take {bytes} bytes, and an array holds 2 GiB; cut the column into chunks"
    )))
}
