//! The objects of the page's JSON-LD that describe the article: in arrays, in
//! graphs, by reference, and among others on the same page.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::text::clean;
use super::{Found, Source};
use crate::address::Address;
use crate::lexicon::squeeze;
use crate::parse::{Head, Subject, headline, json_ld_objects, json_ld_types};

/// Types of schema.org that are an article, by how their names end.
const ARTICLES: &[&str] = &["Article", "Posting", "Report", "Review", "Recipe", "HowTo", "Question", "Episode"];

/// Types that are a page around one.
const PAGES: &[&str] = &["WebPage", "ItemPage", "VideoObject", "Book", "CreativeWork", "Product"];

/// What a value of `isAccessibleForFree` says (<https://schema.org/isAccessibleForFree>): true or
/// false, also as `False` or `https://schema.org/False`.
pub(crate) fn is_free(object: &Map<String, Value>) -> Option<bool> {
    match object.get("isAccessibleForFree")? {
        Value::Bool(free) => Some(*free),
        Value::String(word) => word.rsplit('/').next()?.to_ascii_lowercase().parse().ok(),
        _ => None,
    }
}

/// A name of so many words that is in the page's title is the page's own.
const HEADLINE: usize = 3;

/// No more items of a list are read.
pub(super) const MOST: usize = 200;

/// Properties that lead to the article.
const LEADS: &[&str] = &["@graph", "mainEntity", "mainEntityOfPage"];

/// What the head and its JSON-LD say about the article.
pub(crate) struct Data<'a> {
    pub(crate) head: &'a Head,
    /// The articles, the one that the page is about first.
    pub(super) articles: Vec<&'a Value>,
    /// The pages around it.
    pages: Vec<&'a Value>,
    /// Objects with a name, by their `@id`.
    named: OnceCell<HashMap<&'a str, &'a Value>>,
    /// Who made the images, by their addresses, as it is written.
    credits: OnceCell<HashMap<&'a str, &'a str>>,
}

