//! Blocks that stand on many pages of one host, letter for letter: notices and
//! appeals that the template puts among the paragraphs, where one page alone
//! cannot tell them from text.
//!
//! The first pass over the input counts, the second drops. Counts are exact. They
//! are kept by hash (SipHash, 64 bits for the host and for the block), in memory
//! up to a bound and beyond it in files that are added up one at a time.

use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::hash::Hasher;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use siphasher::sip::SipHasher13;

use crate::article::{Article, ArticleBlock, Dropped, DroppedBy, Role};
use crate::segment::count_words;
use crate::write;

/// A block on fewer pages may be a quotation. Of those with enough words that stood
/// on two pages of a host or more, 37 % belonged to the article; on five or more,
/// 33 % (1,551 labelled pages of 1,288 hosts; no news site had any).
const FEWEST_PAGES: u64 = 5;

/// A block on a smaller share of the host's pages (one in so many) may be the
/// background that a newspaper repeats under the stories of one affair. Not
/// measured: no host of those pages has more than 12.
const ONE_IN: u64 = 10;

/// Shorter blocks repeat because they say the same thing, as specifications do. On
/// the same pages, blocks of 4 to 8 words that stood on five pages of a host or more
/// belonged to the article 38 times of 44, longer ones 14 times of 42.
const FEWEST_WORDS: usize = 9;

/// If more of an article's words than this share (one in so many) would go, the page
/// is a copy of others. Hardly measured: on five pages of a host or more, 4 blocks
/// stood in such an article, and none of them belonged to it.
const COPY_ONE_IN: usize = 2;

/// Counts that are held in memory, about 48 bytes each.
const MOST_IN_MEMORY: usize = 1 << 20;

/// Files for the counts that are not.
const FILES: u64 = 64;

/// Repeated blocks that are remembered, the most frequent first.
const MOST_REPEATED: usize = 1 << 20;

/// Host and block; block 0 counts the host's pages.
type Key = (u64, u64);

/// The blocks of one page that may be repeated.
#[derive(Debug, Default)]
pub(super) struct Sighting {
    keys: Vec<Key>,
}

impl Sighting {
    pub(super) fn new(article: &Article, host: &str) -> Self {
        if !article.status.has_article() {
            return Sighting::default();
        }
        let blocks = article.blocks.iter().filter(|b| may_repeat(b)).map(|b| key(host, &b.text()));
        let mut keys: Vec<Key> = blocks.chain([(hash(&[host]), 0)]).collect();
        keys.sort_unstable();
        keys.dedup();
        Sighting { keys }
    }

    pub(super) fn size(&self) -> usize {
        self.keys.len() * size_of::<Key>()
    }
}

fn may_repeat(block: &ArticleBlock) -> bool {
    let kind = matches!(block.role, Role::Paragraph | Role::List | Role::Quote | Role::Standfirst | Role::Embed);
    kind && count_words(&block.text()) >= FEWEST_WORDS
}

fn key(host: &str, text: &str) -> Key {
    (hash(&[host]), hash(&[host, text.trim()]).max(1))
}

fn hash(pieces: &[&str]) -> u64 {
    let mut hasher = SipHasher13::new();
    for piece in pieces {
        hasher.write(piece.as_bytes());
        hasher.write_u8(0xff);
    }
    hasher.finish()
}

/// Counts pages by host and block.
pub(super) struct Counter {
    folder: PathBuf,
    counts: HashMap<Key, u64>,
    files: Vec<BufWriter<File>>,
    most: usize,
}

impl Counter {
    /// A counter that puts its files into `folder`.
    pub(super) fn new(folder: &Path) -> Self {
        Counter { folder: folder.to_path_buf(), counts: HashMap::new(), files: Vec::new(), most: MOST_IN_MEMORY }
    }

    pub(super) fn add(&mut self, sighting: &Sighting) -> io::Result<()> {
        for key in &sighting.keys {
            *self.counts.entry(*key).or_insert(0) += 1;
        }
        if self.counts.len() > self.most { self.spill() } else { Ok(()) }
    }

    fn path(&self, file: u64) -> PathBuf {
        self.folder.join(format!("counts-{file:02}.tmp"))
    }

