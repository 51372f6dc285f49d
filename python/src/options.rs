//! What Python says about a page and about the result, in the crate's terms.

use std::path::PathBuf;
use std::sync::Arc;

use bodycopy::{Input, Lexicon, Limits, Options, Role, Selector};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyMapping, PyString};

use crate::errors::{
    LexiconError, SelectorError, UnknownInputError, UnknownLimitError, UnknownRoleError, UnknownRuleError,
};

/// Names in any sequence but a string, whose letters would be taken for names.
#[derive(Default)]
pub struct Names(pub Vec<String>);

impl FromPyObject<'_, '_> for Names {
    type Error = PyErr;

    fn extract(names: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        if names.is_instance_of::<PyString>() {
            let names = names.repr()?;
            return Err(PyTypeError::new_err(format!("names come in a list: [{names}], not {names}")));
        }
        names.extract().map(Names)
    }
}

/// The arguments of `Cleaner`.
pub struct Arguments<'py> {
    pub input: String,
    pub include: Vec<String>,
    pub exclude: Vec<String>,
    pub keep: Vec<String>,
    pub drop: Vec<String>,
    pub without: Vec<String>,
    pub markup_only: bool,
    pub lexicon: Option<PathBuf>,
    pub limits: Option<Bound<'py, PyMapping>>,
}

impl Arguments<'_> {
    pub fn options(&self) -> PyResult<Options> {
        let mut options = Options::default().input(input(&self.input)?);
        for name in &self.include {
            options = options.include(role(name)?);
        }
        for name in &self.exclude {
            options = options.exclude(role(name)?);
        }
        for element in &self.keep {
            options = options.keep(selector(element)?);
        }
        for element in &self.drop {
            options = options.drop(selector(element)?);
        }
        if self.markup_only {
            options = options.markup_only();
        }
        for id in &self.without {
            options = options.rule_off(id).map_err(|e| UnknownRuleError::new_err(e.to_string()))?;
        }
        if let Some(limits) = &self.limits {
            options = options.limits(read_limits(limits)?);
        }
        match &self.lexicon {
            None => Ok(options),
            Some(path) => Ok(options.lexicon(Arc::new(lexicon(path)?))),
        }
    }

    /// The arguments as a dictionary, to make the same cleaner in another process.
    pub fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let dict = PyDict::new(py);
        dict.set_item("input", &self.input)?;
        dict.set_item("include", &self.include)?;
        dict.set_item("exclude", &self.exclude)?;
        dict.set_item("keep", &self.keep)?;
        dict.set_item("drop", &self.drop)?;
        dict.set_item("markup_only", self.markup_only)?;
        dict.set_item("without", &self.without)?;
        dict.set_item("lexicon", &self.lexicon)?;
        let limits = PyDict::new(py);
        if let Some(given) = &self.limits {
            limits.update(given)?;
        }
        dict.set_item("limits", limits)?;
        Ok(dict)
    }
}

fn input(name: &str) -> PyResult<Input> {
    match name {
        "auto" => Ok(Input::Auto),
        "html" => Ok(Input::Html),
        "body" => Ok(Input::Body),
        "text" => Ok(Input::Text),
        "markdown" => Ok(Input::Markdown),
        _ => Err(UnknownInputError::new_err(format!(
            "no input is called `{name}`; the inputs are auto, html, body, text, markdown"
        ))),
    }
}

fn role(name: &str) -> PyResult<Role> {
    name.parse().map_err(UnknownRoleError::new_err)
}

fn selector(element: &str) -> PyResult<Selector> {
    element.parse().map_err(|e: bodycopy::SelectorError| SelectorError::new_err(e.to_string()))
}

/// The names are those of the command line; `attribute_bytes` is as good as `attribute-bytes`.
fn read_limits(given: &Bound<'_, PyMapping>) -> PyResult<Limits> {
    let mut limits = Limits::default();
    for pair in given.items()?.iter() {
        let (name, value): (String, Bound<'_, PyAny>) = pair.extract()?;
        let value: usize = value.extract().map_err(|_| {
            let value = value.repr().map_or_else(|_| "that".to_owned(), |v| v.to_string());
            UnknownLimitError::new_err(format!("the limit `{name}` must be a whole number from 0, not {value}"))
        })?;
        limits.set(&name.replace('_', "-"), value).map_err(|e| UnknownLimitError::new_err(e.to_string()))?;
    }
    Ok(limits)
}

fn lexicon(path: &PathBuf) -> PyResult<Lexicon> {
    let name = path.display();
    let file = std::fs::read_to_string(path)
        .map_err(|e| LexiconError::new_err(format!("{name}: the lexicon cannot be read: {e}")))?;
    Lexicon::with_file(&file).map_err(|e| LexiconError::new_err(format!("{name}: {e}")))
}
