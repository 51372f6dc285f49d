//! The command line program; see `bodycopy --help`.

mod cli;

/// Faster than the system's for the many small pieces of a page; see
/// `docs/performance.md`. The library leaves the choice to the program around it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::run().into()
}
