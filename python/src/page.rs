//! A page as Python hands it over.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::{PyByteArray, PyBytes, PyMemoryView, PyString, PyTuple};

/// The bytes of a page, and what came with them.
pub struct Page {
    html: Html,
    address: Option<String>,
    charset: Option<String>,
}

enum Html {
    /// Python's own bytes, not copied.
    Bytes(PyBackedBytes),
    /// Text that Python has decoded: what the page says of its charset is of no account.
    Text(String),
}

/// True if it is what a page can be.
pub fn is_page(html: &Bound<'_, PyAny>) -> bool {
    html.is_instance_of::<PyString>()
        || html.is_instance_of::<PyBytes>()
        || html.is_instance_of::<PyByteArray>()
        || html.is_instance_of::<PyMemoryView>()
}

impl Page {
    /// A page from `html`, which must be `bytes`, `bytearray`, `memoryview` or `str`.
    pub fn new(html: &Bound<'_, PyAny>, address: Option<String>, charset: Option<String>) -> PyResult<Page> {
        let html = if let Ok(text) = html.cast::<PyString>() {
            // A surrogate that stands alone cannot be encoded: it reads U+FFFD.
            Html::Text(text.to_string_lossy().into_owned())
        } else if html.is_instance_of::<PyBytes>() || html.is_instance_of::<PyByteArray>() {
            Html::Bytes(html.extract()?)
        } else if html.is_instance_of::<PyMemoryView>() {
            Html::Bytes(html.call_method0("tobytes")?.extract()?)
        } else {
            let kind = html.get_type().name()?;
            return Err(PyTypeError::new_err(format!(
                "a page must be bytes or str, not {kind}; of a response hand over the body, of a file what is in it"
            )));
        };
        Ok(Page { html, address, charset })
    }

    /// A page, or a tuple of a page, its address and, if known, its charset.
    pub fn from_item(item: &Bound<'_, PyAny>) -> PyResult<Page> {
        let Ok(tuple) = item.cast::<PyTuple>() else { return Page::new(item, None, None) };
        if !(1..=3).contains(&tuple.len()) {
            return Err(PyTypeError::new_err(format!(
                "a tuple must be (html, url) or (html, url, charset), not {} items",
                tuple.len()
            )));
        }
        let part = |i: usize| match tuple.get_item(i) {
            Ok(part) => part.extract::<Option<String>>(),
            Err(_) => Ok(None),
        };
        Page::new(&tuple.get_item(0)?, part(1)?, part(2)?)
    }

    /// Cleans it.
    pub fn clean(&self, cleaner: &bodycopy::Cleaner) -> bodycopy::Article {
        let (bytes, charset): (&[u8], _) = match &self.html {
            Html::Bytes(bytes) => (bytes, self.charset.as_deref()),
            Html::Text(text) => (text.as_bytes(), Some("utf-8")),
        };
        if charset.is_none() && self.address.is_none() {
            return cleaner.clean(bytes);
        }
        cleaner.for_page(charset, self.address.as_deref()).clean(bytes)
    }
}