    fn spill(&mut self) -> io::Result<()> {
        if self.files.is_empty() {
            self.files =
                (0..=FILES).map(|i| File::create(self.path(i)).map(BufWriter::new)).collect::<io::Result<_>>()?;
        }
        for ((host, block), count) in self.counts.drain() {
            let file = usize::try_from(file_of((host, block))).unwrap_or(0);
            for number in [host, block, count] {
                self.files[file].write_all(&number.to_le_bytes())?;
            }
        }
        Ok(())
    }

    /// What is repeated.
    pub(super) fn finish(mut self) -> io::Result<Repeated> {
        let (mut found, mut pages) = (Vec::new(), HashMap::new());
        if self.files.is_empty() {
            select(&self.counts, &mut found);
            pages.extend(self.counts.iter().filter(|((_, block), _)| *block == 0).map(|((host, _), n)| (*host, *n)));
            return Ok(Repeated::new(&found, &pages));
        }
        self.spill()?;
        for file in &mut self.files {
            file.flush()?;
        }
        for i in 0..FILES {
            let mut counts = HashMap::new();
            each_row(&self.path(i), |[host, block, count]| *counts.entry((host, block)).or_insert(0) += count)?;
            select(&counts, &mut found);
        }
        let hosts: HashSet<u64> = found.iter().map(|((host, _), _)| *host).collect();
        each_row(&self.path(FILES), |[host, _, count]| {
            if hosts.contains(&host) {
                *pages.entry(host).or_insert(0) += count;
            }
        })?;
        for i in 0..=FILES {
            fs::remove_file(self.path(i))?;
        }
        Ok(Repeated::new(&found, &pages))
    }
}

/// Hosts' pages have a file of their own, the last.
fn file_of((host, block): Key) -> u64 {
    if block == 0 { FILES } else { (host ^ block) % FILES }
}

/// Adds the blocks that may be frequent enough, and keeps the most frequent.
fn select(counts: &HashMap<Key, u64>, found: &mut Vec<(Key, u64)>) {
    found.extend(counts.iter().filter(|((_, block), n)| *block != 0 && **n >= FEWEST_PAGES).map(|(k, n)| (*k, *n)));
    // By number, then by key: the order of a hash table must not decide.
    found.sort_unstable_by_key(|(key, n)| (std::cmp::Reverse(*n), *key));
    found.truncate(MOST_REPEATED);
}

/// Hands on every row of `N` numbers in a file.
fn each_row<const N: usize>(path: &Path, mut row: impl FnMut([u64; N])) -> io::Result<()> {
    let mut file = BufReader::new(File::open(path)?);
    let mut bytes = vec![0; 8 * N];
    loop {
        match file.read_exact(&mut bytes) {
            Err(e) if e.kind() == io::ErrorKind::UnexpectedEof => return Ok(()),
            other => other?,
        }
        let mut numbers = [0; N];
        for (number, bytes) in numbers.iter_mut().zip(bytes.chunks_exact(8)) {
            *number = bytes.try_into().map_or(0, u64::from_le_bytes);
        }
        row(numbers);
    }
}

/// The repeated blocks of all hosts.
#[derive(Debug, Default)]
pub(super) struct Repeated {
    /// On how many of how many pages.
    blocks: HashMap<Key, (u64, u64)>,
}

impl Repeated {
    fn new(found: &[(Key, u64)], pages: &HashMap<u64, u64>) -> Self {
        let blocks = found.iter().filter_map(|(key, n)| {
            let of = *pages.get(&key.0)?;
            (n * ONE_IN >= of).then_some((*key, (*n, of)))
        });
        Repeated { blocks: blocks.collect() }
    }

    pub(super) fn save(&self, path: &Path) -> io::Result<()> {
        let temporary = path.with_extension("tmp");
        let mut out = BufWriter::new(File::create(&temporary)?);
        for ((host, block), (pages, of)) in &self.blocks {
            for number in [host, block, pages, of] {
                out.write_all(&number.to_le_bytes())?;
            }
        }
        out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        fs::rename(temporary, path)
    }

