//! Boosted trees, read from one file and evaluated in integers, so that every
//! machine comes to the same sum.
//!
//! The file: a line of JSON (features, number of trees, how many of them come first,
//! from which score on those are sure, curves), then [`BUCKETS`] token weights (one
//! signed byte each), then the trees. A tree is the number of its leaves (one
//! byte), its inner nodes (feature: one byte; threshold: f32, little endian;
//! left and right child: one signed byte each, negative for leaf −1−n) and its
//! leaf values (i16, little endian).

mod cuts;
mod forest;
mod group;
mod queue;

use std::fmt;
use std::sync::OnceLock;

use serde_json::Value;

use super::features::{self, BUCKETS};
use super::hash::Hash;
use forest::{Forest, Split};

pub(super) use queue::Queue;

/// Why a model file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ModelError {
    /// The file ends early or holds a child or feature that does not exist.
    Damaged(&'static str),
    /// The features of the file are not those of the code; the first that differs.
    Features(String),
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ModelError::Damaged(what) => write!(f, "the model file is damaged: {what}; train it again"),
            ModelError::Features(name) => {
                write!(f, "the model was trained with other features (first difference: {name}); train it again")
            }
        }
    }
}

impl std::error::Error for ModelError {}

/// A piecewise linear function, by its corners.
#[derive(Clone, Debug, Default)]
struct Curve(Vec<(f32, f32)>);

impl Curve {
    fn at(&self, x: f32) -> f32 {
        let after = self.0.partition_point(|(cx, _)| *cx <= x);
        match (after.checked_sub(1).map(|b| self.0[b]), self.0.get(after)) {
            (Some((x0, y0)), Some((x1, y1))) => y0 + (y1 - y0) * ((x - x0) / (x1 - x0)),
            (Some((_, y)), None) | (None, Some(&(_, y))) => y,
            (None, None) => x,
        }
    }
}

/// A learned judge.
#[derive(Clone, Debug)]
pub struct Model {
    /// The trees that every block goes through.
    first: Forest,
    /// Those for blocks of which the first are not sure.
    rest: Forest,
    /// The score, this side or that of 0, from which on the first trees are sure.
    sure: u32,
    tokens: Vec<i8>,
    probability: Curve,
    confidence: Curve,
}

impl Model {
    /// The model that comes with the crate.
    pub fn built_in() -> &'static Model {
        static BUILT_IN: OnceLock<Model> = OnceLock::new();
        // A test reads the file; should it ever be damaged, nothing is main content.
        BUILT_IN.get_or_init(|| Model::read(include_bytes!("judge.model")).unwrap_or_else(|_| Model::blank()))
    }

    /// A name for the model that comes with the crate: 16 hexadecimal digits that
    /// are others when the model is (FNV-1a of its file).
    pub fn built_in_name() -> &'static str {
        static NAME: OnceLock<String> = OnceLock::new();
        NAME.get_or_init(|| {
            let Hash(hash) = include_bytes!("judge.model").iter().copied().fold(Hash::EMPTY, Hash::with);
            format!("{hash:016x}")
        })
    }

    /// A model without trees, for dumping features before there is one.
    pub fn blank() -> Model {
        Model {
            first: Forest::default(),
            rest: Forest::default(),
            sure: u32::MAX,
            tokens: vec![0; BUCKETS],
            probability: Curve::default(),
            confidence: Curve::default(),
        }
    }

    /// Reads a model file.
    ///
    /// # Errors
    /// If the file is damaged, or was trained with other features than the code's.
    pub fn read(bytes: &[u8]) -> Result<Model, ModelError> {
        let line = bytes.iter().position(|b| *b == b'\n').ok_or(ModelError::Damaged("no header"))?;
        let header: Value = serde_json::from_slice(&bytes[..line]).map_err(|_| ModelError::Damaged("header"))?;
        check_features(&header)?;
        let mut bytes = Reader(&bytes[line + 1..]);
        let tokens = bytes.take(BUCKETS)?.iter().map(|b| i8::from_le_bytes([*b])).collect();
        let number = |name: &str| header[name].as_u64().ok_or(ModelError::Damaged("a number in the header"));
        let (count, first) = (number("trees")?, number("first")?);
        let mut forest = |trees| bytes.forest(trees);
        Ok(Model {
            first: forest(first)?,
            rest: forest(count.saturating_sub(first))?,
            sure: u32::try_from(number("sure")?).unwrap_or(u32::MAX),
            tokens,
            probability: curve(&header["probability"]),
            confidence: curve(&header["confidence"]),
        })
    }

    pub(super) fn token_weights(&self) -> &[i8] {
        &self.tokens
    }

    /// True if the first trees need not ask the others.
    fn is_sure(&self, score: i32) -> bool {
        score.unsigned_abs() >= self.sure
    }

    /// The probability of main content for a score.
    fn probability(&self, score: i32) -> f32 {
        self.probability.at(score as f32)
    }

    /// What each feature of a row adds to its score, in the order of the columns.
    pub fn contributions(&self, row: &[f32], contributions: &mut Vec<f32>) {
        contributions.clear();
        contributions.resize(row.len(), 0.0);
        // Scores are whole numbers, which f32 holds exactly.
        let score = self.first.credit(row, contributions);
        if !self.is_sure(score as i32) {
            self.rest.credit(row, contributions);
        }
    }

    /// What an expected F1 has been worth on pages that the model had not seen.
    pub(super) fn confidence(&self, expected: f32) -> f32 {
        self.confidence.at(expected)
    }
}

