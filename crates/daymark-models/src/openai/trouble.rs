//! What can go wrong with a server, as sentences. Nothing a server or a person wrote gets into them, but for
//! a short error code made of letters.

use daymark_agent::{ModelError, ModelInfo, Remedy};
use futures::StreamExt;
use reqwest::header::HeaderMap;
use serde_json::Value;

/// An error body longer than this is cut.
const LONGEST: usize = 64 * 1024;

pub(crate) fn slow(info: &ModelInfo) -> ModelError {
    ModelError::new(Remedy::TryAnother, format!("{} did not start to answer in time.", info.provider))
}

pub(crate) fn stalled(info: &ModelInfo) -> ModelError {
    ModelError::new(Remedy::TryAnother, format!("{} stopped in the middle of its answer.", info.provider))
}

pub(crate) fn broke_off(info: &ModelInfo) -> ModelError {
    ModelError::new(
        Remedy::TryAnother,
        format!("The connection to {} broke off in the middle of its answer.", info.provider),
    )
}

pub(crate) fn garbage(info: &ModelInfo) -> ModelError {
    ModelError::new(
        Remedy::GiveUp,
        format!("{} sent something that is no answer. Check that its address is right.", info.provider),
    )
}

pub(crate) fn too_much(info: &ModelInfo) -> ModelError {
    ModelError::new(Remedy::GiveUp, format!("{} sent more than an answer may have.", info.provider))
}

pub(crate) fn silent(info: &ModelInfo) -> ModelError {
    ModelError::new(Remedy::GiveUp, format!("{} answered with nothing.", info.provider))
}

pub(crate) fn withheld(info: &ModelInfo) -> ModelError {
    ModelError::new(Remedy::GiveUp, format!("The filter of {} held the answer back.", info.provider))
}

pub(crate) fn transport(info: &ModelInfo, error: &reqwest::Error) -> ModelError {
    let what = if error.is_timeout() {
        "did not answer in time"
    } else if error.is_connect() {
        "could not be reached. Check that it is running, and its address"
    } else {
        "broke off the connection"
    };
    ModelError::new(Remedy::TryAnother, format!("{} {what}.", info.provider))
}

/// Reads as much of a refusal as is needed to tell what can be done.
pub(crate) async fn refusal(info: &ModelInfo, response: reqwest::Response) -> ModelError {
    let status = response.status().as_u16();
    let wait = retry_after(response.headers());
    let mut body = Vec::new();
    let mut pieces = response.bytes_stream();
    while let Some(Ok(piece)) = pieces.next().await {
        let room = LONGEST.saturating_sub(body.len());
        body.extend(piece.iter().take(room));
        if body.len() >= LONGEST {
            break;
        }
    }
    let body = serde_json::from_slice(&body).unwrap_or(Value::Null);
    let error = body.get("error").unwrap_or(&body);
    sorted(info, status, wait, error)
}

/// An error that a server reports inside its stream.
pub(crate) fn reported(info: &ModelInfo, error: &Value) -> ModelError {
    let status = ["code", "status", "status_code"].iter().find_map(|field| {
        let value = error.get(*field)?;
        value.as_u64().or_else(|| value.as_str()?.parse().ok())
    });
    let status = status.and_then(|status| u16::try_from(status).ok()).unwrap_or(500);
    sorted(info, status, None, error)
}

pub(crate) fn sorted(info: &ModelInfo, status: u16, wait: Option<u32>, error: &Value) -> ModelError {
    let said = Said::of(error);
    let who = &info.provider;
    let new = |remedy, text: String| ModelError::new(remedy, format!("{text}{}", said.code_in_brackets()));
    match status {
        _ if said.is_about_money() => new(Remedy::Pay, format!("The account at {who} has no money left.")),
        _ if said.is_about_length() => {
            new(Remedy::Shorten, format!("The conversation is too long for {} at {who}.", info.model))
        }
        401 | 403 => {
            new(Remedy::SignIn, format!("{who} does not accept the key ({status}). Enter a valid one."))
        }
        402 => new(Remedy::Pay, format!("The account at {who} has no money left.")),
        404 => new(
            Remedy::TryAnother,
            format!("{who} has no model '{}' at this address (404). Check both.", info.model),
        ),
        413 => new(Remedy::Shorten, format!("The conversation is too long for {who} (413).")),
        429 | 529 => {
            new(Remedy::Wait { seconds: wait }, format!("{who} is busy, or its limit is reached ({status})."))
        }
        503 if wait.is_some() => {
            new(Remedy::Wait { seconds: wait }, format!("{who} is not ready yet ({status})."))
        }
        300..=399 => new(
            Remedy::TryAnother,
            format!("{who} points to another address ({status}), which is not followed. Check its address."),
        ),
        408 | 409 | 425 | 500.. => {
            new(Remedy::TryAnother, format!("{who} has trouble of its own ({status})."))
        }
        _ => new(Remedy::GiveUp, format!("{who} does not understand the request ({status}).")),
    }
}

/// What an error body says, for sorting only.
struct Said {
    codes: Vec<String>,
    text: String,
}

