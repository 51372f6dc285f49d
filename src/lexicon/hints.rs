//! Hints in class and id tokens: whole words of a token, never parts of a word.

use std::collections::HashMap;
use std::sync::OnceLock;

use foldhash::fast::FixedState;

use crate::segment::Names;

macro_rules! hints {
    ($($(#[$doc:meta])* $hint:ident = $name:literal;)*) => {
        /// What a class or id token hints at.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Hint { $($(#[$doc])* $hint,)* }

        impl Hint {
            /// All hints.
            pub const ALL: &'static [Hint] = &[$(Hint::$hint),*];

            /// The name, which heads its section in `tokens.txt`.
            pub fn name(self) -> &'static str {
                match self { $(Hint::$hint => $name),* }
            }
        }
    };
}

hints! {
    /// Share buttons.
    Share = "share";
    /// Tag lists.
    Tags = "tags";
    /// Categories and kickers.
    Categories = "categories";
    /// Breadcrumbs.
    Breadcrumb = "breadcrumb";
    /// Captions.
    Caption = "caption";
    /// Photo credits.
    PhotoCredit = "photo-credit";
    /// Newsletter boxes.
    Newsletter = "newsletter";
    /// About the author.
    AuthorBio = "author-bio";
    /// Who wrote it.
    Byline = "byline";
    /// When.
    DateLine = "date-line";
    /// Reading time.
    ReadingTime = "reading-time";
    /// Adverts.
    Advert = "advert";
    /// Comments.
    Comments = "comments";
    /// Related articles.
    Related = "related";
    /// Cross-links in the text.
    SeeAlso = "see-also";
    /// Most read.
    MostRead = "most-read";
    /// Previous and next.
    PreviousNext = "previous-next";
    /// Cookie notices.
    CookieNotice = "cookie-notice";
    /// Copyright lines.
    Copyright = "copyright";
    /// Audio players.
    AudioPlayer = "audio-player";
    /// Consent for embedded content.
    EmbedConsent = "embed-consent";
    /// Appeals for money.
    Donation = "donation";
    /// Paywalls.
    Paywall = "paywall";
    /// Calls to action: boxes that sell what the page's owner makes.
    CallToAction = "call-to-action";
    /// Generated summaries.
    SummaryToggle = "summary-toggle";
    /// The standfirst.
    Standfirst = "standfirst";
    /// The headline.
    Title = "title";
    /// The article's body.
    Body = "body";
    /// An entry of a live blog.
    LiveEntry = "live-entry";
    /// Text for screen readers, tooltips, dialogs.
    Ui = "ui";
    /// Navigation.
    Navigation = "navigation";
}

/// Longest hint, in words.
const LONGEST: usize = 6;

/// A set of hints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hints(u64);

impl Hints {
    /// True if `hint` is in the set.
    pub fn has(self, hint: Hint) -> bool {
        self.0 & (1 << hint as u8) != 0
    }

    /// True if there is none in the set.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Both sets together.
    #[must_use]
    pub fn with(self, other: Hints) -> Hints {
        Hints(self.0 | other.0)
    }

    /// The set without `hint`.
    #[must_use]
    pub fn without(self, hint: Hint) -> Hints {
        Hints(self.0 & !(1 << hint as u8))
    }

    /// The hints of a kebab-case token.
    pub fn of(token: &str) -> Hints {
        let table = table();
        let mut hints = Hints::default();
        for start in starts(token) {
            let ends = token[start..].match_indices('-').map(|(at, _)| start + at).chain([token.len()]);
            for end in ends.take(LONGEST) {
                if let Some(found) = table.get(&token[start..end]) {
                    hints = hints.with(*found);
                }
            }
        }
        hints
    }

    /// The hints of every name on a page, by symbol.
    pub fn of_names(names: &Names) -> Vec<Hints> {
        names.iter().map(Hints::of).collect()
    }
}

/// Where the words of a token start.
fn starts(token: &str) -> impl Iterator<Item = usize> {
    std::iter::once(0).chain(token.match_indices('-').map(|(at, _)| at + 1))
}

fn table() -> &'static HashMap<&'static str, Hints, FixedState> {
    static TABLE: OnceLock<HashMap<&'static str, Hints, FixedState>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table: HashMap<&str, Hints, FixedState> = HashMap::default();
        let mut section = None;
        for line in include_str!("data/tokens.txt").lines().map(str::trim) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                section = Hint::ALL.iter().find(|h| h.name() == name);
            } else if let Some(hint) = section {
                let bits = table.entry(line).or_default();
                *bits = bits.with(Hints(1 << *hint as u8));
            }
        }
        table
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_is_a_hint_and_every_hint_has_tokens() {
        let sections = include_str!("data/tokens.txt").lines().filter_map(|l| l.strip_prefix('[')?.strip_suffix(']'));
        for name in sections {
            assert!(Hint::ALL.iter().any(|h| h.name() == name), "[{name}] is no hint");
        }
        for hint in Hint::ALL {
            assert!(table().values().any(|h| h.has(*hint)), "[{}] is missing", hint.name());
        }
    }

    #[test]
    fn hints_match_whole_words_of_a_token() {
        assert!(Hints::of("sharedaddy").has(Hint::Share));
        assert!(Hints::of("site-breadcrumbs-wide").has(Hint::Breadcrumb));
        assert_eq!(Hints::of("shareholders"), Hints::default());
    }
}
