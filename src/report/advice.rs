//! What to write to have a block treated otherwise.

use crate::Role;
use crate::article::DroppedBy;
use crate::explanation::ExplainedBlock;

/// Something to add to the command.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Advice {
    /// What it does.
    pub does: String,
    /// The option, as the command line takes it.
    pub write: String,
}

impl Advice {
    fn new(does: impl Into<String>, write: impl Into<String>) -> Self {
        Advice { does: does.into(), write: write.into() }
    }
}

/// What to write to keep a block that was dropped, or to drop one that was kept;
/// empty where no option can do it.
pub fn advice(block: &ExplainedBlock) -> Vec<Advice> {
    // Without the rule, the block would be where the judge has put it.
    let main = block.judged.as_ref().is_none_or(|j| j.main);
    let mut advice = Vec::new();
    match &block.dropped {
        None if block.role != Role::Paragraph => advice.push(Advice::new(
            format!("drops every block of the role {}", block.role),
            format!("--exclude {}", block.role),
        )),
        None | Some(DroppedBy::Judge(_) | DroppedBy::Repeated { .. }) => {}
        Some(DroppedBy::Rule(rule)) => {
            if main {
                advice.push(Advice::new(format!("switches the rule {rule} off"), format!("--without {rule}")));
            }
            advice.extend(with_role(block.role));
        }
        Some(DroppedBy::Role(role)) => advice.extend(with_role(*role)),
    }
    advice.extend(block.cuts.iter().map(|cut| {
        Advice::new(
            format!("switches off {}, which has dropped words of it", cut.rule),
            format!("--without {}", cut.rule),
        )
    }));
    advice.dedup();
    advice
}

fn with_role(role: Role) -> Option<Advice> {
    let able = role != Role::Boilerplate;
    able.then(|| Advice::new(format!("keeps every block of the role {role}"), format!("--include {role}")))
}
