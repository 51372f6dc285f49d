//! What the head, the page's data and its microdata call the page.

use super::data::Data;
use crate::parse::{declared_types, json_ld_objects, json_ld_types};

/// True if the head, the page's data and its microdata call the page nothing but a page:
/// they may name the site and who it belongs to.
pub(crate) fn declares_nothing(data: &Data<'_>) -> bool {
    const FURNITURE: [&str; 17] = [
        "WebPage",
        "WebSite",
        "Organization",
        "NewsMediaOrganization",
        "Corporation",
        "Person",
        "ImageObject",
        "BreadcrumbList",
        "ListItem",
        "SearchAction",
        "ReadAction",
        "EntryPoint",
        "WPHeader",
        "WPFooter",
        "WPSideBar",
        "SiteNavigationElement",
        "PropertyValueSpecification",
    ];
    let is_furniture = |kind: &str| FURNITURE.contains(&kind);
    let typed = data.head.meta(&["og:type"]).is_some_and(|m| !matches!(&*m.content, "website" | "object" | ""));
    !typed && declared_types(data.head).all(is_furniture) && data.head.item_types.iter().all(|kind| is_furniture(kind))
}

/// True if the page calls itself that of one product: by its Open Graph type, or by
/// a product with an offer in its data or microdata and no list of things or article.
pub(crate) fn declares_product(data: &Data<'_>) -> bool {
    const LISTS: [&str; 6] =
        ["CollectionPage", "ItemList", "LocalBusiness", "Service", "SomeProducts", "SearchResultsPage"];
    let has = |names: &[&str]| declared_types(data.head).any(|k| names.contains(&k));
    let og =
        data.head.meta(&["og:type"]).is_some_and(|m| matches!(&*m.content, "product" | "product.item" | "og:product"));
    let marked = data.head.item_types.iter().any(|k| k == "Product");
    let offered = has(&["Product", "ProductGroup"]) && (marked || has(&["Offer", "AggregateOffer"]));
    (og || offered && !has(&LISTS)) && !tells_of_article(data)
}

/// True if the page's data or its microdata call it a discussion, a forum's thread or
/// a question with its answers, and tell of no article beside it.
pub(crate) fn declares_discussion(data: &Data<'_>) -> bool {
    let in_data =
        json_ld_objects(data.head).flat_map(json_ld_types).any(|k| matches!(k, "QAPage" | "DiscussionForumPosting"));
    // Pages that mark a question by microdata mark remarks on answers too.
    (in_data || data.head.item_types.iter().any(|k| k == "DiscussionForumPosting")) && !tells_of_article(data)
}

/// True if the head or the page's data call the page an article.
pub(crate) fn declares_article(data: &Data<'_>) -> bool {
    tells_of_article(data) || data.head.meta(&["og:type"]).is_some_and(|m| m.content.eq_ignore_ascii_case("article"))
}

/// True if the page's data describe an article.
fn tells_of_article(data: &Data<'_>) -> bool {
    data.kinds().any(|k| k.ends_with("Article") || k == "BlogPosting")
}
