//! A command of the WebDriver protocol for which thirtyfour has no method.

use anyhow::Result;
use serde_json::{Value, json};
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::{RequestData, WebDriver};

/// A POST to `session/ID/PLACE`.
#[derive(Debug)]
struct Post {
    place: &'static str,
    body: Value,
}

impl FormatRequestData for Post {
    fn format_request(&self, session: &thirtyfour::SessionId) -> RequestData {
        let place = format!("session/{session}/{}", self.place);
        RequestData::new("POST".parse().unwrap_or_default(), place).add_body(self.body.clone())
    }
}

/// Sends it and returns what the driver answers.
pub async fn post(session: &WebDriver, place: &'static str, body: Value) -> Result<Value> {
    Ok(session.handle().cmd(Post { place, body }).await?.value_json()?)
}

/// Performs these actions of one pointer at once: `kind` is "mouse" or "touch".
pub async fn point(session: &WebDriver, kind: &str, actions: &[Value]) -> Result<()> {
    let pointer = json!({
        "type": "pointer", "id": kind, "parameters": { "pointerType": kind }, "actions": actions
    });
    post(session, "actions", json!({ "actions": [pointer] })).await?;
    Ok(())
}
