//! The headline, without the site's name.

use std::collections::HashSet;

use super::site_name::{site_names, without_site};
use super::text::{clean, squeezed_same};
use super::{Candidates, Found, Role, Source, Sources, meta};
use crate::lexicon::{normalise, squeeze};
use crate::parse::Head;
use crate::segment::{Blocks, Kind, Span};

/// A heading that shares less than one word in this many with what the head
/// calls the page, twice, is a slogan.
const SLOGAN: usize = 3;

/// Nobody signs a page of a firm: there less than one word in this many is enough.
const UNSIGNED: usize = 2;

/// A title that only Open Graph gives has so many words to go before headings.
const WORDS: usize = 4;

/// So many headings of the first rank, and none of them needs to be the title.
const MANY: usize = 3;

const NEWS: &str = "the headline that a news article declares goes before the page's heading";
const NOT_NEWS: &str = "the page's heading and what is shared agree, and the headline is that for search engines";
const HEADING: &str = "the page's heading goes before what the head calls the page";
const NOT_A_HEADING: &str = "the page's heading shares hardly a word with the title that the head gives twice";
const NOT_SIGNED: &str =
    "nobody signs the page, and its heading shares less than half of its words with the head's title";
const MANY_HEADINGS: &str = "the page has several headings of the first rank, and the head calls it otherwise";

/// What the page calls itself, in each place where it does.
struct Titles {
    heading: Option<Found<String>>,
    headline: Option<Found<String>>,
    og: Option<Found<String>>,
    title: Option<Found<String>>,
    /// Those of the data and of the head before the site's name was cut off.
    whole_headline: Option<String>,
    whole_og: Option<String>,
    /// The names of the site, and titles that have none.
    sites: Vec<String>,
    known: Vec<String>,
}

impl Titles {
    fn of(sources: &Sources<'_>) -> Titles {
        let head = sources.head;
        let heading = sources.decisions.iter().position(|d| d.role == Role::Title);
        let heading = heading.map(|at| of_heading(head, sources.blocks, at)).filter(|h| !h.is_empty());
        let heading = heading.map(|h| without_kicker(head, h));
        let headline = sources.data.article_string(&["headline"]);
        let og = meta(head, &["og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title"]);
        let title = head.title.as_deref().map(clean).filter(|t| !t.is_empty());
        let sites = site_names(sources);
        // Some pages have no heading of the first rank but the site's name.
        let heading = heading.filter(|h| {
            let rest = title.as_deref().and_then(|t| t.strip_suffix(h.as_str()).or(t.strip_prefix(h.as_str())));
            let other = rest.is_some_and(|rest| rest.split_whitespace().count() > WORDS);
            !(other && sites.contains(&squeeze(h)))
        });
        // What the others say without a site's name shows where it begins.
        let known: Vec<String> = heading.iter().chain(headline.iter().map(|f| &f.value)).cloned().collect();
        let bare = |t: &str, guess: bool| without_site(t, &sites, &known, guess);
        let cut = |f: &Found<String>| Found::new(bare(&f.value, false), f.source);
        Titles {
            whole_headline: headline.as_ref().map(|f| f.value.clone()),
            whole_og: og.as_ref().map(|f| f.value.clone()),
            og: og.as_ref().map(cut),
            headline: headline.as_ref().map(cut),
            title: title.map(|t| Found::new(bare(&t, true), Source::Head)),
            heading: heading.map(|h| Found::new(h, Source::Page)),
            sites,
            known,
        }
    }

    /// The head's title without what may be a site's name by its shape.
    fn bare_og(&self) -> Option<Found<String>> {
        let (og, whole) = (self.og.as_ref()?, self.whole_og.as_deref()?);
        Some(Found::new(without_site(whole, &self.sites, &self.known, true), og.source))
    }

