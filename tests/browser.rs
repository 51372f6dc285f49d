//! The explain page in a real browser: Chromium, driven by playwright-core
//! from `tests/browser/report.mjs`. Skipped where one of them is missing,
//! unless BODYCOPY_BROWSER is set to `required`, as `.ci/run` does.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use bodycopy::{Options, report};
use libtest_mimic::{Arguments, Trial};
use serde::Deserialize;

/// What the script says of a test; an empty message is success.
#[derive(Deserialize)]
struct Outcome {
    name: String,
    message: String,
}

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let browser = match browser() {
        Ok(browser) => browser,
        Err(missing) if std::env::var("BODYCOPY_BROWSER").is_ok_and(|v| v == "required") => {
            eprintln!("browser tests: {missing}");
            return ExitCode::FAILURE;
        }
        Err(missing) => {
            println!("browser tests are skipped: {missing}");
            return ExitCode::SUCCESS;
        }
    };
    // Listing tests runs none, and the script is one run for all of them.
    if arguments.list {
        return ExitCode::SUCCESS;
    }
    let trials = run(&browser).into_iter().map(|Outcome { name, message }| {
        Trial::test(name, move || if message.is_empty() { Ok(()) } else { Err(message.into()) })
    });
    let trials: Vec<Trial> = trials.collect();
    if trials.len() < 10 {
        eprintln!("browser tests: the script has ended early, after {} tests", trials.len());
        return ExitCode::FAILURE;
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The browser, or what is missing and how to get it.
fn browser() -> Result<PathBuf, String> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let find = |names: &[&str]| {
        let places = std::env::split_paths(&path).flat_map(|folder| names.iter().map(move |n| folder.join(n)));
        places.into_iter().find(|p| p.is_file())
    };
    find(&["node"]).ok_or("there is no node; `apt-get install nodejs npm`")?;
    if !root().join("tests/browser/node_modules/playwright-core").is_dir() {
        return Err("playwright-core is not installed; `npm ci --prefix tests/browser`".to_owned());
    }
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    find(&names).ok_or_else(|| "there is no browser; `apt-get install chromium`".to_owned())
}

fn run(browser: &Path) -> Vec<Outcome> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("reports");
    fs::create_dir_all(&folder).expect("a folder for the reports");
    for (name, page) in pages() {
        let explanation = Options::default().cleaner().explain(&page);
        fs::write(folder.join(name), report::html(&explanation, name)).expect("a report");
    }
    let script = root().join("tests/browser/report.mjs");
    let output = Command::new("node").arg(script).arg(&folder).arg(browser).stderr(Stdio::inherit()).output();
    let output = output.expect("node runs");
    println!("screenshots are in {}", folder.display());
    let lines = String::from_utf8_lossy(&output.stdout).into_owned();
    lines.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

/// Reports, each with the page that it is about.
fn pages() -> Vec<(&'static str, Vec<u8>)> {
    let sample = |name: &str| fs::read(root().join("samples").join(name)).expect("a sample");
    vec![
        ("gallery.html", sample("news/gallery.html")),
        ("rtl.html", sample("languages/ar-rtl.html")),
        ("hidden.html", hidden().into_bytes()),
        ("hostile.html", hostile().into_bytes()),
        ("large.html", large().into_bytes()),
    ]
}

const STORM: &str = "<p>The storm of Monday took the roof of the old chapel, and nobody was hurt, said the mayor.</p>";

fn hidden() -> String {
    let menu = "<nav hidden><ul><li><a href=/1>a menu that nobody sees</a></li><li><a href=/2>Home</a></li></ul></nav>";
    format!("{menu}<article><h1>Storm</h1>{}</article>", STORM.repeat(5))
}

/// Text that would run if it were not escaped, in every place that a report shows.
fn hostile() -> String {
    let evil = "&lt;script&gt;window.ran = 1&lt;/script&gt;";
    let image = "&lt;img src=x onerror='window.ran = 2'&gt;";
    format!(
        "<html lang=\"en&quot;&gt;{evil}\"><head><title>&lt;/title&gt;{evil}{image}</title>\
         <meta name=description content=\"{evil}{image}\"><meta property=og:site_name content=\"&quot;&gt;{evil}\">\
         <script type=application/ld+json>{{\"@type\":\"NewsArticle\",\"author\":\"<\\/script><script>window.ran = 3<\\/script>\",\
         \"headline\":\"--><script>window.ran = 4<\\/script>\"}}</script></head><body><nav><a href=\"javascript:window.ran=5\">{image}</a></nav>\
         <article class=\"&quot;&gt;{image}\" id=\"{evil}\"><h1>{evil}</h1>{STORM}<p>The mayor wrote {evil} on the wall, and {image} \
         beside it, and &lt;/main&gt;&lt;/script&gt; under both, which nobody on the pier could read.</p>{STORM}</article></body></html>"
    )
}

/// Five megabytes in more than twenty thousand blocks.
fn large() -> String {
    let mut page = "<html><title>A very long report on the harbour</title><body><nav>".to_owned();
    for i in 0..2_000 {
        page.push_str(&format!("<li class=menu-item><a href=/{i}>Entry {i}</a></li>"));
    }
    page.push_str("</nav><article class=entry-content><h1>A very long report on the harbour</h1>");
    for i in 0..22_000 {
        page.push_str(&format!(
            "<p class=wp-block-paragraph>Number {i} of the remarks says that the storm of Monday took the roof of the old chapel, that \
             nobody was hurt, and that the boats which were out at the time had to wait for two days, said the mayor on the pier.</p>\n"
        ));
    }
    page.push_str("</article></body></html>");
    assert!(page.len() > 5_000_000, "{} bytes", page.len());
    page
}