impl<'a> Data<'a> {
    pub(crate) fn of(head: &'a Head) -> Data<'a> {
        let (mut articles, mut pages) = (Vec::new(), Vec::new());
        let subject = Subject::of(head);
        let mut open = declared(head);
        while let Some(value) = open.pop() {
            match value {
                Value::Array(items) => open.extend(items.iter().rev()),
                Value::Object(fields) => {
                    if kinds(value).any(|k| ARTICLES.iter().any(|a| k.ends_with(a))) {
                        // Pages declare the articles that they link to as well.
                        articles.extend(Some(value).filter(|_| !subject.is_another(fields)));
                    } else if kinds(value).any(|k| PAGES.contains(&k)) {
                        pages.push(value);
                    }
                    open.extend(LEADS.iter().filter_map(|k| fields.get(*k)));
                }
                _ => {}
            }
        }
        if articles.len() > 1 {
            let titles = ["og:title", "twitter:title"].iter().filter_map(|n| head.meta(&[n])).map(|m| &*m.content);
            let titles: HashSet<String> = titles.chain(head.title.as_deref()).map(squeeze).collect();
            articles.sort_by_cached_key(|a| std::cmp::Reverse(fits(a, &subject, &titles)));
        }
        Data { head, articles, pages, named: OnceCell::new(), credits: OnceCell::new() }
    }

    /// The types of the articles.
    pub(super) fn kinds(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.articles.iter().flat_map(|a| kinds(a))
    }

    /// True if the page's article is of the news: its headline is an editor's.
    pub(super) fn is_news(&self) -> bool {
        let kinds = self.articles.first().into_iter().flat_map(|a| kinds(a));
        kinds.into_iter().any(|k| k.ends_with("NewsArticle") || k == "LiveBlogPosting" || k == "Report")
    }

    /// The object that a reference such as `{"@id": "#author"}` points to.
    pub(super) fn resolve(&self, value: &'a Value) -> &'a Value {
        let Some(fields) = value.as_object() else { return value };
        let Some(id) = fields.get("@id").and_then(Value::as_str).filter(|_| fields.get("name").is_none()) else {
            return value;
        };
        let named = self.named.get_or_init(|| {
            // Many may refer to one: a name that says nothing is looked at once.
            let says = |name: &Value| name.as_str().is_none_or(|name| !name.trim().is_empty());
            let named = json_ld_values(self.head).filter(|v| v.get("name").is_some_and(says));
            let mut index = HashMap::new();
            for object in named {
                index.entry(object.get("@id").and_then(Value::as_str).unwrap_or_default()).or_insert(object);
            }
            index
        });
        named.get(id).copied().unwrap_or(value)
    }

    /// The first string at `path` in the articles, then in the pages.
    pub(super) fn string(&self, path: &[&str]) -> Option<Found<String>> {
        self.articles.iter().chain(&self.pages).find_map(|object| self.string_in(object, path))
    }

    /// The string at `path` in the articles only.
    pub(super) fn article_string(&self, path: &[&str]) -> Option<Found<String>> {
        self.articles.iter().find_map(|object| self.string_in(object, path))
    }

    fn string_in(&self, object: &'a Value, path: &[&str]) -> Option<Found<String>> {
        let mut value = object;
        for key in path {
            value = first_of(self.resolve(value).get(*key)?)?;
        }
        let value = value.get("@value").or_else(|| value.get("@id").filter(|_| value.is_object())).unwrap_or(value);
        // Moments may be numbers.
        let number = || value.as_u64().map(|number| number.to_string());
        let text = value.as_str().map(clean).or_else(number)?;
        (!text.is_empty()).then(|| Found::new(text, Source::JsonLd))
    }

    /// The strings of a property of the articles: one, a list, objects with names.
    pub(super) fn strings(&self, key: &str) -> Vec<String> {
        let mut found = Vec::new();
        for value in self.articles.iter().filter_map(|a| a.get(key)) {
            for item in items(value).iter().take(MOST) {
                let name = item.as_str().or_else(|| self.resolve(item).get("name").and_then(Value::as_str));
                found.extend(name.filter(|n| may_be_name(n)).map(clean).filter(|n| !n.is_empty()));
            }
            if !found.is_empty() {
                break;
            }
        }
        found
    }

    /// The sections in the page's `BreadcrumbList`, from the front page, which is left out, to
    /// the page itself, which is too.
    pub(super) fn breadcrumbs(&self, page: Option<&str>) -> Vec<Found<String>> {
        let mut lists = json_ld_objects(self.head).filter(|o| json_ld_types(o).any(|k| k == "BreadcrumbList"));
        let Some(list) = lists.find_map(|o| o.get("itemListElement")) else { return Vec::new() };
        let mut crumbs: Vec<(f64, &str, Option<&str>)> = Vec::new();
        for (n, element) in items(list).iter().take(MOST).enumerate() {
            let item = element.get("item").unwrap_or(element);
            let name = element.get("name").or_else(|| item.get("name")).and_then(Value::as_str);
            let address = item.as_str().or_else(|| item.get("@id").or_else(|| item.get("url")).and_then(Value::as_str));
            let position = element.get("position").and_then(Value::as_f64).unwrap_or(n as f64);
            crumbs.extend(name.filter(|name| may_be_name(name)).map(|name| (position, name, address)));
        }
        crumbs.sort_by(|a, b| a.0.total_cmp(&b.0));
        let title = self.head.title.as_deref().map(squeeze).unwrap_or_default();
        let is_page = |(_, name, address): &(f64, &str, Option<&str>)| {
            let titled = name.split_whitespace().count() >= HEADLINE && title.contains(&squeeze(name));
            address.is_none() || *address == page || titled
        };
        // With a section and the page behind it the first is the front page, whatever its address.
        let is_front = |address: Option<&str>| address.is_none_or(|address| Address::of(address).is_front());
        let front = crumbs.first().is_some_and(|(_, _, address)| crumbs.len() > 2 || is_front(*address));
        if crumbs.last().is_some_and(is_page) {
            crumbs.pop();
        }
        let named = crumbs.iter().skip(usize::from(front)).map(|(_, name, _)| clean(name));
        named.filter(|name| !name.is_empty()).map(|name| Found::new(name, Source::JsonLd)).collect()
    }

    /// The name of the site: `WebSite`, or the organisation behind it.
    pub(super) fn site_name(&self) -> Option<Found<String>> {
        let named = |kind: &str| {
            json_ld_objects(self.head)
                .find(|o| json_ld_types(o).any(|k| k == kind) && o.get("name").is_some_and(Value::is_string))
                .and_then(|o| o.get("name").and_then(Value::as_str))
        };
        let name = named("WebSite").or_else(|| named("NewsMediaOrganization"))?;
        Some(Found::new(clean(name), Source::JsonLd))
    }

    /// `isAccessibleForFree` of the article.
    pub(super) fn accessible_for_free(&self) -> Option<Found<bool>> {
        let objects = self.articles.iter().chain(&self.pages);
        Some(Found::new(objects.filter_map(|o| o.as_object()).find_map(is_free)?, Source::JsonLd))
    }

    /// The address of the article's image.
    pub(super) fn image(&self) -> Option<Found<String>> {
        self.article_string(&["image", "url"]).or_else(|| self.article_string(&["image"]))
    }

    /// Who made the image at `src`, as the data says it.
    pub(super) fn image_credit(&self, src: &str) -> Option<String> {
        let credits = self.credits.get_or_init(|| {
            let mut credits = HashMap::new();
            for object in json_ld_objects(self.head) {
                let addresses = ["url", "contentUrl", "@id"].iter().filter_map(|k| object.get(*k)?.as_str());
                if let Some(credit) = self.credit(object) {
                    credits.extend(addresses.map(|address| (address, credit)));
                }
            }
            credits
        });
        credits.get(src).map(|credit| clean(credit))
    }

    fn credit(&self, image: &'a Map<String, Value>) -> Option<&'a str> {
        if !json_ld_types(image).any(|k| k == "ImageObject") {
            return None;
        }
        ["creditText", "copyrightNotice", "creator", "copyrightHolder", "author"].iter().find_map(|key| {
            let value = first_of(image.get(*key)?)?;
            let credit = value.as_str().or_else(|| self.resolve(value).get("name").and_then(Value::as_str))?;
            Some(credit).filter(|c| may_be_name(c) && !c.trim().is_empty())
        })
    }
}

/// Nobody has a longer name. A page may refer to one as often as it likes: what is
/// read again with each reference must be short.
pub(super) fn may_be_name(name: &str) -> bool {
    name.len() <= LONGEST_NAME
}

/// In bytes.
const LONGEST_NAME: usize = 1000;

/// The items of a list, or the one value.
pub(super) fn items(value: &Value) -> &[Value] {
    match value {
        Value::Array(items) => items,
        one => std::slice::from_ref(one),
    }
}

fn first_of(value: &Value) -> Option<&Value> {
    items(value).first()
}

pub(super) fn kinds(value: &Value) -> impl Iterator<Item = &str> {
    value.as_object().into_iter().flat_map(json_ld_types)
}

/// The page's JSON-LD, the last first, to be popped.
fn declared(head: &Head) -> Vec<&Value> {
    head.json_ld.iter().chain(&head.json_ld_in_meta).rev().collect()
}

/// All values of the page's JSON-LD, however deep, in order.
fn json_ld_values(head: &Head) -> impl Iterator<Item = &Value> {
    let mut open = declared(head);
    std::iter::from_fn(move || {
        let value = open.pop()?;
        match value {
            Value::Array(items) => open.extend(items.iter().rev()),
            Value::Object(fields) => open.extend(fields.values().rev()),
            _ => {}
        }
        Some(value)
    })
}

/// How well an article fits the page: its address is the page's, its headline
/// is the page's title.
fn fits(article: &Value, subject: &Subject, titles: &HashSet<String>) -> u8 {
    let Some(fields) = article.as_object() else { return 0 };
    let titled = headline(fields).is_some_and(|h| titles.contains(&squeeze(h)));
    2 * u8::from(subject.is_at(fields)) + u8::from(titled)
}
