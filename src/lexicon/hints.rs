//! Hints in class and id tokens: whole words of a token, never parts of a word.

use std::collections::HashMap;
use std::sync::OnceLock;

use foldhash::fast::FixedState;
use memchr::memchr_iter;

use super::sections::entries;
use crate::segment::{Names, STYLE};

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
    /// Quotations that are taken from the text.
    PullQuote = "pull-quote";
    /// Notes on what the publisher earns, and what it does not answer for.
    Disclosure = "disclosure";
    /// How to cite the text.
    Citation = "citation";
    /// A table of contents.
    Contents = "contents";
    /// A link that looks like a button, or is paid for.
    Button = "button";
    /// Stars and the like.
    Rating = "rating";
    /// What customers say of a product.
    Reviews = "reviews";
    /// What a member of a forum signs all posts with.
    Signature = "signature";
    /// What a forum tells of a member beside a post.
    UserPanel = "user-panel";
    /// The text of a post in a forum.
    Post = "post";
    /// A note or a warning that is set off in a text.
    Callout = "callout";
    /// The text of a comment.
    CommentText = "comment-text";
    /// An error message or a check for robots in place of the page.
    ErrorPage = "error-page";
}

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

    /// Those that are not in `other`.
    #[must_use]
    pub fn minus(self, other: Hints) -> Hints {
        Hints(self.0 & !other.0)
    }

    /// `hint` if it is in the set, and no other.
    #[must_use]
    pub fn only(self, hint: Hint) -> Hints {
        Hints(self.0 & (1 << hint as u8))
    }

    /// The set without `hint`.
    #[must_use]
    pub fn without(self, hint: Hint) -> Hints {
        Hints(self.0 & !(1 << hint as u8))
    }

    /// The hints of a kebab-case token; a style has none.
    pub fn of(token: &str) -> Hints {
        if token.starts_with(STYLE) {
            return Hints::default();
        }
        let table = table();
        let mut hints = Hints::default();
        let mut rest = token;
        loop {
            // A word is too short for a search by vectors to pay.
            let end = rest.bytes().position(|b| b == b'-');
            if let Some(first) = table.get(&rest[..end.unwrap_or(rest.len())]) {
                let more = ends(rest).skip(1).take(first.longest - 1).filter_map(|end| table.get(&rest[..end]));
                hints = more.fold(hints.with(first.hints), |all, found| all.with(found.hints));
            }
            let Some(end) = end else { return hints };
            rest = &rest[end + 1..];
        }
    }

    /// The hints of every name on a page, by symbol.
    pub fn of_names(names: &Names) -> Vec<Hints> {
        names.iter().map(Hints::of).collect()
    }
}

/// Where the words of a token end.
fn ends(token: &str) -> impl Iterator<Item = usize> + '_ {
    memchr_iter(b'-', token.as_bytes()).chain([token.len()])
}

/// What is known of some words.
#[derive(Default)]
struct Entry {
    hints: Hints,
    /// Of a single word, the most words of a hint that begins with it.
    longest: usize,
}

type Table = HashMap<&'static str, Entry, FixedState>;

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Table::default();
        for (section, token) in entries(include_str!("data/tokens.txt")) {
            let Some(hint) = Hint::ALL.iter().find(|h| h.name() == section) else { continue };
            let hints = &mut table.entry(token).or_default().hints;
            *hints = hints.with(Hints(1 << *hint as u8));
            let first = table.entry(token.split('-').next().unwrap_or(token)).or_default();
            first.longest = first.longest.max(ends(token).count());
        }
        table
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_is_a_hint_and_every_hint_has_tokens() {
        for (name, token) in entries(include_str!("data/tokens.txt")) {
            assert!(Hint::ALL.iter().any(|h| h.name() == name), "[{name}] over {token} is no hint");
        }
        for hint in Hint::ALL {
            assert!(table().values().any(|e| e.hints.has(*hint)), "[{}] is missing", hint.name());
        }
    }

    #[test]
    fn hints_match_whole_words_of_a_token() {
        assert!(Hints::of("sharedaddy").has(Hint::Share));
        assert!(Hints::of("site-breadcrumbs-wide").has(Hint::Breadcrumb));
        assert_eq!(Hints::of("shareholders"), Hints::default());
        for style in ["[&_figcaption]:mt-2", "group-hover:share", "md:comments", "before:content-['tags']"] {
            let token = crate::segment::kebab(style).expect("a token");
            assert_eq!(Hints::of(&token), Hints::default(), "{style}");
        }
    }
}
