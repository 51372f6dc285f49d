//! Lines that ask to subscribe or follow.

use crate::article::Role;
use crate::lexicon::{Cue, Leads, Shape, Topic};
use crate::residue::rule::{Drops, Example, Rule};
use crate::residue::view::{View, is_enumeration, longest_name};
use crate::segment::Kind;

pub(super) const RULE: Rule = Rule {
    id: "subscribe-line",
    what: "A line that asks the reader to subscribe, sign up or follow.",
    why: "It stands in the text without a box around it. It must be short, begin with a phrase, perhaps after a question or a label, or end with one, and be a link or a label, or stand apart at an end; a long phrase tells anywhere. Items of lists stay. At the end links to profiles on social networks need no phrase, and a label whose links lead to channels needs none anywhere; with a phrase, links that all lead to profiles, channels or shops for programs tell anywhere, as do links to newsletters. In plain text a newsletter's label takes the lines of its form along, up to a field, a button or a note on the address.",
    role: Role::Boilerplate,
    drops_this: Example {
        html: r##"<p><em>Subscribe to our newsletter <a href="/n">here</a></em></p>"##,
        words: "Subscribe to our newsletter",
    },
    spares_this: Example {
        html: r##"<p>Follow us on the map: the path leads from the pier along the old wall up to the chapel, which has been closed since the storm took its roof.</p>"##,
        words: "the path leads",
    },
    drops: Drops::Blocks(drops),
};

/// Longest such line, in words.
const LONGEST: usize = 40;

/// Longest request in a question and an answer, in words.
const SENTENCES: usize = 25;

/// Longest line with links to profiles, in words, and words of it that are no link.
const PROFILES: usize = 25;
const NAMES: usize = 6;

/// At the end of an article, links to somebody's pages on social networks with a
/// phrase or hardly a word beside them; or a phrase and a name with its sign.
fn leads_to_profiles(view: &View<'_>, k: usize) -> bool {
    let block = view.block(k);
    if !view.is_article() || view.is_heading(k) || block.words > PROFILES || block.cell.is_some() {
        return false;
    }
    if block.links() == 0 {
        let signed = block.text.split_whitespace().any(|w| w.starts_with('@') && w.chars().count() > 3);
        return signed && block.words <= 2 * NAMES && view.is_label(k) && asks_to_follow(view, k);
    }
    let bare = block.unlinked().split_whitespace().count() <= NAMES;
    let profiles = || lead_to(view, k, &[Leads::ToProfile]);
    let away = || lead_to(view, k, &[Leads::ToProfile, Leads::ToChannel]);
    view.at_the_end(k) && (bare && profiles() || asks_to_follow(view, k) && away())
}

/// A phrase at the beginning or after a question.
fn asks_to_follow(view: &View<'_>, k: usize) -> bool {
    view.cue(k, Topic::Follow).or_else(|| view.cue_after_question(k, &[Topic::Follow])).is_some()
}

/// True if all links lead to one of `away`, but for those to write a letter with.
fn lead_to(view: &View<'_>, k: usize, away: &[Leads]) -> bool {
    let mut links = view.blocks().links_of(view.block(k)).filter(|link| !link.href.starts_with("mailto:")).peekable();
    links.peek().is_some() && links.all(|link| away.iter().any(|to| to.by(&link.href)))
}

/// A line with links, of so many words, that is no part of a forum, a heading or a table.
fn is_linked_line(view: &View<'_>, k: usize, longest: usize) -> bool {
    let block = view.block(k);
    !view.is_forum() && !view.is_heading(k) && block.words <= longest && block.cell.is_none() && block.links() > 0
}

/// A label whose links lead to the paper's channels.
fn leads_to_channels(view: &View<'_>, k: usize) -> bool {
    is_linked_line(view, k, PROFILES) && lead_to(view, k, &[Leads::ToChannel]) && view.is_label(k)
}

/// A request with a phrase, of which all links lead to profiles, channels or shops:
/// "Follow us on WhatsApp to miss nothing." A long sure phrase and a channel tell more words.
fn asks_away(view: &View<'_>, k: usize) -> bool {
    let block = view.block(k);
    if !is_linked_line(view, k, LONGEST) || block.list.is_some() {
        return false;
    }
    let channel = || {
        let cue = view.cue(k, Topic::Follow).filter(|cue| !cue.hazardous);
        cue.is_some_and(|cue| view.tells_alone(k, cue)) && lead_to(view, k, &[Leads::ToChannel])
    };
    let away = || lead_to(view, k, &[Leads::ToProfile, Leads::ToChannel, Leads::ToShop]) && asks_to_follow(view, k);
    block.words <= ASKED && away() || channel()
}

/// A phrase, and a link to what is sent to those who subscribe.
fn leads_to_newsletter(view: &View<'_>, k: usize) -> bool {
    let told = is_linked_line(view, k, SENTENCES) && view.block(k).list.is_none() && view.is_article();
    told && view.cue(k, Topic::Newsletter).is_some_and(|cue| cue.shape != Shape::End)
        && lead_to(view, k, &[Leads::ToNewsletter])
}

/// Longest request of one sentence, in words.
const ASKED: usize = 15;

/// The row stands after this share of the words.
const LATE: f32 = 0.5;

