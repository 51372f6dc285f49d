//! An exception for each kind of error that the crate has.

use pyo3::create_exception;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

create_exception!(bodycopy, Error, PyValueError, "What all exceptions of bodycopy have in common.");
create_exception!(bodycopy, UnknownInputError, Error, "A kind of input that does not exist.");
create_exception!(bodycopy, UnknownRoleError, Error, "A role that does not exist.");
create_exception!(bodycopy, UnknownRuleError, Error, "A rule that does not exist.");
create_exception!(bodycopy, UnknownLimitError, Error, "A limit that does not exist.");
create_exception!(bodycopy, SelectorError, Error, "An element to keep or drop that cannot be understood.");
create_exception!(bodycopy, LexiconError, Error, "A file of cue phrases that cannot be read or understood.");

/// Adds the exceptions to the module.
pub fn add(module: &Bound<'_, PyModule>) -> PyResult<()> {
    let py = module.py();
    module.add("Error", py.get_type::<Error>())?;
    module.add("UnknownInputError", py.get_type::<UnknownInputError>())?;
    module.add("UnknownRoleError", py.get_type::<UnknownRoleError>())?;
    module.add("UnknownRuleError", py.get_type::<UnknownRuleError>())?;
    module.add("UnknownLimitError", py.get_type::<UnknownLimitError>())?;
    module.add("SelectorError", py.get_type::<SelectorError>())?;
    module.add("LexiconError", py.get_type::<LexiconError>())
}
