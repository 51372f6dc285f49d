//! Writes the features of labelled pages, for `train.py`.
//!
//!     cargo run --release --example dump --features train -- DATA.jsonl OUT
//!
//! `OUT.f32` holds the rows of all blocks of all pages (f32, little endian);
//! `OUT.jsonl` one page a line: its id, and for each block its text and the
//! buckets of its tokens.

use std::error::Error;
use std::fs;
use std::io::{BufWriter, Write};
use std::path::Path;

use bodycopy::judge::{Model, features, training_rows};
use bodycopy::parse::Limits;
use bodycopy::{decode, parse, segment};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let (data, out) = args.next().zip(args.next()).ok_or("usage: dump DATA.jsonl OUT")?;
    let folder = Path::new(&data).parent().unwrap_or(Path::new("."));
    let mut rows = BufWriter::new(fs::File::create(format!("{out}.f32"))?);
    let mut pages = BufWriter::new(fs::File::create(format!("{out}.jsonl"))?);
    let names: Vec<_> = features::names().map(|(name, _)| name).collect();
    writeln!(pages, "{}", json!({ "features": names, "buckets": features::BUCKETS }))?;
    for line in fs::read_to_string(&data)?.lines() {
        let page: Value = serde_json::from_str(line)?;
        let path = page["html"].as_str().ok_or("a row without html")?;
        write_page(&page["id"], &fs::read(folder.join(path))?, &mut rows, &mut pages)?;
    }
    Ok(())
}

fn write_page(id: &Value, html: &[u8], rows: &mut impl Write, pages: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let text = decode::decode(html, None);
    let page = parse::parse(&text, &Limits::default());
    let mut blocks = segment::segment(&page);
    let mut described = Vec::new();
    let dumped = training_rows(&mut blocks, &page.head, &Model::blank());
    for ((row, tokens), block) in dumped.into_iter().zip(&blocks.blocks) {
        for value in row {
            rows.write_all(&value.to_le_bytes())?;
        }
        described.push(json!({ "text": block.text, "words": block.words, "hidden": block.hidden, "tokens": tokens }));
    }
    writeln!(pages, "{}", json!({ "id": id, "blocks": described }))?;
    Ok(())
}
