//! Exit codes.

use std::process::ExitCode;

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Every input gave an article.
    Done,
    /// Some input gave no article; each was named on standard error.
    NoArticle,
    /// `check` has found something that differs.
    Differs,
    /// Ctrl-C, or told to end; what was done is safe. 128 and the number of the signal, as
    /// shells have it.
    #[cfg(feature = "corpus")]
    Stopped { signal: u8 },
    /// Wrong usage, an input that could not be read, or an output that could not be written.
    Usage,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(match exit {
            Exit::Done => 0,
            Exit::NoArticle | Exit::Differs => 1,
            #[cfg(feature = "corpus")]
            Exit::Stopped { signal } => stopped_by(signal).try_into().unwrap_or(u8::MAX),
            Exit::Usage => 2,
        })
    }
}

/// The exit code of a program that a signal has stopped.
#[cfg(feature = "corpus")]
pub fn stopped_by(signal: u8) -> i32 {
    128 + i32::from(signal)
}
