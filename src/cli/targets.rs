//! Where each article goes. All is decided before anything is read, so that an
//! output that is an input can be refused before anything is written.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use same_file::Handle;

use super::args::Form;
use super::input::Input;

/// Where an article goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    Stdout,
    /// Files that several articles share hold one after the other.
    File(PathBuf),
}

/// The target of each input, in order; `output` is a file or a folder. The `lexicon` is
/// an input too.
pub fn targets(
    inputs: &[Input],
    lexicon: Option<&Path>,
    output: Option<&Path>,
    form: Form,
) -> Result<Vec<Target>, String> {
    let Some(path) = output.filter(|path| path.as_os_str() != "-") else {
        return Ok(vec![Target::Stdout; inputs.len()]);
    };
    let folder = is_folder(path, inputs.len());
    let paths = match folder {
        true => in_folder(path, inputs, form),
        // A line an object: the only form whose articles can stand in one file.
        false if inputs.len() == 1 || form == Form::Json => vec![path.to_owned(); inputs.len()],
        false => {
            let name = path.display();
            return Err(format!("{name}: one file cannot hold several articles; name a folder, as in `-o {name}/`"));
        }
    };
    refuse_inputs(inputs.iter().filter_map(Input::file).chain(lexicon), &paths)?;
    if folder {
        fs::create_dir_all(path).map_err(|e| format!("{}: the folder cannot be made: {e}", path.display()))?;
    }
    Ok(paths.into_iter().map(Target::File).collect())
}

/// A name that ends in a slash is a folder; for several inputs one whose ending is no form's, too.
fn is_folder(path: &Path, inputs: usize) -> bool {
    let slash = path.as_os_str().to_string_lossy().ends_with(['/', MAIN_SEPARATOR]);
    slash || path.is_dir() || (inputs > 1 && Form::of_path(path).is_none())
}

/// Names that do not depend on what becomes of the inputs.
fn in_folder(folder: &Path, inputs: &[Input], form: Form) -> Vec<PathBuf> {
    let (mut taken, mut numbers) = (HashSet::new(), HashMap::new());
    let free = |input: &Input| {
        let (stem, extension) = (input.stem(), form.extension());
        let mut path = folder.join(format!("{stem}.{extension}"));
        while !taken.insert(path.clone()) {
            // Sites have an `index.html` in every folder: nobody counts from the first again.
            let number = numbers.entry(stem.clone()).or_insert(1);
            *number += 1;
            path = folder.join(format!("{stem}-{number}.{extension}"));
        }
        path
    };
    inputs.iter().map(free).collect()
}

/// A file, by whatever name: a link may be one. What is no file cannot be lost: the same
/// terminal may be input and output.
fn file(path: &Path) -> Option<Handle> {
    path.is_file().then(|| Handle::from_path(path).ok())?
}

/// An error if one of `outputs` is one of `inputs`, by whatever name.
pub fn refuse_inputs<'a>(inputs: impl IntoIterator<Item = &'a Path>, outputs: &[PathBuf]) -> Result<(), String> {
    let outputs: HashSet<Handle> = outputs.iter().filter_map(|path| file(path)).collect();
    let lost = |path: &&Path| !outputs.is_empty() && file(path).is_some_and(|file| outputs.contains(&file));
    match inputs.into_iter().find(lost) {
        None => Ok(()),
        Some(path) => {
            Err(format!("{}: this input would be replaced by the output; name another output", path.display()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(inputs: &[&str], output: &str, form: Form) -> Result<Vec<Target>, String> {
        let inputs: Vec<Input> = inputs.iter().map(|name| Input::named(name.as_ref())).collect();
        targets(&inputs, None, Some(Path::new(output)), form)
    }

    #[test]
    fn several_articles_share_a_file_only_where_it_can_hold_them() {
        let shared = Target::File("none/out.jsonl".into());
        assert_eq!(paths(&["a", "b"], "none/out.jsonl", Form::Json), Ok(vec![shared.clone(), shared]));
        assert!(paths(&["a", "b"], "none/out.md", Form::Markdown).is_err_and(|e| e.contains("none/out.md/")));
        assert_eq!(paths(&["a"], "none/out.md", Form::Markdown), Ok(vec![Target::File("none/out.md".into())]));
    }

    #[test]
    fn names_in_a_folder_are_told_apart() {
        let inputs = ["x/p.html", "y/p.html", "p-3.html", "z/p.html"];
        let inputs: Vec<Input> = inputs.iter().map(|name| Input::named(name.as_ref())).collect();
        let names = ["out/p.txt", "out/p-2.txt", "out/p-3.txt", "out/p-4.txt"];
        assert_eq!(in_folder(Path::new("out"), &inputs, Form::Text), names.map(PathBuf::from));
    }
}
