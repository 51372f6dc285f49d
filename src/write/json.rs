//! One JSON object a page, on one line. `docs/output.md` describes its fields.

use serde_json::{Map, Value, json};

use super::Format;
use crate::article::{Article, ArticleBlock, Disagreement, Dropped, Figure, Found, Metadata, Source, Status};

/// JSON.
#[derive(Clone, Debug, Default)]
pub struct Json {
    /// The name of the input, for the field `source`; left out if `None`.
    pub source: Option<String>,
    /// Whether the ledger is in the object.
    pub ledger: bool,
}

impl Format for Json {
    fn write(&self, article: &Article) -> String {
        line(Value::Object(self.object(article)).to_string())
    }

    fn extension(&self) -> &'static str {
        "json"
    }
}

/// A JSON value as one line. JSON allows some line separators in strings, but many programs
/// that read line by line would break the value at them.
pub(crate) fn line(json: String) -> String {
    let mut line = ['\u{85}', '\u{2028}', '\u{2029}'].into_iter().fold(json, |json, c| {
        if json.contains(c) { json.replace(c, &format!("\\u{:04x}", u32::from(c))) } else { json }
    });
    line.push('\n');
    line
}

impl Json {
    fn object(&self, article: &Article) -> Map<String, Value> {
        let mut object = Map::new();
        if let Some(source) = &self.source {
            object.insert("source".into(), json!(source));
        }
        let confidence = (f64::from(article.confidence) * 1000.0).round() / 1000.0;
        if let Status::LimitHit(limit) = article.status {
            object.insert("limit".into(), json!(limit.name()));
        }
        let fields = [
            ("status", json!(article.status.name())),
            ("status_message", json!(article.status.to_string())),
            ("confidence", json!(confidence)),
            ("text", json!(article.text)),
            ("metadata", metadata(&article.metadata)),
            ("blocks", article.blocks.iter().map(block).collect()),
            ("encoding", json!(article.encoding)),
            ("notes", json!(article.notes)),
        ];
        object.extend(fields.map(|(key, value)| (key.to_owned(), value)));
        if self.ledger {
            object.insert("ledger".into(), article.ledger.iter().map(dropped).collect());
        }
        object
    }
}

fn block(block: &ArticleBlock) -> Value {
    let mut value = json!({ "role": block.role.name(), "text": block.text(), "place": block.place });
    if block.level > 0 {
        value["level"] = json!(block.level);
    }
    value
}

/// An entry of the ledger.
pub(crate) fn dropped(dropped: &Dropped) -> Value {
    let (by, reason) = (dropped.by.name(), dropped.by.reason());
    json!({ "text": dropped.text, "role": dropped.role.name(), "by": by, "reason": reason, "place": dropped.place })
}

fn metadata(metadata: &Metadata) -> Value {
    let singles = [
        ("title", &metadata.title),
        ("published", &metadata.published),
        ("modified", &metadata.modified),
        ("site_name", &metadata.site_name),
        ("language", &metadata.language),
        ("url", &metadata.url),
        ("description", &metadata.description),
        ("section", &metadata.section),
        ("license", &metadata.license),
        ("image", &metadata.image),
    ];
    let lists = [("authors", &metadata.authors), ("tags", &metadata.tags), ("categories", &metadata.categories)];
    let (mut object, mut sources) = (Map::new(), Map::new());
    let mut found_in = |name: &str, source: Option<Source>| {
        sources.extend(source.map(|s| (name.to_owned(), json!(s.name()))));
    };
    for (name, found) in singles {
        object.insert(name.into(), found.as_ref().map_or(Value::Null, |f| json!(f.value)));
        found_in(name, found.as_ref().map(|f| f.source));
    }
    let free = &metadata.accessible_for_free;
    object.insert("accessible_for_free".into(), json!(free.as_ref().map(|f| f.value)));
    found_in("accessible_for_free", free.as_ref().map(|f| f.source));
    for (name, found) in lists {
        object.insert(name.into(), found.iter().map(|f| json!(f.value)).collect());
        found_in(name, found.first().map(|f| f.source));
    }
    object.insert("images".into(), metadata.images.iter().map(figure).collect());
    object.insert("found_in".into(), Value::Object(sources));
    object.insert("disagreements".into(), metadata.disagreements.iter().map(disagreement).collect());
    Value::Object(object)
}

fn figure(figure: &Figure) -> Value {
    json!({ "src": figure.src, "alt": figure.alt, "caption": figure.caption, "credit": figure.credit })
}

fn disagreement(disagreement: &Disagreement) -> Value {
    let other = |o: &Found<String>| json!({ "value": o.value, "found_in": o.source.name() });
    let others: Vec<Value> = disagreement.others.iter().map(other).collect();
    json!({ "field": disagreement.field, "why": disagreement.why, "others": others })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_is_one_line_for_every_reader() {
        let article = crate::clean("A line\u{2028}separator\u{85} in a text.".as_bytes());
        let json = Json::default().write(&article);
        assert!(!json.contains(['\u{2028}', '\u{85}']) && json.matches('\n').count() == 1);
        let value: Value = serde_json::from_str(&json).unwrap_or_default();
        assert_eq!(value["text"].as_str(), Some(article.text.as_str()));
    }
}
