//! html5lib's tokenizer tests: what the standard's authors test against.

use std::cell::RefCell;
use std::path::Path;

use html5ever::tokenizer::{TagKind, Token, TokenSink, TokenSinkResult};
use serde_json::{Value, json};

use crate::parse::tokenizer::{Keep, Tokenizer, prepare};

/// Writes tokens down in html5lib's form.
#[derive(Default)]
struct Writer(RefCell<Vec<Value>>);

impl Writer {
    fn text(&self, text: &str) {
        let mut tokens = self.0.borrow_mut();
        if let Some(last) = tokens.last_mut().filter(|t| t[0] == "Character") {
            let joined = format!("{}{text}", last[1].as_str().unwrap_or_default());
            last[1] = Value::String(joined);
        } else {
            tokens.push(json!(["Character", text]));
        }
    }
}

impl TokenSink for Writer {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let written = match token {
            Token::CharacterTokens(text) => {
                self.text(&text);
                return TokenSinkResult::Continue;
            }
            Token::NullCharacterToken => {
                self.text("\0");
                return TokenSinkResult::Continue;
            }
            Token::CommentToken(text) => json!(["Comment", &*text]),
            Token::DoctypeToken(d) => {
                json!(["DOCTYPE", d.name.as_deref(), d.public_id.as_deref(), d.system_id.as_deref(), !d.force_quirks])
            }
            Token::TagToken(tag) if tag.kind == TagKind::EndTag => json!(["EndTag", &*tag.name]),
            Token::TagToken(tag) => {
                let attributes = tag.attrs.iter().map(|a| (a.name.local.to_string(), Value::from(&*a.value)));
                let mut written = json!(["StartTag", &*tag.name, Value::Object(attributes.collect())]);
                if let (true, Some(fields)) = (tag.self_closing, written.as_array_mut()) {
                    fields.push(true.into());
                }
                written
            }
            Token::EOFToken | Token::ParseError(_) => return TokenSinkResult::Continue,
        };
        self.0.borrow_mut().push(written);
        TokenSinkResult::Continue
    }
}

/// Undoes the escapes of a test that holds characters JSON would not keep;
/// `None` for halves of surrogate pairs, which no Rust string holds.
fn unescaped(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\\u") {
        out.push_str(before);
        out.push(char::from_u32(u32::from_str_radix(after.get(..4)?, 16).ok()?)?);
        rest = &after[4..];
    }
    out.push_str(rest);
    Some(out)
}

fn unescaped_value(value: &Value) -> Option<Value> {
    Some(match value {
        Value::String(text) => Value::String(unescaped(text)?),
        Value::Array(items) => Value::Array(items.iter().map(unescaped_value).collect::<Option<_>>()?),
        Value::Object(fields) => {
            let fields = fields.iter().map(|(k, v)| Some((unescaped(k)?, unescaped_value(v)?)));
            Value::Object(fields.collect::<Option<_>>()?)
        }
        other => other.clone(),
    })
}

fn tokens(input: &str, state: &str, last_start_tag: &str) -> Value {
    let (source, writer) = (prepare(input), Writer::default());
    let mut tokenizer = Tokenizer::new(&source, &writer, Keep::All, usize::MAX);
    tokenizer.begin_in(state, last_start_tag);
    while tokenizer.step() {}
    Value::Array(writer.0.into_inner())
}

/// Runs all tests of a file; how many there were.
fn run(file: &Path) -> usize {
    let content = std::fs::read_to_string(file).unwrap_or_default();
    let tests: Value = serde_json::from_str(&content).unwrap_or_default();
    let mut count = 0;
    for test in tests["tests"].as_array().into_iter().flatten() {
        let escaped = test["doubleEscaped"] == true;
        let read = |value: &Value| if escaped { unescaped_value(value) } else { Some(value.clone()) };
        let (Some(input), Some(expected)) = (read(&test["input"]), read(&test["output"])) else { continue };
        let data = [Value::from("Data state")];
        for state in test["initialStates"].as_array().map_or(&data[..], Vec::as_slice) {
            let state = state.as_str().unwrap_or_default();
            let last = test["lastStartTag"].as_str().unwrap_or("x");
            let found = tokens(input.as_str().unwrap_or_default(), state, last);
            assert_eq!(found, expected, "{}: {} ({state})", file.display(), test["description"]);
            count += 1;
        }
    }
    count
}

#[test]
fn html5lib_tests_hold() {
    let vendored = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/html5lib");
    let more = std::env::var_os("BODYCOPY_HTML5LIB_TESTS").map(Into::into);
    let mut count = 0;
    for folder in std::iter::once(vendored).chain(more) {
        for path in std::fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()) {
            if path.extension().is_some_and(|e| e == "test") {
                count += run(&path);
            }
        }
    }
    assert!(count > 300, "only {count} tests were found");
}
