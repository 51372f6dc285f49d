//! Parquet: one row group a part. The schema is in `docs/corpus.md`.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use parquet::basic::{Compression, ZstdLevel};
use parquet::column::writer::{ColumnCloseResult, ColumnWriter};
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::{ColumnPath, TypePtr};

use super::{Columns, Sink, ZSTD_LEVEL};
use crate::corpus::row::{Row, VERSION, model};

/// The columns of rows, in their order, until the part is written.
pub(super) struct Table {
    file: File,
    columns: Columns,
    rows: u64,
    leaves: [Leaf; 18],
    ledger: [Leaf; 5],
}

/// One column: values, and which rows they belong to.
#[derive(Default)]
struct Leaf {
    values: Values,
    /// Definition levels (1: there is a value); empty if there always is one.
    defined: Vec<i16>,
    /// Repetition levels (1: in the same list as the value before); empty if there are no lists.
    repeated: Vec<i16>,
}

#[derive(Default)]
enum Values {
    #[default]
    None,
    Strings(Vec<ByteArray>),
    Integers(Vec<i64>),
    Doubles(Vec<f64>),
}

impl Table {
    pub(super) fn create(path: &Path, columns: Columns) -> io::Result<Self> {
        let (leaves, ledger) = Default::default();
        Ok(Table { file: File::create(path)?, columns, rows: 0, leaves, ledger })
    }
}

impl Sink for Table {
    fn write(&mut self, row: &Row) -> io::Result<()> {
        self.rows += 1;
        let [
            id,
            url,
            status,
            title,
            authors,
            published,
            language,
            text,
            tags,
            categories,
            confidence,
            encoding,
            fetched,
            source,
            offset,
            number,
            bodycopy,
            model_name,
        ] = &mut self.leaves;
        id.string(&row.id);
        url.optional(row.url.as_deref());
        status.string(row.status);
        title.optional(row.title.as_deref());
        authors.list(row.authors.iter().map(String::as_str));
        published.optional(row.published.as_deref());
        language.optional(row.language.as_deref());
        text.string(&row.text);
        tags.list(row.tags.iter().map(String::as_str));
        categories.list(row.categories.iter().map(String::as_str));
        confidence.double(row.confidence);
        encoding.string(row.encoding);
        fetched.optional(row.fetched.as_deref());
        source.string(&row.source);
        offset.integer(row.offset);
        number.integer(row.number);
        bodycopy.string(VERSION);
        model_name.string(model());
        if let Some(entries) = &row.ledger {
            let [text, role, by, reason, place] = &mut self.ledger;
            let reasons: Vec<String> = entries.iter().map(|d| d.by.reason()).collect();
            text.list(entries.iter().map(|d| d.text.as_str()));
            role.list(entries.iter().map(|d| d.role.name()));
            by.list(entries.iter().map(|d| d.by.name()));
            reason.list(reasons.iter().map(String::as_str));
            place.integers(entries.iter().map(|d| d.place as u64));
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        let mut writer = writer(&self.file, self.columns)?;
        if self.rows > 0 {
            let mut group = writer.next_row_group().map_err(failed)?;
            let mut leaves = self.leaves.iter().chain(&self.ledger);
            while let (Some(mut column), Some(leaf)) = (group.next_column().map_err(failed)?, leaves.next()) {
                leaf.write(column.untyped()).map_err(failed)?;
                column.close().map_err(failed)?;
            }
            group.close().map_err(failed)?;
        }
        writer.close().map_err(failed)?;
        self.file.sync_all()
    }
}

impl Leaf {
    fn string(&mut self, value: &str) {
        let value = ByteArray::from(value.as_bytes().to_vec());
        match &mut self.values {
            Values::Strings(values) => values.push(value),
            none => *none = Values::Strings(vec![value]),
        }
    }

    fn integer(&mut self, value: u64) {
        let value = i64::try_from(value).unwrap_or(i64::MAX);
        match &mut self.values {
            Values::Integers(values) => values.push(value),
            none => *none = Values::Integers(vec![value]),
        }
    }

    fn double(&mut self, value: f64) {
        match &mut self.values {
            Values::Doubles(values) => values.push(value),
            none => *none = Values::Doubles(vec![value]),
        }
    }

    fn optional(&mut self, value: Option<&str>) {
        self.defined.push(i16::from(value.is_some()));
        if let Some(value) = value {
            self.string(value);
        }
    }

    fn list<'a>(&mut self, values: impl Iterator<Item = &'a str>) {
        let before = self.repeated.len();
        for value in values {
            self.place(before);
            self.string(value);
        }
        self.end(before);
    }

