//! The named rules for what is left inside the main content: see-also lines,
//! captions, tags, share bars. A rule answers, it changes nothing; the loop in
//! [`strip`] applies and records.

mod anchors;
mod dates;
mod headline;
mod hinted;
mod metered;
mod patterns;
mod rule;
mod rules;
mod view;

use std::cell::{Cell, OnceCell};
use std::ops::Range;

use crate::article::{self, Cut, Data, Decision, DroppedBy, Role, Roles, left_of};
use crate::judge::{Judged, is_embed};
use crate::lexicon::{Hint, Lexicon, Topic, squeeze};
use crate::parse::{Head, Limit, is_sign};
use crate::segment::{Block, Kind, Origin};

use patterns::PRICE;
use rule::Drops;
pub use rule::{Example, Rule};
pub use rules::RULES;
use view::{Scene, View};

/// What the rules have decided.
#[derive(Debug)]
pub struct Stripped {
    /// One decision a block.
    pub decisions: Vec<Decision>,
    /// Words that are dropped from blocks if these are kept, in document order.
    pub cuts: Vec<Cut>,
    /// The limit that cut the page short, if one did.
    pub limit: Option<Limit>,
}

/// How far after the last block of main content a block still gets a role of
/// its own, such as the tags under an article.
const AFTER: usize = 12;

/// How often it is asked at most: a line may stand over a heading over a box.
const ROUNDS: usize = 3;

/// Decides over every block: its role, and whether it stays. `off` are ids of
/// rules that are not to be applied; `roles` are those that the text will contain.
pub fn strip(judged: &Judged, head: &Head, lexicon: &Lexicon, off: &[String], roles: &Roles) -> Stripped {
    let active: Vec<&Rule> = RULES.iter().copied().filter(|r| !off.iter().any(|id| id == r.id)).collect();
    let mut decisions = first_decisions(judged);
    let scene = set_scene(judged, head, lexicon, &kept(&decisions));
    keep_corrections(&scene, &mut decisions);
    headline::assign(&scene, head, &mut decisions);
    if judged.blocks.origin == Origin::Plain {
        let opening: Vec<&Rule> = active.iter().copied().filter(|rule| rule.drops.open()).collect();
        let main = kept(&decisions);
        let view = View::new(&scene, &main, &decisions);
        record(&view, apply(&view, &opening), &mut decisions);
    }
    let main = kept(&decisions);
    let first: Vec<&Rule> = active.iter().copied().filter(|rule| rule.drops.come_first()).collect();
    let last: Vec<&Rule> = active.iter().copied().filter(|rule| rule.drops.come_last()).collect();
    let view = View::new(&scene, &main, &decisions);
    let taken = apply(&view, &first);
    let mut cuts = cuts_of_taken(&view, &taken, &active, roles);
    record(&view, taken, &mut decisions);
    for round in 0..=ROUNDS {
        let main = kept(&decisions);
        let view = View::new(&scene, &main, &decisions);
        let found = if round < ROUNDS { apply(&view, &last) } else { Vec::new() };
        if found.is_empty() {
            cuts.extend(cut_words(&view, &active));
            break;
        }
        record(&view, found, &mut decisions);
    }
    cuts.extend(cuts_of_title(&scene, &active, roles, &decisions));
    cuts.extend(name_the_rest(&scene, &active, roles, &mut decisions));
    cuts.sort_by_key(|cut| (cut.place, cut.range.start));
    let late = scene.late.get().then_some(Limit::Time);
    Stripped { decisions, cuts, limit: Limit::graver(judged.blocks.limit, late) }
}

