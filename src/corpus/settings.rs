//! What a run was asked for, by the names of the options, as its journal keeps it:
//! a run can be resumed as it was begun only.

use std::collections::BTreeMap;
use std::hash::Hasher;

use siphasher::sip::SipHasher13;

use super::files::Inputs;
use super::records::Share;
use super::{Failure, Job, row};
use crate::{Lexicon, Limits, Options};

/// Options and their values.
pub(super) type Settings = BTreeMap<String, String>;

const NONE: &str = "none";

impl Job {
    /// What must not change between two parts of one run.
    pub(super) fn settings(&self, inputs: &Inputs) -> Result<Settings, Failure> {
        let asked = [
            ("version", row::VERSION.to_owned()),
            ("model", row::model().to_owned()),
            ("inputs", format!("{:?}", self.inputs)),
            ("files-from", format!("{:?}", self.lists)),
            ("format", self.form.name().to_owned()),
            ("html-field", self.fields.html.clone()),
            ("text-field", self.fields.text.clone()),
            ("url-field", self.fields.url.clone()),
            ("id-field", self.fields.id.clone()),
            ("markdown", self.markdown.to_string()),
            ("ledger", self.ledger.to_string()),
            ("dedup-boilerplate", self.dedup_boilerplate.to_string()),
            ("shard", self.shared(inputs)?),
            ("part-size", format!("{} bytes", self.part_size)),
            ("max-bytes", self.max_bytes.to_string()),
        ];
        let named = |(name, value): (&str, String)| (name.to_owned(), value);
        let all = asked.into_iter().chain(cleaning(&self.options)).map(named);
        Ok(all.chain(limits(&self.options.limits)).collect())
    }

    /// How the work is shared, and how many files there are: one follows from the
    /// other, and with another share records would be in none, or in two.
    fn shared(&self, inputs: &Inputs) -> Result<String, Failure> {
        let count = || inputs.files().map(Iterator::count);
        Ok(match self.share(inputs)? {
            Share::All => NONE.to_owned(),
            Share::Files(shard) => format!("{shard} of {} files", count()?),
            Share::Records(shard) => format!("{shard} of the records of {} files", count()?),
        })
    }
}

/// Which setting is not what it was, in words; `None` if all are.
pub(super) fn changed(then: &Settings, now: &Settings) -> Option<String> {
    // Another version may know other options: that is told before any of them.
    let names = std::iter::once("version").chain(now.keys().map(String::as_str));
    let value = |settings: &Settings, name: &str| settings.get(name).map_or("not known", String::as_str).to_owned();
    let mut values = names.map(|name| (name, value(then, name), value(now, name)));
    let (name, then, now) = values.find(|(_, then, now)| then != now)?;
    Some(format!("{name} was {then} and is now {now}"))
}

/// No field is left out: one that is new does not compile until it stands here.
fn cleaning(options: &Options) -> [(&'static str, String); 10] {
    let Options { address, charset, input, included, excluded, markup_only, rules_off, keep, drop, limits: _, lexicon } =
        options;
    let one = |value: &Option<String>| value.clone().unwrap_or_else(|| NONE.to_owned());
    [
        ("url", one(address)),
        ("charset", one(charset)),
        ("from", format!("{input:?}").to_ascii_lowercase()),
        ("include", all(included.iter().map(|role| role.name()))),
        ("exclude", all(excluded.iter().map(|role| role.name()))),
        ("markup-only", markup_only.to_string()),
        ("without", all(rules_off)),
        ("keep", all(keep)),
        ("drop", all(drop)),
        ("lexicon", lexicon.as_deref().map_or(NONE.to_owned(), fingerprint)),
    ]
}

/// The same for what a page may cost.
fn limits(limits: &Limits) -> impl Iterator<Item = (String, String)> {
    let Limits { bytes, depth, nodes, lines, data, attributes, attribute_bytes, text, output, time } = limits;
    let numbers = [
        ("bytes", bytes),
        ("depth", depth),
        ("nodes", nodes),
        ("lines", lines),
        ("data", data),
        ("attributes", attributes),
        ("attribute-bytes", attribute_bytes),
        ("text", text),
        ("output", output),
    ];
    let numbers = numbers.map(|(name, number)| (format!("limit {name}"), number.to_string()));
    numbers.into_iter().chain([("limit time".to_owned(), format!("{time:?}"))])
}

fn all(values: impl IntoIterator<Item = impl ToString>) -> String {
    let values: Vec<String> = values.into_iter().map(|value| value.to_string()).collect();
    if values.is_empty() { NONE.to_owned() } else { values.join(", ") }
}

/// Tells one file of phrases from another: a job does not know its name.
fn fingerprint(lexicon: &Lexicon) -> String {
    let mut hasher = SipHasher13::new();
    hasher.write(format!("{lexicon:?}").as_bytes());
    format!("a file with the fingerprint {:08x}", hasher.finish() >> 32)
}