    fn integers(&mut self, values: impl Iterator<Item = u64>) {
        let before = self.repeated.len();
        for value in values {
            self.place(before);
            self.integer(value);
        }
        self.end(before);
    }

    fn place(&mut self, before: usize) {
        self.repeated.push(i16::from(self.repeated.len() > before));
        self.defined.push(1);
    }

    /// An empty list has levels and no value.
    fn end(&mut self, before: usize) {
        if self.repeated.len() == before {
            self.repeated.push(0);
            self.defined.push(0);
        }
    }

    fn write(&self, writer: &mut ColumnWriter<'_>) -> Result<usize, ParquetError> {
        let defined = (!self.defined.is_empty()).then_some(self.defined.as_slice());
        let repeated = (!self.repeated.is_empty()).then_some(self.repeated.as_slice());
        match (writer, &self.values) {
            (ColumnWriter::ByteArrayColumnWriter(w), Values::Strings(values)) => {
                w.write_batch(values, defined, repeated)
            }
            (ColumnWriter::Int64ColumnWriter(w), Values::Integers(values)) => w.write_batch(values, defined, repeated),
            (ColumnWriter::DoubleColumnWriter(w), Values::Doubles(values)) => w.write_batch(values, defined, repeated),
            // All rows are null, or all lists empty.
            (ColumnWriter::ByteArrayColumnWriter(w), _) => w.write_batch(&[], defined, repeated),
            (ColumnWriter::Int64ColumnWriter(w), _) => w.write_batch(&[], defined, repeated),
            _ => Err(ParquetError::General("a column has values of another type".to_owned())),
        }
    }
}

fn schema(columns: Columns) -> Result<TypePtr, ParquetError> {
    let strings = |name: &str| {
        format!("required group {name} (LIST) {{ repeated group list {{ required binary element (UTF8); }} }}")
    };
    let ledger = "required group ledger (LIST) { repeated group list { required group element {
        required binary text (UTF8); required binary role (UTF8); required binary by (UTF8);
        required binary reason (UTF8); required int64 place; } } }";
    let (authors, tags, categories) = (strings("authors"), strings("tags"), strings("categories"));
    let text = if columns.markdown { "markdown" } else { "text" };
    let ledger = if columns.ledger { ledger } else { "" };
    let message = format!(
        "message article {{
            required binary id (UTF8); optional binary url (UTF8); required binary status (UTF8);
            optional binary title (UTF8); {authors} optional binary published (UTF8);
            optional binary language (UTF8); required binary {text} (UTF8); {tags} {categories}
            required double confidence; required binary encoding (UTF8); optional binary fetched (UTF8);
            required binary source (UTF8); required int64 offset; required int64 number;
            required binary bodycopy (UTF8); required binary model (UTF8); {ledger} }}"
    );
    parse_message_type(&message).map(Arc::new)
}

fn writer(file: &File, columns: Columns) -> io::Result<SerializedFileWriter<File>> {
    let level = ZstdLevel::try_new(ZSTD_LEVEL).map_err(failed)?;
    let text = ColumnPath::from(if columns.markdown { "markdown" } else { "text" });
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(level))
        .set_created_by(format!("bodycopy {VERSION}"))
        // No two articles are the same: a dictionary would be built for nothing.
        .set_column_dictionary_enabled(text, false);
    let schema = schema(columns).map_err(failed)?;
    SerializedFileWriter::new(file.try_clone()?, schema, Arc::new(properties.build())).map_err(failed)
}

/// Puts the row groups of `parts` into one file as they are.
pub(super) fn join(parts: &[PathBuf], to: &Path, columns: Columns) -> io::Result<()> {
    let out = File::create(to)?;
    let mut writer = writer(&out, columns)?;
    for part in parts {
        let file = File::open(part)?;
        let reader = SerializedFileReader::new(file.try_clone()?).map_err(failed)?;
        for group in reader.metadata().row_groups() {
            let mut joined = writer.next_row_group().map_err(failed)?;
            for column in group.columns() {
                let close = ColumnCloseResult {
                    bytes_written: u64::try_from(column.compressed_size()).unwrap_or(0),
                    rows_written: u64::try_from(group.num_rows()).unwrap_or(0),
                    metadata: column.clone(),
                    bloom_filter: None,
                    column_index: None,
                    offset_index: None,
                };
                joined.append_column(&file, close).map_err(failed)?;
            }
            joined.close().map_err(failed)?;
        }
    }
    writer.close().map_err(failed)?;
    out.sync_all()
}

fn failed(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(io) => *io,
            Err(other) => io::Error::other(other),
        },
        other => io::Error::other(other),
    }
}
