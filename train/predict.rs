//! Cleans labelled pages, each with the model that has not seen it.
//!
//!     cargo run --release --example predict --features train -- DATA.jsonl OUT.json [FOLDS_DIR] [FLAG…]
//!
//! `OUT.json` is `{id: text}`, with `--metadata` `{id: metadata}` for
//! `metadata_score.py`, with `--blocks` `{id: [[who dropped it, text], …]}` with
//! every block and every cut. `FOLDS_DIR` holds `folds.json` and `fold0.model`
//! …; without it the built-in model judges. Flags: `--rules-off`, `--rule-off=ID`,
//! `--include=ROLE`, `--metadata`, `--blocks`, `--text`
//! (the plain text that a row names, from `plain_dump.py`). Prints statuses, the slowest page,
//! and every page on which words were lost or invented.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::Instant;

use bodycopy::decode::Text;
use bodycopy::judge::Model;
use bodycopy::parse::{Limits, Page};
use bodycopy::write::{Format, Json};
use bodycopy::{Article, Cleaner, Input, Options, decode, parse, segment};
use serde_json::{Map, Value};

fn main() -> Result<(), Box<dyn Error>> {
    let (flags, args): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|a| a.starts_with("--"));
    let [data, out, rest @ ..] = args.as_slice() else {
        return Err("usage: predict DATA.jsonl OUT.json [FOLDS_DIR]".into());
    };
    let mut options = Options::default();
    for flag in &flags {
        options = match flag.split_once('=') {
            None if flag == "--rules-off" => options.all_rules_off(),
            None if flag == "--metadata" || flag == "--blocks" => options,
            None if flag == "--text" => options.input(Input::Text),
            Some(("--rule-off", id)) => options.rule_off(id)?,
            Some(("--include", role)) => options.include(role.parse()?),
            _ => return Err(format!("{flag}: no such flag").into()),
        };
    }
    let [metadata, blocks, plain] = ["--metadata", "--blocks", "--text"].map(|flag| flags.iter().any(|f| f == flag));
    let set = Path::new(data).file_stem().and_then(|s| s.to_str()).unwrap_or("").trim_start_matches("dev-").to_owned();
    let (folds, cleaners) = cleaners(rest.first().map(String::as_str), &options)?;
    let folder = Path::new(data).parent().unwrap_or(Path::new("."));
    let (mut texts, mut statuses, mut slowest) = (Map::new(), BTreeMap::new(), (0.0, String::new()));
    for line in fs::read_to_string(data)?.lines() {
        let page: Value = serde_json::from_str(line)?;
        let id = page["id"].as_str().ok_or("a row without id")?;
        let file = if plain { "text" } else { "html" };
        let html = fs::read(folder.join(page[file].as_str().ok_or(format!("a row without {file}"))?))?;
        let fold = folds[format!("{set}/{id}")].as_u64().unwrap_or(0) as usize;
        let started = Instant::now();
        let cleaner = &cleaners[fold.min(cleaners.len() - 1)];
        let article =
            if metadata { cleaner.for_page(None, page["url"].as_str()).clean(&html) } else { cleaner.clean(&html) };
        let seconds = started.elapsed().as_secs_f64();
        if seconds > slowest.0 {
            slowest = (seconds, id.to_owned());
        }
        *statuses.entry(article.status.name()).or_insert(0) += 1;
        if let Err(lost) = if plain { Ok(()) } else { account(&html, &article) } {
            println!("{id}: {lost}");
        }
        let wanted = match (metadata, blocks) {
            (true, _) => metadata_of(&article)?,
            (_, true) => blocks_of(&article),
            _ => Value::String(article.text),
        };
        texts.insert(id.to_owned(), wanted);
    }
    println!("{statuses:?}; slowest page {:.3} s ({})", slowest.0, slowest.1);
    fs::write(out, Value::Object(texts).to_string())?;
    Ok(())
}

/// The metadata as the JSON form has it.
fn metadata_of(article: &Article) -> Result<Value, Box<dyn Error>> {
    let mut object: Value = serde_json::from_str(&Json::default().write(article))?;
    Ok(object["metadata"].take())
}

/// Who dropped a block, in a word and its reason, and the block's text; nobody
/// for those that are kept. In the order of the page.
fn blocks_of(article: &Article) -> Value {
    let kept = article.blocks.iter().map(|b| (b.place, String::new(), b.text()));
    let dropped =
        article.ledger.iter().map(|d| (d.place, format!("{} {}", d.by.name(), d.by.reason()), d.text.clone()));
    let mut all: Vec<_> = kept.chain(dropped).collect();
    all.sort_by_key(|(place, ..)| *place);
    all.into_iter().map(|(_, by, text)| serde_json::json!([by, text])).collect()
}

fn cleaners(folds_dir: Option<&str>, options: &Options) -> Result<(Value, Vec<Cleaner>), Box<dyn Error>> {
    let Some(dir) = folds_dir else { return Ok((Value::Null, vec![options.clone().cleaner()])) };
    let folds: Value = serde_json::from_slice(&fs::read(Path::new(dir).join("folds.json"))?)?;
    let mut cleaners = Vec::new();
    while let Ok(file) = fs::read(Path::new(dir).join(format!("fold{}.model", cleaners.len()))) {
        cleaners.push(Cleaner::with_model(options.clone(), Model::read(&file)?));
    }
    Ok((folds, cleaners))
}

/// Characters that can be seen.
fn letters(text: &str) -> usize {
    let unseen = |c: &char| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    text.chars().filter(|c| !c.is_whitespace() && !unseen(c)).count()
}

/// What is kept and what is dropped are together what the page shows, to the letter.
fn account(html: &[u8], article: &Article) -> Result<(), String> {
    if html.is_empty() {
        return Ok(());
    }
    let text = decode::decode(html, None);
    let page = parse::parse(&text, &Limits::default());
    let shown = |page: &Page| -> usize { segment::segment(page).blocks.iter().map(|b| letters(&b.text)).sum() };
    let mut visible = shown(&page);
    if article.notes.iter().any(|n| n.contains("page's data")) {
        let own = segment::segment(&page).own_words();
        let content = parse::data_body(&page, own).ok_or("no text in the page's data")?.html;
        visible += shown(&parse::parse(&Text { content: content.into(), ..text.clone() }, &Limits::default()));
    }
    let kept: usize = article.blocks.iter().map(|b| letters(&b.text())).sum();
    let dropped: usize = article.ledger.iter().map(|d| letters(&d.text)).sum();
    if kept + dropped == visible {
        Ok(())
    } else {
        Err(format!("{visible} letters on the page, {kept} kept, {dropped} dropped"))
    }
}