fn check_features(header: &Value) -> Result<(), ModelError> {
    let listed = header["features"].as_array().ok_or(ModelError::Damaged("feature names"))?;
    let mut listed = listed.iter().map(|v| v.as_str().unwrap_or("?"));
    for (name, _) in features::names() {
        if listed.next() != Some(name) {
            return Err(ModelError::Features(name.to_owned()));
        }
    }
    listed.next().map_or(Ok(()), |extra| Err(ModelError::Features(extra.to_owned())))
}

fn curve(value: &Value) -> Curve {
    let corners = value.as_array().into_iter().flatten();
    Curve(corners.filter_map(|c| Some((c.get(0)?.as_f64()? as f32, c.get(1)?.as_f64()? as f32))).collect())
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, n: usize) -> Result<&'a [u8], ModelError> {
        let (head, tail) = self.0.split_at_checked(n).ok_or(ModelError::Damaged("it ends early"))?;
        self.0 = tail;
        Ok(head)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], ModelError> {
        self.take(N)?.try_into().map_err(|_| ModelError::Damaged("it ends early"))
    }

    fn forest(&mut self, trees: u64) -> Result<Forest, ModelError> {
        let mut forest = Forest::default();
        for _ in 0..trees {
            self.tree(&mut forest)?;
        }
        forest.seal()?;
        Ok(forest)
    }

    fn tree(&mut self, forest: &mut Forest) -> Result<(), ModelError> {
        let [leaves] = self.array()?;
        let splits = (1..leaves).map(|_| {
            let [feature] = self.array()?;
            let threshold = f32::from_le_bytes(self.array()?);
            let children = self.array()?.map(|b| i8::from_le_bytes([b]));
            Ok(Split { feature, threshold, children })
        });
        let splits = splits.collect::<Result<Vec<_>, ModelError>>()?;
        let leaves = (0..leaves).map(|_| Ok(i16::from_le_bytes(self.array()?)));
        forest.push(&splits, &leaves.collect::<Result<Vec<_>, ModelError>>()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_model_fits_the_features_of_the_code() {
        let file = include_bytes!("judge.model");
        assert!(Model::read(file).is_ok_and(|m| m.first.len() > 10 && m.rest.len() > 10), "train the model again");
        assert!(file.len() <= 300_000, "the model has {} bytes", file.len());
    }

    #[test]
    fn contributions_add_up_to_the_score() {
        let model = Model::built_in();
        let row = |i: usize| (0..features::names().count()).map(|f| ((f * 7 + i * 13) % 40) as f32).collect();
        let rows: Vec<Vec<f32>> = (0..forest::LANES).map(row).collect();
        let group = rows.iter().collect();
        let mut contributions = Vec::new();
        let near = |one: f32, other: f32| (one - other).abs() <= 1.0 + other.abs() / 1000.0;
        for ((row, first), rest) in rows.iter().zip(model.first.sums(&group)).zip(model.rest.sums(&group)) {
            model.contributions(row, &mut contributions);
            let sum: f32 = contributions.iter().sum();
            if model.is_sure(first) {
                assert!(near(model.first.base() + sum, first as f32));
            } else {
                assert!(near(model.first.base() + model.rest.base() + sum, (first + rest) as f32));
            }
        }
    }

    #[test]
    fn a_model_of_other_features_is_refused() {
        let error = Model::read(b"{\"features\":[\"nonsense\"],\"trees\":0}\n").expect_err("other features");
        assert!(matches!(error, ModelError::Features(_)));
        assert!(matches!(Model::read(b"no header"), Err(ModelError::Damaged(_))));
    }

    #[test]
    fn a_curve_is_linear_between_its_corners() {
        let curve = Curve(vec![(0.0, 0.0), (10.0, 1.0)]);
        assert_eq!([curve.at(-1.0), curve.at(5.0), curve.at(11.0)], [0.0, 0.5, 1.0]);
    }
}