    /// Why the head goes before the page's heading, if it does.
    fn heading_is_none(&self, blocks: &Blocks, signed: bool) -> Option<&'static str> {
        let heading = &self.heading.as_ref()?.value;
        let twice =
            self.og.as_ref().zip(self.title.as_ref()).filter(|(og, title)| squeezed_same(&og.value, &title.value));
        if twice.is_some_and(|(og, _)| shares_less(heading, &og.value, SLOGAN)) {
            return Some(NOT_A_HEADING);
        }
        let first_rank = blocks.blocks.iter().filter(|b| b.kind == Kind::Heading(1)).take(MANY).count();
        let og_is_site = || self.whole_og.as_ref().is_some_and(|og| self.sites.contains(&squeeze(og)));
        if signed && first_rank < MANY || og_is_site() {
            return None;
        }
        let bare = self.bare_og()?.value;
        if !signed && shares_less(heading, &bare, UNSIGNED) {
            return Some(NOT_SIGNED);
        }
        let said = [self.og.as_ref(), self.title.as_ref()].into_iter().flatten().map(|f| &f.value);
        let is_said = said.chain(&self.whole_og).chain([&bare]).any(|t| squeezed_same(t, heading));
        let long = bare.split_whitespace().count() >= WORDS || twice.is_some();
        (first_rank == MANY && !is_said && long).then_some(MANY_HEADINGS)
    }

    /// True if the page's heading is what Open Graph says, and the headline what
    /// the browser's title says: papers write one pair for readers, one for search.
    fn headline_is_for_search(&self) -> bool {
        let same = |one: &Option<Found<String>>, other: &Option<Found<String>>| {
            one.as_ref().zip(other.as_ref()).is_some_and(|(one, other)| squeezed_same(&one.value, &other.value))
        };
        same(&self.heading, &self.og) && same(&self.headline, &self.title) && !same(&self.heading, &self.headline)
    }

    /// True if what stands behind the title is a name of the site, and the page's
    /// heading does not end in it.
    fn is_named_behind(&self, whole: &str, title: &str) -> bool {
        let name = whole.strip_prefix(title).map(squeeze).filter(|name| self.sites.contains(name));
        name.zip(self.heading.as_ref()).is_some_and(|(name, heading)| !squeeze(&heading.value).ends_with(&name))
    }

    /// The title as the page's author writes it: with a colon that is no site's
    /// name, without a kicker that the head leaves out, with the marks that the head has.
    fn spelled(&self, chosen: &Found<String>, news: bool) -> Option<Found<String>> {
        let og = self.og.as_ref()?;
        let whole = self.whole_og.as_ref().filter(|_| news);
        let uncut = self.whole_headline.as_ref().zip(whole).filter(|(headline, og)| squeezed_same(headline, og));
        let uncut = uncut.filter(|(whole, _)| !self.is_named_behind(whole, &chosen.value));
        if let Some((_, whole)) = uncut.filter(|_| chosen.source == Source::JsonLd) {
            return Some(Found::new(whole.clone(), og.source));
        }
        let after_kicker = chosen.value.split_once(": ").is_some_and(|(_, rest)| squeezed_same(rest, &og.value));
        if news && after_kicker {
            return Some(og.clone());
        }
        let agreed = self.title.as_ref().is_some_and(|title| title.value == og.value);
        let same =
            if news { squeezed_same(&chosen.value, &og.value) } else { differs_in_marks(&chosen.value, &og.value) };
        (agreed && same).then(|| og.clone())
    }
}

/// The titles in the order of belief; `signed` if the page has an author.
pub(super) fn candidates(sources: &Sources<'_>, signed: bool) -> Candidates {
    let titles = Titles::of(sources);
    let news = titles.headline.is_some() && sources.data.is_news();
    let not_heading = titles.heading_is_none(sources.blocks, signed).filter(|_| !news);
    let spelled = |order: [&Option<Found<String>>; 4]| {
        let mut found: Vec<_> = order.into_iter().flatten().filter(|f| !f.value.is_empty()).cloned().collect();
        if let Some(first) = found.first_mut() {
            *first = titles.spelled(first, news).unwrap_or_else(|| before_bar(first));
        }
        found
    };
    let bare_og = not_heading.and_then(|_| titles.bare_og());
    let Titles { heading, headline, og, title, .. } = &titles;
    let (found, why) = match (news, not_heading) {
        (true, _) if titles.headline_is_for_search() => (spelled([heading, og, headline, title]), NOT_NEWS),
        (true, _) => (spelled([headline, heading, og, title]), NEWS),
        (false, Some(why)) => (spelled([&bare_og, title, heading, headline]), why),
        (false, None) => (spelled([heading, headline, og, title]), HEADING),
    };
    Candidates { found, why, same: squeezed_same }
}

/// Without what stands behind a bar: a section or a name of the site. What data
/// call the headline has none.
fn before_bar(found: &Found<String>) -> Found<String> {
    let cut = found.value.split_once(" | ").filter(|_| found.source != Source::JsonLd);
    let cut = cut.filter(|(before, _)| before.split_whitespace().count() > 1);
    Found::new(cut.map_or(&*found.value, |(before, _)| before).trim().to_owned(), found.source)
}

/// True if one text is the other, but for its quotation marks and apostrophes, or
/// for a dash that the other alone has: labels before a title lose theirs.
fn differs_in_marks(one: &str, other: &str) -> bool {
    let quotes = ['"', '\'', '\u{ab}', '\u{bb}', '\u{201e}', '\u{201a}', '\u{2039}', '\u{203a}'];
    let plain = |text: &str| normalise(text).replace(quotes, "");
    let without_dashes: Vec<&str> =
        other.split_whitespace().filter(|word| !matches!(*word, "-" | "\u{2013}")).collect();
    let same = |other: &str| plain(one).split_whitespace().eq(plain(other).split_whitespace());
    same(other) || same(&without_dashes.join(" "))
}

/// What a reader sees of a heading, without the marks that link to a place in the page.
fn shown(blocks: &Blocks, at: usize) -> String {
    let block = &blocks.blocks[at];
    let pieces = block.spans.iter().map(|span| (span, block.text.get(span.range()).unwrap_or_default()));
    let is_seen = |(span, text): &(&Span, &str)| {
        let link = || span.link.and_then(|link| blocks.links.get(link.index()));
        let is_mark = !text.contains(char::is_alphanumeric);
        // A colon that nobody sees stands for the end of a line.
        if is_mark { link().is_none_or(|link| !link.href.starts_with('#')) } else { !span.style.unseen }
    };
    pieces.filter(is_seen).map(|(_, text)| text).collect()
}

