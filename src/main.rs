//! The command line program; see `bodycopy --help`.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run().into()
}
