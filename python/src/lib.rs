//! The Python package's compiled part: the crate's public face, in Python's
//! terms. It adds nothing that the crate lacks.

mod article;
mod cleaner;
mod column;
mod errors;
mod many;
mod options;
mod page;

use pyo3::prelude::*;

/// As the command has it: glibc's allocator takes 5 % more instructions a page.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The compiled part of bodycopy.
#[pymodule(gil_used = false)]
fn _bodycopy(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<article::Article>()?;
    module.add_class::<article::Block>()?;
    module.add_class::<article::Dropped>()?;
    module.add_class::<article::Image>()?;
    module.add_class::<cleaner::Cleaner>()?;
    module.add_class::<many::Many>()?;
    module.add_function(wrap_pyfunction!(column::article_type, module)?)?;
    module.add_function(wrap_pyfunction!(column::clean_column, module)?)?;
    errors::add(module)?;
    let roles: Vec<_> = bodycopy::Role::ALL.iter().map(|r| r.name()).collect();
    let rules: Vec<_> = bodycopy::RULES.iter().map(|r| r.id).collect();
    let limits: Vec<_> = bodycopy::Limit::ALL.iter().map(|l| l.name()).collect();
    module.add("ROLES", tuple(module, roles)?)?;
    module.add("RULES", tuple(module, rules)?)?;
    module.add("LIMITS", tuple(module, limits)?)?;
    module.add("__version__", env!("CARGO_PKG_VERSION"))
}

fn tuple<'py>(module: &Bound<'py, PyModule>, names: Vec<&str>) -> PyResult<Bound<'py, pyo3::types::PyTuple>> {
    pyo3::types::PyTuple::new(module.py(), names)
}
