//! The kind of page, by what its head declares: Open Graph, the types of
//! schema.org in its JSON-LD and microdata, and the shape of its address. A forum,
//! a shop and an article have their text in different places.

use super::{Context, Group};
use crate::address::Address;
use crate::parse::{Head, declared_types};

pub(super) const GROUP: Group = Group {
    names: &[
        (
            "og_type",
            "Open Graph type: 0 none, 1 article, 2 website, 3 product, 4 video, 5 another, 6 a group of products",
        ),
        ("says_article", "articles that the page's data describes, at most 3"),
        ("says_product", "products and offers that the page's data describes, at most 3"),
        ("says_discussion", "forum posts, questions and comments that the page's data describes, at most 3"),
        ("says_list", "lists and collections that the page's data describes, at most 3"),
        ("says_help", "answers, steps and recipes that the page's data describes, at most 3"),
        ("says_business", "organisations, places and services that the page's data describes, at most 3"),
        ("address_depth", "segments of the page's address, -1 without one"),
        ("address_hyphens", "hyphens in the last segment of the page's address"),
        ("address_digits", "digits in the page's address"),
    ],
    fill,
};

/// Types of schema.org, each row one column.
const TYPES: [&[&str]; 6] = [
    &[
        "Article",
        "NewsArticle",
        "BlogPosting",
        "Report",
        "OpinionNewsArticle",
        "AnalysisNewsArticle",
        "ReportageNewsArticle",
        "LiveBlogPosting",
        "TechArticle",
    ],
    &["Product", "Offer", "AggregateOffer", "ProductGroup"],
    &["DiscussionForumPosting", "QAPage", "Question", "Comment", "SocialMediaPosting"],
    &["CollectionPage", "ItemList", "SearchResultsPage", "Blog", "OfferCatalog"],
    &["FAQPage", "HowTo", "Recipe", "Course"],
    &["LocalBusiness", "Service", "Place", "ProfessionalService", "Event", "SoftwareApplication"],
];

/// More of a kind says no more.
const ENOUGH: u8 = 3;

pub(super) type Declared = [f32; 10];

pub(super) fn read(head: &Head) -> Declared {
    let og = match head.meta(&["og:type"]).map(|m| m.content.to_ascii_lowercase()).as_deref() {
        None => 0.0,
        Some("article" | "blog" | "news") => 1.0,
        Some("website") => 2.0,
        Some("product" | "product.item" | "og:product") => 3.0,
        Some("product.group" | "product:group") => 6.0,
        Some(other) if other.starts_with("video") => 4.0,
        Some(_) => 5.0,
    };
    let types = types(head).map(f32::from);
    let [depth, hyphens, digits] = head.address().map_or([-1.0; 3], shape);
    [og, types[0], types[1], types[2], types[3], types[4], types[5], depth, hyphens, digits]
}

/// True if the page is a thread of a forum, or a question with its answers.
pub(super) fn is_thread(head: &Head) -> bool {
    const THREADS: [&str; 2] = ["DiscussionForumPosting", "QAPage"];
    declared_types(head).any(|k| THREADS.contains(&k))
}

fn types(head: &Head) -> [u8; TYPES.len()] {
    let mut found = [0; TYPES.len()];
    let mut count = |name: &str| {
        for (column, names) in TYPES.iter().enumerate() {
            if names.contains(&name) && found[column] < ENOUGH {
                found[column] += 1;
            }
        }
    };
    declared_types(head).for_each(&mut count);
    found
}

/// Segments of the path, hyphens of the last one, digits of the whole path.
fn shape(address: &str) -> [f32; 3] {
    let path = Address::of(address).path();
    let mut segments = path.split('/').filter(|s| !s.is_empty());
    let (depth, last) = (segments.clone().count(), segments.next_back().unwrap_or(""));
    let digits = path.bytes().filter(u8::is_ascii_digit).count();
    [depth as f32, last.matches('-').count() as f32, digits as f32]
}

fn fill(context: &Context<'_>, _: usize, row: &mut Vec<f32>) {
    row.extend(context.declared);
}
