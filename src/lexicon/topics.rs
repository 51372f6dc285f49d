//! The topics of cue phrases, each with its file.

macro_rules! topics {
    ($($(#[$doc:meta])* $topic:ident = $name:literal;)*) => {
        /// What a cue phrase is a cue for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Topic { $($(#[$doc])* $topic,)* }

        impl Topic {
            /// All topics.
            pub const ALL: &'static [Topic] = &[$(Topic::$topic),*];

            /// The name, which is also the name of the file.
            pub fn name(self) -> &'static str {
                match self { $(Topic::$topic => $name),* }
            }

            pub(super) fn file(self) -> &'static str {
                match self { $(Topic::$topic => include_str!(concat!("data/", $name, ".txt"))),* }
            }
        }
    };
}

topics! {
    /// "See also": a line that sends the reader to another article.
    SeeAlso = "see-also";
    /// "Related articles": a heading before links.
    Related = "related";
    /// "Most read".
    MostRead = "most-read";
    /// "Tags", "Topics".
    Tags = "tags";
    /// "Filed under", "Categories".
    Categories = "categories";
    /// "Share this".
    Share = "share";
    /// "Facebook", "WhatsApp": names in a row of share buttons.
    Network = "network";
    /// "Follow us on".
    Follow = "follow";
    /// "Subscribe to our newsletter".
    Newsletter = "newsletter";
    /// "Leave a comment".
    Comments = "comments";
    /// "Advertisement".
    Advert = "advert";
    /// "This post contains affiliate links".
    Disclosure = "disclosure";
    /// "Photo:", an agency, a photographer.
    PhotoCredit = "photo-credit";
    /// "Representative image", "File photo".
    Caption = "caption";
    /// "With inputs from", "This article first appeared in".
    Source = "source";
    /// "All rights reserved".
    Copyright = "copyright";
    /// "By", "Written by".
    Byline = "byline";
    /// "About the author".
    AuthorBio = "author-bio";
    /// "Published", "Updated".
    DateLine = "date-line";
    /// "5 min read".
    ReadingTime = "reading-time";
    /// "Views", beside a number.
    Views = "views";
    /// "Page 1 of 3": the words between and before the numbers.
    Counter = "counter";
    /// "You are here".
    Breadcrumb = "breadcrumb";
    /// "Previous post".
    PreviousNext = "previous-next";
    /// "We use cookies".
    CookieNotice = "cookie-notice";
    /// "Listen to this article".
    AudioPlayer = "audio-player";
    /// "This content is hosted by".
    EmbedConsent = "embed-consent";
    /// "Cancel any time", "for the first month".
    Offer = "offer";
    /// "Use code", "Promo code".
    PromoCode = "promo-code";
    /// "Check price", "View deal".
    Buy = "buy";
    /// "Support our journalism".
    Donation = "donation";
    /// "Skip to content", "Table of contents".
    SkipLink = "skip-link";
    /// "Key points".
    SummaryToggle = "summary-toggle";
    /// "Subscribe to continue reading".
    Paywall = "paywall";
    /// "Correction": lines that stay.
    Correction = "correction";
    /// "Please enable JavaScript".
    Javascript = "javascript";
    /// "Page not found", "Verify you are human": what stands in place of a page.
    ErrorPage = "error-page";
}
