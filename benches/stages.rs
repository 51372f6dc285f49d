//! Throughput of the stages in bytes of page: `cargo bench`.

use std::fs;
use std::path::Path;

use bodycopy::article::Roles;
use bodycopy::lexicon::Lexicon;
use bodycopy::write::{Format, Html, Json, Markdown};
use bodycopy::{Options, decode, judge, parse, residue, segment};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

/// All HTML samples; larger pages can be named by `BODYCOPY_BENCH_PAGES`, a folder.
fn pages() -> Vec<Vec<u8>> {
    let root = std::env::var("BODYCOPY_BENCH_PAGES").unwrap_or(concat!(env!("CARGO_MANIFEST_DIR"), "/samples").into());
    let mut pages = Vec::new();
    let mut open = vec![Path::new(&root).to_path_buf()];
    while let Some(folder) = open.pop() {
        for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()) {
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == "html") {
                pages.extend(fs::read(path));
            }
        }
    }
    assert!(!pages.is_empty(), "no .html file under {}", Path::new(&root).display());
    pages
}

fn stages(c: &mut Criterion) {
    let pages = pages();
    let limits = parse::Limits::default();
    let texts: Vec<_> = pages.iter().map(|p| decode::decode(p, None)).collect();
    let parsed: Vec<_> = texts.iter().map(|t| parse::parse(t, &limits)).collect();
    let model = judge::Model::built_in();
    let judged: Vec<_> = parsed.iter().map(|p| judge::judge(segment::segment(p), &p.head, model)).collect();
    let cleaner = Options::default().cleaner();
    let mut group = c.benchmark_group("stages");
    group.throughput(Throughput::Bytes(pages.iter().map(|p| p.len() as u64).sum())).sample_size(20);
    group.bench_function("decode", |b| {
        b.iter(|| pages.iter().map(|p| decode::decode(p, None).content.len()).sum::<usize>())
    });
    group.bench_function("parse", |b| {
        b.iter(|| texts.iter().map(|t| parse::parse(t, &limits).head.scripts).sum::<usize>())
    });
    group.bench_function("segment", |b| {
        b.iter(|| parsed.iter().map(|p| segment::segment(p).blocks.len()).sum::<usize>())
    });
    group.bench_function("segment and judge", |b| {
        b.iter(|| {
            parsed.iter().map(|p| judge::judge(segment::segment(p), &p.head, model).verdicts.len()).sum::<usize>()
        });
    });
    group.bench_function("residue", |b| {
        b.iter(|| {
            let strip = |(j, p): (_, &parse::Page)| {
                residue::strip(j, &p.head, Lexicon::built_in(), &[], &Roles::default()).decisions.len()
            };
            judged.iter().zip(&parsed).map(strip).sum::<usize>()
        });
    });
    let articles: Vec<_> = pages.iter().map(|p| cleaner.clean(p)).collect();
    let forms: [(&str, &dyn Format); 3] = [("Markdown", &Markdown), ("HTML", &Html), ("JSON", &Json::default())];
    for (name, form) in forms {
        group.bench_function(format!("write {name}"), |b| {
            b.iter(|| articles.iter().map(|a| form.write(a).len()).sum::<usize>());
        });
    }
    group.bench_function("clean", |b| b.iter(|| pages.iter().map(|p| cleaner.clean(p).text.len()).sum::<usize>()));
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
