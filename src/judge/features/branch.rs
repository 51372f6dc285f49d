//! The branch of the tree that leads from a container down to the block: a box
//! of facts or teasers is a branch of its own, a paragraph is a branch by itself.

use super::container::Candidate;
use super::{Context, Group, ratio};
use crate::segment::ElementId;

pub(super) const GROUP: Group = Group {
    names: &[
        ("main_branch_words", "main container: words in the branch that holds the block, -1 if there is none"),
        ("main_branch_good", "main container: share of prose in the words of the branch that holds the block"),
        ("main_branch_density", "main container: link density of the branch that holds the block"),
        ("main_branch_blocks", "main container: number of blocks in the branch that holds the block"),
        ("main_branch_alike", "main container: how many siblings look like the branch that holds the block"),
        ("main_branch_headings", "main container: share of headings in the blocks of the branch that holds the block"),
        ("main_branch_controls", "main container: blocks in buttons and labels in the branch that holds the block"),
        ("best_branch_words", "best stretch: words in the branch that holds the block, -1 if there is none"),
        ("best_branch_good", "best stretch: share of prose in the words of the branch that holds the block"),
        ("best_branch_density", "best stretch: link density of the branch that holds the block"),
        ("best_branch_blocks", "best stretch: number of blocks in the branch that holds the block"),
        ("best_branch_alike", "best stretch: how many siblings look like the branch that holds the block"),
        ("best_branch_headings", "best stretch: share of headings in the blocks of the branch that holds the block"),
        ("best_branch_controls", "best stretch: blocks in buttons and labels in the branch that holds the block"),
    ],
    fill,
};

fn fill(context: &Context<'_>, i: usize, row: &mut Vec<f32>) {
    let owner = context.block(i).owner;
    for candidate in [&context.containers.main, &context.containers.best] {
        let Some(branch) = branch(context, owner, candidate) else {
            row.extend([-1.0; 7]);
            continue;
        };
        let sum = context.survey.sum(branch);
        row.extend([
            sum.words as f32,
            ratio(sum.good, sum.words),
            ratio(sum.link_chars, sum.chars),
            sum.blocks as f32,
            context.survey.siblings(branch) as f32,
            ratio(sum.headings, sum.blocks),
            sum.controls as f32,
        ]);
    }
}

/// The outermost element around the block that does not hold the container.
fn branch(context: &Context<'_>, owner: ElementId, container: &Candidate) -> Option<ElementId> {
    let mut inner = None;
    for (id, element) in context.blocks.trail(owner) {
        if container.holds(id, element.depth) {
            return inner;
        }
        inner = Some(id);
    }
    None
}
