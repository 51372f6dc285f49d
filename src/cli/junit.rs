//! A check as a report in the form of JUnit, which continuous integration
//! servers read: a test case for each page.

use bodycopy::snapshot::{Outcome, Report, State};

pub fn report(report: &Report) -> String {
    let count = |wanted: &dyn Fn(&State) -> bool| report.pages.iter().filter(|p| wanted(&p.state)).count();
    let errors = count(&|s| matches!(s, State::Unreadable(_)));
    let failures = count(&|s| !matches!(s, State::Unreadable(_) | State::Same));
    let cases: String = report.pages.iter().map(case).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n\
         <testsuite name=\"bodycopy check\" tests=\"{}\" failures=\"{failures}\" errors=\"{errors}\">\n{cases}</testsuite>\n</testsuites>\n",
        report.pages.len()
    )
}

fn case(page: &Outcome) -> String {
    let folder = page.page.parent().map_or(String::new(), |p| p.display().to_string());
    let name = page.page.file_name().unwrap_or_default().to_string_lossy();
    let open = format!("<testcase classname=\"{}\" name=\"{}\"", escape(&folder), escape(&name));
    let element = match page.state {
        State::Same => return format!("{open}/>\n"),
        State::Unreadable(_) => "error",
        _ => "failure",
    };
    let message = page.state.name();
    format!("{open}><{element} message=\"{message}\">{}</{element}></testcase>\n", escape(&page.show(false)))
}

/// Text for XML, which has no place for control characters.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
