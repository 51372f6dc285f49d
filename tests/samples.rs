//! Every page under `samples/` is a test of its own: its text and its ledger
//! are snapshots, and what its `.toml` says must be in the text or must not is
//! checked apart from them.

mod pages;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use bodycopy::article::Found;
use bodycopy::{Article, Options};
use libtest_mimic::{Arguments, Failed, Trial};
use serde::Deserialize;

/// What a page is here for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sample {
    url: String,
    language: String,
    why: String,
    #[serde(default)]
    keep: Vec<String>,
    #[serde(default)]
    drop: Vec<String>,
    #[serde(default)]
    status: Option<String>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    authors: Vec<String>,
    #[serde(default)]
    published: String,
    #[serde(default)]
    modified: String,
    #[serde(default)]
    section: String,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    license: String,
    #[serde(default)]
    credit: String,
    #[serde(default)]
    accessible_for_free: Option<bool>,
    /// Fields on which sources must be seen to disagree.
    #[serde(default)]
    disagree: Vec<String>,
}

fn main() {
    let arguments = Arguments::from_args();
    let trials = pages::samples(&["html", "txt"]).into_iter().map(|path| {
        let name = name(&path);
        Trial::test(name, move || check(&path))
    });
    libtest_mimic::run(&arguments, trials.collect()).exit();
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// `set/slug`.
fn name(path: &Path) -> String {
    let slug = path.file_stem().unwrap_or_default().to_string_lossy();
    let set = path.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy();
    format!("{set}/{slug}")
}

fn check(path: &Path) -> Result<(), Failed> {
    let sample: Sample = toml::from_str(&fs::read_to_string(path.with_extension("toml"))?)?;
    if sample.why.len() < 10 || sample.language.len() < 2 {
        return Err("a sample says in which language it is and what it is here for".into());
    }
    let article = Options::default().address(sample.url.clone()).cleaner().clean(&fs::read(path)?);
    let mut wrong = Vec::new();
    snapshots(path, &article, &mut wrong);
    promises(&sample, &article, &mut wrong);
    metadata(&sample, &article, &mut wrong);
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
}

fn promises(sample: &Sample, article: &Article, wrong: &mut Vec<String>) {
    let text = collapse(&article.text);
    let status = sample.status.as_deref().unwrap_or("ok");
    if article.status.name() != status {
        wrong.push(format!("status is {}, not {status}", article.status.name()));
    }
    for words in sample.keep.iter().filter(|w| !text.contains(&collapse(w))) {
        let by = article.ledger.iter().find(|d| collapse(&d.text).contains(&collapse(words))).map(|d| d.by.to_string());
        wrong.push(format!("lost: {words} (dropped by {})", by.unwrap_or("nobody".into())));
    }
    for words in sample.drop.iter().filter(|w| text.contains(&collapse(w))) {
        wrong.push(format!("left in: {words}"));
    }
}

fn metadata(sample: &Sample, article: &Article, wrong: &mut Vec<String>) {
    let metadata = &article.metadata;
    let found = metadata.title.as_ref().map(|t| collapse(&t.value));
    if let Some(title) = sample.title.as_deref().filter(|t| !t.is_empty() && found.as_deref() != Some(&collapse(t))) {
        wrong.push(format!("title is {found:?}, not {title}"));
    }
    let authors: Vec<&str> = metadata.authors.iter().map(|a| a.value.as_str()).collect();
    if !sample.authors.is_empty() && authors != sample.authors {
        wrong.push(format!("authors are {authors:?}, not {:?}", sample.authors));
    }
    let value = |found: &Option<Found<String>>| found.as_ref().map_or(String::new(), |f| f.value.clone());
    for (field, found, wanted) in [
        ("published", value(&metadata.published), &sample.published),
        ("modified", value(&metadata.modified), &sample.modified),
        ("section", value(&metadata.section), &sample.section),
        ("license", value(&metadata.license), &sample.license),
        ("language", value(&metadata.language), &sample.language),
    ] {
        // What a page does not say about itself cannot be wrong, but for its dates.
        let said = !found.is_empty() || field != "language";
        if said && !found.starts_with(wanted) {
            wrong.push(format!("{field} is {found}, not {wanted}"));
        }
    }
    let tags: Vec<&str> = metadata.tags.iter().map(|t| t.value.as_str()).collect();
    if !sample.tags.is_empty() && tags != sample.tags {
        wrong.push(format!("tags are {tags:?}, not {:?}", sample.tags));
    }
    let free = metadata.accessible_for_free.as_ref().map(|f| f.value);
    if sample.accessible_for_free.is_some() && free != sample.accessible_for_free {
        wrong.push(format!("accessible_for_free is {free:?}, not {:?}", sample.accessible_for_free));
    }
    let credits: Vec<&str> = metadata.images.iter().filter_map(|i| i.credit.as_deref()).collect();
    if !sample.credit.is_empty() && !credits.contains(&sample.credit.as_str()) {
        wrong.push(format!("credits are {credits:?}, without {}", sample.credit));
    }
    for field in sample.disagree.iter().filter(|f| !metadata.disagreements.iter().any(|d| d.field == **f)) {
        wrong.push(format!("sources do not disagree on {field}: {:?}", metadata.disagreements));
    }
}

/// Compares both snapshots, so that one review sees all that has changed.
fn snapshots(path: &Path, article: &Article, wrong: &mut Vec<String>) {
    let set = path.parent().and_then(Path::file_name).unwrap_or_default();
    let slug = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(root().join("snapshots").join(set));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_input_file(path);
    let text = (slug.clone(), article.text.clone());
    let ledger = (format!("{slug}.ledger"), ledger(article));
    for (name, content) in [text, ledger] {
        let compare = || settings.bind(|| insta::assert_snapshot!(name.as_str(), content));
        // The difference has been printed by then.
        if catch_unwind(AssertUnwindSafe(compare)).is_err() {
            wrong.push(format!("snapshot {name} differs; `cargo insta review` shows how"));
        }
    }
}

/// Every block in order: `+` and its role, or `-` and who dropped it.
fn ledger(article: &Article) -> String {
    let kept = article.blocks.iter().map(|b| (b.place, format!("+ {:<11} {}", b.role.name(), start(&b.text()))));
    let dropped =
        article.ledger.iter().map(|d| (d.place, format!("- {:<11} [{}] {}", d.role.name(), d.by, start(&d.text))));
    let mut lines: Vec<_> = kept.chain(dropped).collect();
    lines.sort();
    let lines: Vec<_> = lines.into_iter().map(|(_, line)| line).collect();
    format!("status: {}\n{}", article.status.name(), lines.join("\n"))
}

fn start(text: &str) -> String {
    let text = collapse(text);
    if text.chars().count() <= 70 { text } else { format!("{}…", text.chars().take(70).collect::<String>()) }
}

fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
