//! Fetching a page: http and https only, also after redirects, with limits on
//! redirects, size (after unpacking) and time. Nothing of the caller's goes to
//! another host than the one that was asked for.

use std::io::Read;

use bodycopy::decode::{content_type, is_page};
use ureq::config::RedirectAuthHeaders;
use ureq::http::Response;
use ureq::{Agent, ResponseExt};

use super::input::{Fetching, Page, Unread, without_credentials};

/// More redirects than this are a loop.
const REDIRECTS: u32 = 10;

/// What servers are told.
const USER_AGENT: &str = concat!("bodycopy/", env!("CARGO_PKG_VERSION"));

/// Types of files that are seldom pages, but may be one if somebody asks for it.
const ON_DEMAND: [&str; 3] = ["application/xml", "text/xml", "text/markdown"];

pub fn get(address: &str, limits: &Fetching) -> Result<Page, Unread> {
    let scheme = address.split_once("://").map_or("", |(scheme, _)| scheme);
    if !["http", "https"].iter().any(|s| scheme.eq_ignore_ascii_case(s)) {
        return Err(Unread("only http and https addresses are fetched".to_owned()));
    }
    let config = Agent::config_builder()
        .max_redirects(REDIRECTS)
        .timeout_global(Some(limits.time))
        .user_agent(USER_AGENT)
        .redirect_auth_headers(RedirectAuthHeaders::Never)
        .accept("text/html, application/xhtml+xml, text/plain;q=0.8")
        .build();
    let response = Agent::new_with_config(config).get(address).call().map_err(|e| Unread(explain(&e, limits)))?;
    read(response, limits)
}

fn read(mut response: Response<ureq::Body>, limits: &Fetching) -> Result<Page, Unread> {
    let address = without_credentials(&response.get_uri().to_string());
    let kind = response.headers().get("content-type").and_then(|v| v.to_str().ok()).unwrap_or("");
    let (essence, charset) = content_type(kind);
    if !is_page(&essence) && !ON_DEMAND.contains(&essence.as_str()) {
        return Err(Unread(format!("the server sent {essence}, which is no page of text")));
    }
    let mut bytes = Vec::new();
    // What was packed is counted as it unfolds. One byte more than allowed tells
    // the cleaner that there was more: the status will name the limit.
    let mut reader = response.body_mut().as_reader().take((limits.bytes as u64).saturating_add(1));
    reader.read_to_end(&mut bytes).map_err(|e| Unread(broken(&e, limits)))?;
    Ok(Page { bytes, charset, address: Some(address) })
}

fn broken(error: &std::io::Error, limits: &Fetching) -> String {
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<ureq::Error>());
    match inner {
        Some(ureq::Error::Timeout(_)) => late(limits),
        _ => format!("the connection broke: {error}"),
    }
}

fn late(limits: &Fetching) -> String {
    format!("no answer within {} s; raise --max-time", limits.time.as_secs_f64())
}

fn explain(error: &ureq::Error, limits: &Fetching) -> String {
    match error {
        ureq::Error::StatusCode(404) => "the server says 404: there is no such page; check the address".to_owned(),
        ureq::Error::StatusCode(code @ (401 | 403)) => {
            format!("the server says {code}: it does not let programs read this page")
        }
        ureq::Error::StatusCode(code) => format!("the server says {code}"),
        ureq::Error::HostNotFound => "there is no such host; check the address".to_owned(),
        ureq::Error::Timeout(_) => late(limits),
        ureq::Error::TooManyRedirects => format!("more than {REDIRECTS} redirects"),
        ureq::Error::BadUri(_) => "this is no valid address".to_owned(),
        other => format!("cannot be fetched: {other}"),
    }
}