/// What the page says about itself; `main` are the blocks of main content.
fn set_scene<'a>(judged: &'a Judged, head: &'a Head, lexicon: &'a Lexicon, main: &[usize]) -> Scene<'a> {
    let data = &Data::of(head);
    let says_discussion = article::declares_discussion(data);
    let says_article = !says_discussion && (article::declares_article(data) || hinted::has_body_apart(judged, main));
    let authors = article::declared_authors(data);
    Scene {
        judged,
        lexicon,
        author_keys: authors.iter().filter(|name| is_whole_name(name)).map(|name| squeeze(name)).collect(),
        authors,
        says_article,
        titles: headline::titles(head),
        anchors: anchors::anchors(&judged.blocks, &judged.hints, lexicon),
        says_product: article::declares_product(data),
        comments_are_text: says_discussion || hinted::comments_are_text(judged, main, says_article),
        has_members: has_members(judged),
        address: head.address(),
        head,
        late: Cell::new(false),
        metered: OnceCell::new(),
        selling: OnceCell::new(),
        cues: vec![OnceCell::new(); judged.blocks.blocks.len()],
    }
}

/// True of a name of two words or more; some scripts have no spaces.
fn is_whole_name(name: &str) -> bool {
    name.contains(' ') || name.chars().filter(|c| is_sign(*c)).count() >= SIGNS
}

/// Signs of the shortest whole name in such a script.
const SIGNS: usize = 3;

/// True if the page has panels about those who write on it, or their signatures.
fn has_members(judged: &Judged) -> bool {
    let several = |hint, others| judged.hints.iter().filter(|h| h.has(hint)).nth(others).is_some();
    several(Hint::UserPanel, 1) || several(Hint::Signature, SIGNATURES) && signed_posts(judged) > SIGNATURES
}

/// A contract has two signatures.
const SIGNATURES: usize = 2;

/// How often a signature stands under a post: those of an open letter follow on each other.
fn signed_posts(judged: &Judged) -> usize {
    let blocks = &judged.blocks;
    let is_signature = |block: &Block| {
        let mut around = blocks.trail(block.owner).take(SIGNED);
        around.any(|(id, _)| judged.hints[id.index()].has(Hint::Signature))
    };
    let (mut posts, mut said) = (0, false);
    for block in &blocks.blocks {
        if is_signature(block) {
            posts += usize::from(said);
            said = false;
        } else {
            said |= block.words >= POST;
        }
    }
    posts
}

/// A signature is at most so many elements out.
const SIGNED: usize = 4;

/// A post has so many words.
const POST: usize = 8;

/// Longest correction, in words.
const CORRECTION: usize = 60;

/// A correction belongs to the article: one that the judge has dropped is kept if it
/// stands beside text that is kept, in the same element.
fn keep_corrections(scene: &Scene<'_>, decisions: &mut [Decision]) {
    let blocks = &scene.judged.blocks;
    let around = |at: usize| blocks.trail(blocks.blocks[at].owner).skip(1).take(2).map(|(id, _)| id);
    for at in 1..decisions.len() {
        let block = &blocks.blocks[at];
        let beside = decisions[at].dropped.is_some() && decisions[at - 1].dropped.is_none();
        if !beside || block.hidden || block.words > CORRECTION || block.link_density() > 0.5 {
            continue;
        }
        let told = scene.cues(at).is_some_and(|c| c.iter().any(|c| c.topic == Topic::Correction && !c.hazardous));
        if told && around(at).any(|id| around(at - 1).any(|other| other == id)) {
            decisions[at] = Decision { role: role_of(blocks, block), dropped: None };
        }
    }
}

/// The blocks that are still kept.
fn kept(decisions: &[Decision]) -> Vec<usize> {
    (0..decisions.len()).filter(|i| decisions[*i].dropped.is_none()).collect()
}

fn record(view: &View<'_>, taken: Vec<(usize, &Rule)>, decisions: &mut [Decision]) {
    for (k, rule) in taken {
        decisions[view.index(k)] = Decision { role: rule.role, dropped: Some(DroppedBy::Rule(rule.id)) };
    }
}