    pub(super) fn load(path: &Path) -> io::Result<Self> {
        let mut blocks = HashMap::new();
        each_row(path, |[host, block, pages, of]| {
            blocks.insert((host, block), (pages, of));
        })?;
        Ok(Repeated { blocks })
    }

    /// Moves the repeated blocks of `article` to its ledger. If they are most of
    /// it, the page is a copy of other pages and stays as it is.
    pub(super) fn drop_from(&self, article: &mut Article, host: &str) {
        let hit = |block: &ArticleBlock| {
            let found = may_repeat(block).then(|| self.blocks.get(&key(host, &block.text())))?;
            found.copied()
        };
        let words =
            |blocks: &mut dyn Iterator<Item = &ArticleBlock>| blocks.map(|b| count_words(&b.text())).sum::<usize>();
        let dropped = words(&mut article.blocks.iter().filter(|b| hit(b).is_some()));
        if dropped == 0 || COPY_ONE_IN * dropped > words(&mut article.blocks.iter()) {
            return;
        }
        for block in std::mem::take(&mut article.blocks) {
            match hit(&block) {
                None => article.blocks.push(block),
                Some((pages, of)) => article.ledger.push(Dropped {
                    text: block.text(),
                    role: Role::Boilerplate,
                    by: DroppedBy::Repeated(Box::new(crate::article::Repeated { pages, of, host: host.to_owned() })),
                    place: block.place,
                }),
            }
        }
        article.ledger.sort_by_key(|entry| entry.place);
        article.text = write::text(&article.blocks);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(blocks: &[&str]) -> Article {
        let html: String = blocks.iter().map(|b| format!("<p>{b}</p>")).collect();
        crate::Options::default().input(crate::Input::Body).cleaner().clean(html.as_bytes())
    }

    fn page(i: usize) -> Article {
        let own = format!("Story number {i} is about the harbour and what the storm of that night has done to it.");
        let more = format!("Its second paragraph, the {i}th of its kind, says that nobody was hurt in the old chapel.");
        article(&[&own, "We at the Harbour Courier rely on people like you.", &more])
    }

    fn counted(most: usize, test: &str) -> Repeated {
        let folder = std::env::temp_dir().join(format!("bodycopy-{test}-{most}-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let mut counter = Counter { most, ..Counter::new(&folder) };
        for i in 0..40 {
            counter.add(&Sighting::new(&page(i), "a.example")).expect("a disk");
            // A hundred other pages make the block rare on this host.
            counter.add(&Sighting::new(&page(if i < 5 { i } else { 1000 + i }), "b.example")).expect("a disk");
        }
        let repeated = counter.finish().expect("a disk");
        fs::remove_dir_all(&folder).expect("the folder");
        repeated
    }

    #[test]
    fn a_block_on_many_pages_goes_and_says_why() {
        let mut article = page(7);
        let before = article.blocks.len();
        counted(MOST_IN_MEMORY, "many").drop_from(&mut article, "a.example");
        assert_eq!((before, article.blocks.len()), (3, 2));
        assert!(!article.text.contains("rely on people"));
        let by: Vec<String> = article.ledger.iter().map(|d| d.by.to_string()).collect();
        assert_eq!(by, ["repeated on 40 of 40 pages of a.example"]);
    }

    #[test]
    fn counts_in_files_are_the_counts_in_memory() {
        let (memory, files) = (counted(MOST_IN_MEMORY, "files"), counted(10, "files"));
        assert_eq!(memory.blocks, files.blocks);
        assert_eq!(memory.blocks.len(), 2);
    }

    #[test]
    fn copies_and_blocks_that_only_resemble_stay() {
        let repeated = counted(MOST_IN_MEMORY, "copies");
        let mut similar = article(&[
            "Another story is about the harbour and what the storm of that night has done to it, and to us.",
            "We at the Harbour Courier rely on people like them.",
        ]);
        let mut copy = article(&["We at the Harbour Courier rely on people like you.", "It is a short one, this."]);
        let mut elsewhere = page(3);
        for (article, host) in [(&mut similar, "a.example"), (&mut copy, "a.example"), (&mut elsewhere, "c.example")] {
            let before = article.text.clone();
            repeated.drop_from(article, host);
            assert_eq!(article.text, before);
        }
    }
}
