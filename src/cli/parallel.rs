//! All cores at work, results in the order of the inputs.

use std::ops::ControlFlow;
use std::sync::mpsc::sync_channel;
use std::thread;

use bodycopy::fault::{Fault, guarded};

/// Results that may wait for an earlier one, for each worker.
const AHEAD: usize = 16;

/// Does `work` for every input on all cores and hands the results to `deliver`
/// in the order of the inputs; a fault of `work` costs its own input alone. It ends when `deliver` breaks off, or with its error.
pub fn in_order<I, O, W, D>(inputs: &[I], work: W, mut deliver: D) -> Result<(), String>
where
    I: Sync,
    O: Send,
    W: Fn(&I) -> O + Sync,
    D: FnMut(&I, Result<O, Fault>) -> Result<ControlFlow<()>, String>,
{
    let workers = thread::available_parallelism().map_or(1, usize::from).min(inputs.len()).max(1);
    // Worker number w takes inputs w, w + n, w + 2n …: its channel holds them in
    // order, and a full channel makes it wait, so memory stays bounded.
    thread::scope(|scope| {
        let channels: Vec<_> = (0..workers)
            .map(|worker| {
                let (sender, receiver) = sync_channel(AHEAD);
                let work = &work;
                scope.spawn(move || {
                    for input in inputs.iter().skip(worker).step_by(workers) {
                        if sender.send(guarded(|| work(input))).is_err() {
                            break;
                        }
                    }
                });
                receiver
            })
            .collect();
        for (i, input) in inputs.iter().enumerate() {
            match channels[i % workers].recv() {
                Ok(result) => {
                    if deliver(input, result)?.is_break() {
                        break;
                    }
                }
                Err(_) => return Err(format!("input number {} was lost: its worker has ended early", i + 1)),
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_costs_its_own_input_alone() {
        let inputs: Vec<usize> = (0..100).collect();
        let mut delivered = Vec::new();
        let work = |n: &usize| if n % 7 == 3 { panic!("no {n}") } else { n * 2 };
        let ended = in_order(&inputs, work, |n, result| {
            delivered.push(result.unwrap_or(*n));
            Ok(if *n == 90 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
        });
        assert_eq!(ended, Ok(()));
        let expected = |n: usize| if n % 7 == 3 { n } else { n * 2 };
        assert_eq!(delivered, (0..=90).map(expected).collect::<Vec<_>>());
    }
}