/// The heading as the page's title: all of it if nothing else is seen, or if the head has
/// those words too.
fn of_heading(head: &Head, blocks: &Blocks, at: usize) -> String {
    let (whole, seen) = (&blocks.blocks[at].text, shown(blocks, at));
    let key = squeeze(whole);
    let said = head.title.as_deref().into_iter().chain(head.meta(&["og:title"]).map(|m| &*m.content));
    let all = seen.trim().is_empty() || seen.len() < whole.len() && said.into_iter().any(|t| squeeze(t).contains(&key));
    without_marks(if all { whole } else { &seen })
}

/// Without a kicker or a badge that only the heading has: `og:title` is the rest of it, and
/// `<title>` begins so; where a word is behind, both are the rest letter for letter.
fn without_kicker(head: &Head, heading: String) -> String {
    let Some(shared) = head.meta(&["og:title"]).map(|m| clean(&m.content)) else { return heading };
    let title = head.title.as_deref().map(clean).unwrap_or_default();
    let words = |text: &str| text.split_whitespace().count();
    let more = words(&heading).saturating_sub(words(&shared));
    let begun = title.strip_prefix(&*shared).filter(|rest| rest.is_empty() || rest.starts_with(' '));
    if words(&shared) < 2 || more > KICKER || begun.is_none() {
        return heading;
    }
    let (whole, key) = (squeeze(&heading), squeeze(&shared));
    let before = whole.strip_suffix(&*key).is_some_and(|kicker| !kicker.is_empty());
    let badge = |rest: &str| rest.starts_with(' ') && words(rest) == 1;
    let behind = || title == shared && heading.strip_prefix(&*shared).is_some_and(badge);
    if before || behind() { shared } else { heading }
}

/// Longest kicker, in words.
const KICKER: usize = 4;

/// Anchors, arrows and the like around a heading are no part of it.
fn without_marks(heading: &str) -> String {
    let text = clean(heading);
    let is_mark = |c: char| {
        matches!(c, '\u{b6}' | '\u{a7}' | '\u{2190}'..='\u{21ff}' | '\u{25a0}'..='\u{25ff}'
        | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{ffffd}')
    };
    let leading = |c: char| is_mark(c) || c.is_whitespace() || matches!(c, '/' | '>' | '|');
    let text = text.trim_end_matches(|c: char| is_mark(c) || c.is_whitespace() || matches!(c, '|' | '/'));
    let text = text.trim_end_matches(" #").trim_start_matches(leading);
    // A guillemet that nothing closes is an arrow.
    let text = if text.contains('\u{ab}') { text } else { text.trim_start_matches('\u{bb}') };
    text.trim().to_owned()
}

/// True if less than one in `part` of the heading's words stands in the title.
fn shares_less(heading: &str, title: &str, part: usize) -> bool {
    let words = |t: &str| -> Vec<String> { t.split_whitespace().map(squeeze).filter(|w| !w.is_empty()).collect() };
    let (heading, title) = (words(heading), words(title));
    let known: HashSet<&String> = title.iter().collect();
    let shared = heading.iter().filter(|w| known.contains(w)).count();
    shared * part < heading.len() && title.len() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_ends_a_title() {
        let cut = |t: &str, source| before_bar(&Found::new(t.to_owned(), source)).value;
        assert_eq!(cut("The pier is closed | News | Harbour Post", Source::Page), "The pier is closed");
        assert_eq!(cut("Pier | Harbour", Source::Page), "Pier | Harbour");
        assert_eq!(cut("The pier | a love story", Source::JsonLd), "The pier | a love story");
    }

    #[test]
    fn marks_make_no_other_title() {
        assert!(differs_in_marks("The \u{2018}pier\u{2019} is closed", "The \"pier\" is closed"));
        assert!(differs_in_marks("Question Is the pier closed?", "Question - Is the pier closed?"));
        assert!(differs_in_marks("\u{201c}Pier\u{201d} \u{2013} shut", "\"Pier\" \u{2013} shut"));
        assert!(!differs_in_marks("The pier - closed", "The pier closed"));
        assert!(!differs_in_marks("The pier is closed", "The pier was closed"));
    }

    #[test]
    fn marks_around_a_heading_are_no_part_of_it() {
        assert_eq!(without_marks("\u{bb} Advanced usage\u{b6}"), "Advanced usage");
        assert_eq!(without_marks("\u{bb}Pier\u{ab} sinks"), "\u{bb}Pier\u{ab} sinks");
    }

    #[test]
    fn a_slogan_is_no_title() {
        assert!(shares_less("Your canvas. Your rules.", "Website builder for shops", SLOGAN));
        assert!(!shares_less("The best builders of 2025", "Best website builders in 2025", SLOGAN));
    }
}
