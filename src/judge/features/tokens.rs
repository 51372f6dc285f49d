//! Names of the elements around a block as one learned number: each word of a
//! class or id falls into a bucket, each bucket has a weight (feature hashing:
//! Weinberger et al., 2009).

use super::{Context, Group};
use crate::judge::hash::Hash;
use crate::segment::{Blocks, Element, ElementId, STYLE};

pub(super) const GROUP: Group = Group {
    names: &[
        ("token_score", "sum of the token weights of the element and eight ancestors"),
        ("token_own", "token weights of the element and its parent"),
        ("token_least", "the least sum of one element on the trail"),
        ("token_most", "the greatest sum of one element on the trail"),
    ],
    fill,
};

/// Number of buckets.
pub const BUCKETS: usize = 1 << 14;

/// How many elements count.
const LEVELS: usize = 9;

/// The buckets of the tokens around an element, level by level from the inside out.
pub fn hashed(blocks: &Blocks, owner: ElementId) -> Vec<Vec<u16>> {
    blocks.trail(owner).take(LEVELS).map(|(_, e)| buckets(blocks, e)).collect()
}

fn buckets(blocks: &Blocks, element: &Element) -> Vec<u16> {
    let mut out = vec![tag_bucket(blocks.names.get(element.tag))];
    for token in &element.tokens {
        each_bucket(blocks.names.get(*token), |bucket| out.push(bucket));
    }
    out
}

/// A token's own bucket, and one for each of its words, all in one look at it.
fn each_bucket(token: &str, mut take: impl FnMut(u16)) {
    let token = token.trim_start_matches(STYLE);
    let mut whole = begun(b'.');
    let (mut word, mut length, mut is_number) = (begun(b'-'), 0, true);
    let mut end_word = |word: Hash, length: usize, is_number: bool| {
        if (length > 1 || length == token.len()) && !is_number {
            take(bucket(word));
        }
    };
    for byte in token.bytes() {
        whole = whole.with(byte);
        if byte == b'-' {
            end_word(word, length, is_number);
            (word, length, is_number) = (begun(b'-'), 0, true);
        } else {
            word = word.with(byte);
            length += 1;
            is_number &= byte.is_ascii_digit();
        }
    }
    end_word(word, length, is_number);
    take(bucket(whole));
}

fn tag_bucket(name: &str) -> u16 {
    bucket(name.bytes().fold(begun(b'<'), Hash::with))
}

/// The hash of a name begins with a byte that tells tags, tokens and words apart.
fn begun(kind: u8) -> Hash {
    Hash::EMPTY.with(kind)
}

fn bucket(Hash(hash): Hash) -> u16 {
    u16::try_from((hash ^ (hash >> 32)) % BUCKETS as u64).unwrap_or(0)
}

/// The sum of the token weights of every element; each name is looked up once.
pub(super) fn element_sums(blocks: &Blocks, weights: &[i8]) -> Vec<i32> {
    let weight = |b: u16| i32::from(weights.get(usize::from(b)).copied().unwrap_or(0));
    let tags: Vec<i32> = blocks.of_tags(|name| weight(tag_bucket(name)));
    let weigh = |name: &str| {
        let mut sum = 0;
        each_bucket(name, |bucket| sum += weight(bucket));
        sum
    };
    let tokens: Vec<i32> = blocks.names.iter().map(weigh).collect();
    let sum = |e: &Element| tags[e.tag.index()] + e.tokens.iter().map(|t| tokens[t.index()]).sum::<i32>();
    blocks.elements.iter().map(sum).collect()
}

fn fill(context: &Context<'_>, i: usize, row: &mut Vec<f32>) {
    let trail = context.blocks.trail(context.block(i).owner).take(LEVELS);
    let (mut all, mut own, mut least, mut most) = (0, 0, i32::MAX, i32::MIN);
    for (level, (id, _)) in trail.enumerate() {
        let sum = context.token_sums.get(id.index()).copied().unwrap_or(0);
        all += sum;
        own += if level < 2 { sum } else { 0 };
        least = least.min(sum);
        most = most.max(sum);
    }
    if least > most {
        (least, most) = (0, 0);
    }
    row.extend([all as f32, own as f32, least as f32, most as f32]);
}