/// Asks about words inside the blocks of `view`.
fn cut_words(view: &View<'_>, active: &[&Rule]) -> Vec<Cut> {
    (0..view.len()).take_while(|k| !view.is_late(*k)).flat_map(|k| cuts_of(view, k, active)).collect()
}

/// Asks likewise about the blocks that rules have taken and `roles` bring back: who wants
/// them wants them without.
fn cuts_of_taken(view: &View<'_>, taken: &[(usize, &Rule)], active: &[&Rule], roles: &Roles) -> Vec<Cut> {
    let is_back = |role: Role| role != Role::Boilerplate && roles.contains(role);
    let back = taken.iter().filter(|(_, rule)| is_back(rule.role)).enumerate();
    back.take_while(|(step, _)| !view.is_late(*step)).flat_map(|(_, (k, _))| cuts_of(view, *k, active)).collect()
}

/// Asks about the title likewise, which is in no view of the text.
fn cuts_of_title(scene: &Scene<'_>, active: &[&Rule], roles: &Roles, decisions: &[Decision]) -> Vec<Cut> {
    let title = decisions.iter().position(|d| d.role == Role::Title);
    let Some(title) = title.filter(|_| roles.contains(Role::Title)).map(|at| [at]) else { return Vec::new() };
    let view = View::beside(scene, &title, &kept(decisions), decisions);
    cuts_of(&view, 0, active)
}

/// The words of a block that rules take, each taken once; none if nothing were left.
fn cuts_of(view: &View<'_>, k: usize, active: &[&Rule]) -> Vec<Cut> {
    let (place, text) = (view.index(k), &view.block(k).text);
    let mut cuts: Vec<Cut> = Vec::new();
    for rule in active {
        let Drops::Words(ranges) = rule.drops else { continue };
        let mut found: Vec<_> = ranges(view, k).iter().flat_map(|range| left_of(range, &cuts)).collect();
        found.sort_by_key(|range| range.start);
        let mut end = 0;
        for range in &mut found {
            range.start = range.start.max(end);
            end = end.max(range.end);
        }
        found.retain(|range| !range.is_empty());
        cuts.extend(found.into_iter().map(|range| Cut { place, range, role: rule.role, by: rule.id }));
        cuts.sort_by_key(|cut| cut.range.start);
    }
    if cuts.is_empty() {
        return cuts;
    }
    let whole = 0..text.len();
    let is_blank = |range: Range<usize>| text.get(range).is_none_or(|t| t.trim().is_empty());
    if left_of(&whole, &cuts).into_iter().all(is_blank) { Vec::new() } else { cuts }
}

fn first_decisions(judged: &Judged) -> Vec<Decision> {
    let blocks = judged.blocks.blocks.iter().zip(&judged.verdicts).enumerate();
    blocks
        .map(|(at, (block, verdict))| {
            if verdict.main {
                let own = block.kind == Kind::Caption && belongs_to_text(judged, at);
                let role = if own { Role::Paragraph } else { role_of(&judged.blocks, block) };
                Decision { role, dropped: None }
            } else {
                Decision { role: Role::Boilerplate, dropped: Some(DroppedBy::Judge(verdict.reason.into())) }
            }
        })
        .collect()
}

/// So many blocks of a figure are looked at.
const FIGURE: usize = 20;

/// A figure is at most so many elements out.
const OUT: usize = 8;