/// What a scraper left of a row of links to networks: "Follow us: One, Two".
fn lists_names(cue: Cue, text: &str) -> bool {
    let rest = cue.rest(text).trim_start();
    rest.starts_with([':', '\u{ff1a}'])
        && is_enumeration(rest)
        && !text.contains(char::is_numeric)
        && text.split_whitespace().count() <= 2 * NAMES
}

/// True if after the phrase hardly a word stands that is no name of a network: "Follow us
/// on Facebook and X".
fn names_networks(view: &View<'_>, cue: Cue, text: &str) -> bool {
    let network =
        |name: &str| view.cues_of(name).iter().find(|c| c.topic == Topic::Network && c.shape == Shape::Whole).copied();
    // Many languages add the case to a name: "na Facebooku".
    let inflected = |name: &str| {
        let letters = name.chars().count();
        let stems = (1..=ENDING).filter(|n| letters >= STEM + n).map(|n| name.chars().take(letters - n));
        stems.map(String::from_iter).find_map(|stem| network(&stem).filter(|cue| !cue.hazardous))
    };
    let rest = cue.rest(text);
    let words: Vec<&str> = rest.split(|c: char| c.is_whitespace() || c == ',').filter(|w| !w.is_empty()).collect();
    let (mut at, mut named, mut others) = (0, 0, 0);
    while at < words.len() {
        let name = longest_name(&words[at..], NAME, |name| network(name).or_else(|| inflected(name)));
        named += usize::from(name.is_some());
        others += usize::from(name.is_none() && words[at].chars().any(char::is_alphanumeric));
        let short = words[at].chars().count() <= JOINING;
        if name.is_none() && !short {
            return false;
        }
        at += name.map_or(1, |(words, _)| words);
    }
    named > 0 && others <= named + 1
}

/// Longest name of a network, in words.
const NAME: usize = 2;

/// Longest ending of a case, and shortest name that has one, in letters.
const ENDING: usize = 3;
const STEM: usize = 5;

/// Longest word such as "and" and "on", in letters.
const JOINING: usize = 4;

fn drops(view: &View<'_>, k: usize) -> usize {
    if view.block(k).words > LONGEST || view.is_item_of_text(k) || !asks(view, k) {
        return 0;
    }
    1 + form_under(view, k)
}

/// In plain text, how many lines under the label of a newsletter are the rest of its form:
/// up to the last field, button or note on what becomes of the address, with one line that
/// says what the reader will get.
fn form_under(view: &View<'_>, k: usize) -> usize {
    let sure = || view.has_sure_cue(k, Topic::Newsletter) && view.is_label(k) && view.block(k).words <= LABEL;
    if !view.is_plain() || !sure() {
        return 0;
    }
    let (mut praise, mut form) = (0, 0);
    for at in (k + 1..view.len()).take(FORM) {
        let told = view.cue(at, Topic::Newsletter).is_some();
        praise += usize::from(!told);
        if praise > 1 || view.block(at).words > SENTENCES || !view.is_apart(at) {
            break;
        }
        if told {
            form = at - k;
        }
    }
    form
}

/// Longest label of a form, in words, and most lines under it.
const LABEL: usize = 8;
const FORM: usize = 5;

/// True if the block asks to subscribe or follow, with something beside that tells so.
fn asks(view: &View<'_>, k: usize) -> bool {
    let block = view.block(k);
    if leads_to_profiles(view, k) || leads_to_channels(view, k) || asks_away(view, k) || leads_to_newsletter(view, k) {
        return true;
    }
    let topics = [Topic::Newsletter, Topic::Follow];
    let cue = topics.iter().find_map(|topic| view.cue(k, *topic));
    let sure = cue.filter(|c| !c.hazardous);
    let begins = sure.is_some();
    let led = || view.cue_after_question(k, &topics).or_else(|| view.cue_after_label(k, &topics));
    let Some(cue) = sure.or_else(led).or(cue) else { return false };
    let whole = view.whole(k, cue.topic).is_some();
    if whole && view.heads_prose_beside(k) && !view.tells_alone(k, cue) {
        return false;
    }
    let line = !matches!(block.kind, Kind::Quote | Kind::Pre) && block.cell.is_none() && !view.heads_prose(k);
    if cue.topic == Topic::Follow && line && block.words <= 2 * NAMES && names_networks(view, cue, &block.text) {
        return true;
    }
    if cue.hazardous {
        let late = || view.place(k).0 > LATE;
        if view.is_plain() && cue.topic == Topic::Follow && late() && lists_names(cue, &block.text) {
            return true;
        }
        let last = k + 1 == view.len() && k > 0 && !view.is_heading(k);
        let linked = block.link_density() > 0.6 || whole && (view.is_plain() || last);
        let apart = view.is_emphasised(k) && block.links() > 0 && !view.is_heading(k);
        return (linked && view.at_an_end(k) || apart) && block.words <= 15;
    }
    let lured = !begins && block.links() > 0 && block.words <= SENTENCES;
    let note = view.at_an_end(k) && (block.words <= SENTENCES && view.is_borne_out(k, cue) || view.is_emphasised(k));
    let note =
        note || block.words <= SENTENCES && (view.tells_alone(k, cue) || view.is_beside_cue(k, Topic::Newsletter));
    let sold = lured || whole || block.link_density() > 0.3 || note;
    sold || block.words <= 10 && (view.is_label(k) || block.links() > 0)
}
