//! Words as data: cue phrases by topic and language, and hints in class and id
//! tokens. The files stand in `data/`; this module only reads and finds them.

mod addresses;
mod cues;
mod dates;
mod hints;
mod names;
mod normalise;
mod persian;
mod prefixes;
mod sections;
mod stop_words;
mod topics;
mod written;

pub use addresses::Leads;
pub use cues::{Cue, Lexicon, LexiconError, Shape};
pub use dates::{
    begins_with_update, ends_in_publication, ends_in_update, is_date_label, is_publication, month, without_label,
    without_weekday,
};
pub use hints::{Hint, Hints};
pub use names::NameWord;
pub use normalise::normalise;
pub(crate) use normalise::{beginning, squeeze, squeeze_start, squeezed};
pub use stop_words::bears_out;
#[cfg(test)]
pub(crate) use stop_words::stop_words;
pub use topics::Topic;
pub(crate) use written::is_letter;
pub use written::{WrittenDate, written_dates};

/// The language of a BCP 47 tag, without script and region: `pt` of `pt-BR`.
pub(crate) fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}
