//! Fetching a page: http and https only, with limits on redirects, size and time.

use std::io::Read;

use ureq::Agent;
use ureq::http::Response;

use super::input::{Fetching, Page, Unread};

/// More redirects than this are a loop.
const REDIRECTS: u32 = 10;

/// What servers are told.
const USER_AGENT: &str = concat!("bodycopy/", env!("CARGO_PKG_VERSION"));

pub fn get(address: &str, limits: &Fetching) -> Result<Page, Unread> {
    let web = address.starts_with("http://") || address.starts_with("https://");
    if !web {
        return Err(Unread("only http and https addresses are fetched".to_owned()));
    }
    let config = Agent::config_builder()
        .max_redirects(REDIRECTS)
        .timeout_global(Some(limits.time))
        .user_agent(USER_AGENT)
        .accept("text/html, application/xhtml+xml, text/plain;q=0.8")
        .build();
    let response = Agent::new_with_config(config).get(address).call().map_err(|e| Unread(explain(&e, limits)))?;
    read(response, address, limits)
}

fn read(mut response: Response<ureq::Body>, address: &str, limits: &Fetching) -> Result<Page, Unread> {
    let kind = response.headers().get("content-type").and_then(|v| v.to_str().ok()).unwrap_or("").to_ascii_lowercase();
    let essence = kind.split(';').next().unwrap_or("").trim();
    let textual =
        essence.is_empty() || essence.starts_with("text/") || essence.contains("html") || essence.contains("xml");
    if !textual {
        return Err(Unread(format!("the server sent {essence}, which is no page of text")));
    }
    let charset = kind
        .split("charset=")
        .nth(1)
        .map(|c| c.trim_matches(['"', '\'', ' ']).split(';').next().unwrap_or("").to_owned());
    let mut bytes = Vec::new();
    // One byte more than allowed tells a page that is too large from one that just fits.
    let mut reader = response.body_mut().as_reader().take(limits.bytes as u64 + 1);
    reader.read_to_end(&mut bytes).map_err(|e| Unread(format!("the connection broke: {e}")))?;
    if bytes.len() > limits.bytes {
        return Err(Unread(format!("the page is larger than {} bytes; raise --max-bytes", limits.bytes)));
    }
    Ok(Page { bytes, charset, address: Some(address.to_owned()) })
}

fn explain(error: &ureq::Error, limits: &Fetching) -> String {
    match error {
        ureq::Error::StatusCode(404) => "the server says 404: there is no such page; check the address".to_owned(),
        ureq::Error::StatusCode(code @ (401 | 403)) => {
            format!("the server says {code}: it does not let programs read this page")
        }
        ureq::Error::StatusCode(code) => format!("the server says {code}"),
        ureq::Error::HostNotFound => "there is no such host; check the address".to_owned(),
        ureq::Error::Timeout(_) => format!("no answer within {} s; raise --max-time", limits.time.as_secs()),
        ureq::Error::TooManyRedirects => format!("more than {REDIRECTS} redirects"),
        ureq::Error::BadUri(_) => "this is no valid address".to_owned(),
        other => format!("cannot be fetched: {other}"),
    }
}