/// True for the caption of code, a quotation or a table that is kept: without it
/// they would not be understood, as a text is without its pictures. Likewise for one beside
/// a price: then the figure is a card.
pub(crate) fn belongs_to_text(judged: &Judged, at: usize) -> bool {
    let (blocks, all) = (&judged.blocks, &judged.blocks.blocks);
    let owner = all[at].owner;
    let kept = |at: &usize| judged.verdicts[*at].main;
    if blocks.tag(owner) == "caption" {
        return all.get(at + 1).is_some_and(|next| next.cell.is_some()) && kept(&(at + 1));
    }
    let figure = |owner| blocks.trail(owner).take(OUT).find(|(id, _)| blocks.tag(*id) == "figure").map(|(id, _)| id);
    let Some(own) = figure(owner) else { return false };
    let near = at.saturating_sub(FIGURE)..(at + FIGURE).min(all.len());
    let priced = |b: &Block| b.words <= PRICED && b.text.len() <= PRICED_BYTES && PRICE.is_in(&b.text);
    let is_subject = |other: usize| {
        let block = &all[other];
        other != at
            && (matches!(block.kind, Kind::Pre | Kind::Quote) || priced(block))
            && figure(block.owner) == Some(own)
    };
    near.filter(kept).any(is_subject)
}

/// Longest price with its words.
const PRICED: usize = 6;
const PRICED_BYTES: usize = 80;

/// The role that a block of main content has by its markup.
fn role_of(blocks: &crate::segment::Blocks, block: &Block) -> Role {
    match block.kind {
        Kind::Heading(_) => Role::Heading,
        Kind::Item => Role::List,
        Kind::Paragraph if block.list.is_some() => Role::List,
        Kind::Quote if is_embed(blocks, block) => Role::Embed,
        Kind::Quote => Role::Quote,
        Kind::Pre => Role::Code,
        Kind::Cell => Role::Table,
        Kind::Caption => Role::Caption,
        Kind::Paragraph | Kind::Line => Role::Paragraph,
    }
}

/// Runs the rules over the blocks of `view`, in order; the first rule that
/// fires takes the block, and as many of those that follow as it says. What comes
/// back are blocks of the view.
fn apply<'r>(view: &View<'_>, active: &[&'r Rule]) -> Vec<(usize, &'r Rule)> {
    let mut dropped = Vec::new();
    let (mut k, mut step) = (0, 0);
    while k < view.len() && !view.is_late(step) {
        step += 1;
        // A correction belongs to the article, unless it lies in a box that goes as a whole, and
        // a standfirst has been recognised as such.
        let correction = view.has_sure_cue(k, Topic::Correction);
        let spared = correction || view.role(k) == Role::Standfirst;
        let fired = active.iter().filter(|_| !spared).find_map(|rule| match rule.drops {
            Drops::Opening(drops)
            | Drops::Blocks(drops)
            | Drops::Leftovers(drops)
            | Drops::BlocksAndLeftovers(drops) => Some((*rule, drops(view, k))).filter(|(_, n)| *n > 0),
            Drops::Words(_) => None,
        });
        let Some((rule, n)) = fired else {
            k += 1;
            continue;
        };
        let n = n.min(view.len() - k);
        dropped.extend((k..k + n).map(|k| (k, rule)));
        k += n;
    }
    dropped
}

/// Captions, tags and bylines that the judge has dropped near the main content
/// get their role and their rule's name, so that options can bring them back;
/// so do the boxes between paragraphs. The cuts are for when they come back.
fn name_the_rest(scene: &Scene<'_>, active: &[&Rule], roles: &Roles, decisions: &mut [Decision]) -> Vec<Cut> {
    let main = |d: &Decision| !matches!(d.dropped, Some(DroppedBy::Judge(_)));
    let (Some(first), Some(last)) = (decisions.iter().position(main), decisions.iter().rposition(main)) else {
        return Vec::new();
    };
    let near = first.saturating_sub(AFTER)..(last + AFTER).min(decisions.len());
    let rest: Vec<usize> = near.filter(|i| !main(&decisions[*i]) && !scene.judged.blocks.blocks[*i].hidden).collect();
    let view = View::beside(scene, &rest, &kept(decisions), decisions);
    let mut named = apply(&view, active);
    named.retain(|(k, rule)| rule.role != Role::Boilerplate || (first..last).contains(&view.index(*k)));
    let cuts = cuts_of_taken(&view, &named, active, roles);
    record(&view, named, decisions);
    cuts
}
