//! Words as data: cue phrases by topic and language, and hints in class and id
//! tokens. The files stand in `data/`; this module only reads and finds them.

mod cues;
mod hints;
mod normalise;
mod prefixes;
mod topics;

pub use cues::{Cue, Lexicon, LexiconError, Shape};
pub use hints::{Hint, Hints};
pub use normalise::normalise;
pub(crate) use normalise::squeeze;
pub use topics::Topic;