impl Said {
    fn of(error: &Value) -> Said {
        let codes = ["code", "type"].iter().filter_map(|field| error.get(*field)?.as_str());
        let codes = codes.filter(|code| is_code(code)).map(str::to_ascii_lowercase).collect();
        let text = error
            .as_str()
            .or_else(|| ["message", "detail", "error"].iter().find_map(|field| error.get(*field)?.as_str()));
        let text = text.unwrap_or_default().chars().take(2_000).collect::<String>().to_ascii_lowercase();
        Said { codes, text }
    }

    fn is_about_money(&self) -> bool {
        self.codes.iter().any(|code| {
            ["insufficient_quota", "billing_hard_limit_reached", "billing_not_active", "insufficient_balance"]
                .contains(&code.as_str())
        }) || ["insufficient balance", "insufficient credit", "credit balance is too low"]
            .iter()
            .any(|words| self.text.contains(words))
    }

    fn is_about_length(&self) -> bool {
        self.codes.iter().any(|code| {
            ["context_length_exceeded", "exceed_context_size_error", "string_above_max_length"]
                .contains(&code.as_str())
        }) || [
            "maximum context length",
            "context window",
            "context size",
            "context length",
            "prompt is too long",
        ]
        .iter()
        .any(|words| self.text.contains(words))
    }

    fn code_in_brackets(&self) -> String {
        self.codes.first().map(|code| format!(" [{code}]")).unwrap_or_default()
    }
}

/// Keys and prompts do not look like this.
fn is_code(text: &str) -> bool {
    (3..=40).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_')
}

/// Seconds, as RFC 9110 section 10.2.3 has them. A date is not understood, since nobody here knows the time.
fn retry_after(headers: &HeaderMap) -> Option<u32> {
    let number = |name: &str| headers.get(name)?.to_str().ok()?.trim().parse::<f64>().ok();
    let seconds = number("retry-after-ms").map(|ms| ms / 1000.0).or_else(|| number("retry-after"))?;
    if !(0.0..=86_400.0).contains(&seconds) {
        return None;
    }
    // In range by the check above.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    Some(seconds.ceil() as u32)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn info() -> ModelInfo {
        ModelInfo { provider: "Box".into(), model: "m".into(), local: false, tools: true }
    }

    #[test]
    fn refusals_are_sorted_by_remedy() {
        let wait = Remedy::Wait { seconds: Some(9) };
        for (status, error, remedy) in [
            (401, json!({}), Remedy::SignIn),
            (403, json!({"message": "no"}), Remedy::SignIn),
            (402, json!({}), Remedy::Pay),
            (429, json!({"type": "rate_limit_error"}), wait),
            (429, json!({"code": "insufficient_quota"}), Remedy::Pay),
            (400, json!({"message": "Your credit balance is too low to access the API"}), Remedy::Pay),
            (400, json!({"code": "context_length_exceeded"}), Remedy::Shorten),
            (400, json!({"type": "exceed_context_size_error"}), Remedy::Shorten),
            (400, json!("This model's maximum context length is 8192 tokens"), Remedy::Shorten),
            (413, json!(null), Remedy::Shorten),
            (400, json!({"message": "bad"}), Remedy::GiveUp),
            (422, json!({"detail": [{"loc": []}]}), Remedy::GiveUp),
            (404, json!({}), Remedy::TryAnother),
            (302, json!(null), Remedy::TryAnother),
            (500, json!(null), Remedy::TryAnother),
            (502, json!("<html>"), Remedy::TryAnother),
            (503, json!({}), wait),
            (529, json!({"type": "overloaded_error"}), wait),
        ] {
            let sorted = sorted(&info(), status, Some(9), &error);
            assert_eq!(sorted.remedy, remedy, "{status} {error}");
        }
        assert_eq!(sorted(&info(), 503, None, &json!({})).remedy, Remedy::TryAnother);
        assert_eq!(reported(&info(), &json!({"code": 429})).remedy, Remedy::Wait { seconds: None });
        assert_eq!(reported(&info(), &json!({"code": "502"})).remedy, Remedy::TryAnother);
        assert_eq!(reported(&info(), &json!("overloaded")).remedy, Remedy::TryAnother);
    }

    #[test]
    fn only_codes_made_of_letters_are_repeated() {
        let error = json!({"message": "Incorrect key sk-abc for prompt 'my plans'", "code": "sk-abc123"});
        let text = sorted(&info(), 401, None, &error).message;
        assert_eq!(text, "Box does not accept the key (401). Enter a valid one.");
        let text = sorted(&info(), 400, None, &json!({"type": "invalid_request_error"})).message;
        assert!(text.ends_with("(400). [invalid_request_error]"), "{text}");
    }

    #[test]
    fn waiting_times_are_read() {
        for (name, value, expected) in [
            ("retry-after", "7", Some(7)),
            ("retry-after", "0.2", Some(1)),
            ("retry-after-ms", "1500", Some(2)),
            ("retry-after", "-1", None),
            ("retry-after", "NaN", None),
            ("retry-after", "1e99", None),
            ("retry-after", "Wed, 21 Oct 2026 07:28:00 GMT", None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(name, value.parse().unwrap());
            assert_eq!(retry_after(&headers), expected, "{value}");
        }
    }
}
