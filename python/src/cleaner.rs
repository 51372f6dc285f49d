//! `bodycopy.Cleaner`.

use std::path::PathBuf;

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyMapping, PyTuple};

use crate::article::Article;
use crate::many::Many;
use crate::options::{Arguments, Names};
use crate::page::Page;

/// Cleans pages. Make one and share it between threads; it can be pickled.
#[pyclass(frozen, module = "bodycopy")]
pub struct Cleaner {
    pub(crate) cleaner: bodycopy::Cleaner,
    arguments: Py<PyDict>,
}

#[pymethods]
impl Cleaner {
    #[new]
    #[pyo3(signature = (*, input="auto".to_owned(), include=Names::default(), exclude=Names::default(), keep=Names::default(), drop=Names::default(), without=Names::default(), markup_only=false, lexicon=None, limits=None))]
    #[pyo3(
        text_signature = "(*, input='auto', include=(), exclude=(), keep=(), drop=(), without=(), markup_only=False, lexicon=None, limits=None)"
    )]
    #[expect(clippy::too_many_arguments, reason = "they are keywords in Python")]
    fn new(
        py: Python<'_>,
        input: String,
        include: Names,
        exclude: Names,
        keep: Names,
        drop: Names,
        without: Names,
        markup_only: bool,
        lexicon: Option<PathBuf>,
        limits: Option<Bound<'_, PyMapping>>,
    ) -> PyResult<Self> {
        let [include, exclude, keep, drop, without] = [include, exclude, keep, drop, without].map(|names| names.0);
        let arguments = Arguments { input, include, exclude, keep, drop, without, markup_only, lexicon, limits };
        let cleaner = arguments.options()?.cleaner();
        Ok(Cleaner { cleaner, arguments: arguments.to_dict(py)?.unbind() })
    }

    /// Cleans a page. Other threads of Python run meanwhile.
    ///
    /// A page without an article raises nothing: its text is empty and its status says why.
    #[pyo3(signature = (html, *, url=None, charset=None))]
    fn clean(
        &self,
        py: Python<'_>,
        html: &Bound<'_, PyAny>,
        url: Option<String>,
        charset: Option<String>,
    ) -> PyResult<Article> {
        let page = Page::new(html, url, charset)?;
        Ok(py.detach(|| page.clean(&self.cleaner)).into())
    }

    /// Cleans pages on all cores and gives the articles in the order of the pages.
    ///
    /// A page is `html`, `(html, url)` or `(html, url, charset)`. Pages are read
    /// as articles are taken, a few ahead, so that any number of them fits into memory.
    #[pyo3(signature = (pages, *, workers=None))]
    fn clean_many(&self, pages: &Bound<'_, PyAny>, workers: Option<isize>) -> PyResult<Many> {
        Many::new(&self.cleaner, pages, workers)
    }

    fn __getnewargs_ex__<'py>(&self, py: Python<'py>) -> (Bound<'py, PyTuple>, Bound<'py, PyDict>) {
        (PyTuple::empty(py), self.arguments.bind(py).clone())
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let mut said = Vec::new();
        for (name, value) in self.arguments.bind(py).iter() {
            let auto = value.eq("auto").unwrap_or(false);
            if value.is_truthy()? && !auto {
                said.push(format!("{name}={}", value.repr()?));
            }
        }
        Ok(format!("Cleaner({})", said.join(", ")))
    }
}
