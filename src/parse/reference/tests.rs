use std::path::{Path, PathBuf};

use super::{Mutation, difference};

/// Mutated pages that every test run looks at; `fuzz/differential.rs` looks at
/// as many as there is time for.
const MUTATED: usize = 4000;

fn files(folder: &Path) -> Vec<PathBuf> {
    let (mut files, mut open) = (Vec::new(), vec![folder.to_path_buf()]);
    while let Some(folder) = open.pop() {
        for path in std::fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()) {
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == "html") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

fn samples() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let pages = files(&root).into_iter().filter_map(|f| std::fs::read(f).ok());
    pages.map(|bytes| crate::decode::decode(&bytes, None).content.into_owned()).collect()
}

#[test]
fn every_sample_reads_as_html5ever_reads_it() {
    let samples = samples();
    assert!(samples.len() > 20, "the samples are missing");
    for page in &samples {
        assert_eq!(difference(page), None);
    }
}

#[test]
fn mutated_samples_read_as_html5ever_reads_them() {
    let samples = samples();
    let mut mutation = Mutation::new(1);
    for _ in 0..MUTATED {
        let page = mutation.next(&samples);
        assert_eq!(difference(&page), None, "{page:?}");
    }
}

/// Other pages, a folder named by `BODYCOPY_BENCH_PAGES`.
#[test]
fn other_pages_read_as_html5ever_reads_them() {
    let Some(folder) = std::env::var_os("BODYCOPY_BENCH_PAGES") else { return };
    for file in files(Path::new(&folder)) {
        let bytes = std::fs::read(&file).unwrap_or_default();
        assert_eq!(difference(&crate::decode::decode(&bytes, None).content), None, "{}", file.display());
    }
}
