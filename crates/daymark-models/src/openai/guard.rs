//! Stands between a server and the library that reads its answers.
//!
//! The library logs what it cannot parse, keeps lines of any length, and tells the end of an answer from a
//! broken connection only by a text. So what reaches it is mended first: every event is one line of valid
//! JSON, within limits. What went wrong is left in a [`Side`] for the reader of the answer.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use daymark_agent::{ModelError, ModelInfo};
use futures::StreamExt;
use reqwest::Response;
use reqwest::header::CONTENT_TYPE;
use serde::de::IgnoredAny;

use super::trouble;

/// The most bytes an answer may have.
pub(super) const MOST: usize = 4 * 1024 * 1024;
/// The most bytes one event may have.
const LONGEST: usize = 1024 * 1024;

/// What the guard knows and the library cannot tell.
#[derive(Clone, Default)]
pub(super) struct Side(Arc<Inner>);

#[derive(Default)]
struct Inner {
    error: OnceLock<ModelError>,
    done: AtomicBool,
}

impl Side {
    pub(super) fn error(&self) -> Option<ModelError> {
        self.0.error.get().cloned()
    }

    /// The server said that its answer is complete.
    pub(super) fn is_done(&self) -> bool {
        self.0.done.load(Ordering::Acquire)
    }
}

/// Passes a list on once it is known to be JSON of a bearable size.
pub(super) async fn whole(info: &ModelInfo, response: Response) -> Result<Response, ModelError> {
    let body = collect(info, response).await?;
    if serde_json::from_slice::<IgnoredAny>(&body).is_err() {
        return Err(trouble::garbage(info));
    }
    Ok(http::Response::new(body).into())
}

/// Passes a stream of events on, mended.
pub(super) async fn stream(info: &ModelInfo, response: Response, side: Side) -> Result<Response, ModelError> {
    let kind = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if kind.starts_with("text/html") {
        return Err(trouble::garbage(info));
    }
    if kind.starts_with("application/json") {
        // It does not stream: the whole answer is one event.
        let body = collect(info, response).await?;
        let mut mender = Mender::default();
        mender.data.extend(body);
        mender.dispatch().map_err(|_| trouble::garbage(info))?;
        side.0.done.store(true, Ordering::Release);
        return Ok(http::Response::new(mender.out.into_iter().flatten().collect::<Vec<u8>>()).into());
    }
    let state = State { pieces: response.bytes_stream().boxed(), mender: Mender::default(), over: false };
    let info = info.clone();
    let mended = futures::stream::unfold((state, info, side), |(mut state, info, side)| async move {
        let event = state.next(&info, &side).await?;
        Some((Ok::<_, std::convert::Infallible>(event), (state, info, side)))
    });
    Ok(http::Response::new(reqwest::Body::wrap_stream(mended)).into())
}

async fn collect(info: &ModelInfo, response: Response) -> Result<Vec<u8>, ModelError> {
    let mut body = Vec::new();
    let mut pieces = response.bytes_stream();
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(|error| trouble::transport(info, &error))?;
        if body.len() + piece.len() > MOST {
            return Err(trouble::too_much(info));
        }
        body.extend_from_slice(&piece);
    }
    Ok(body)
}

struct State<S> {
    pieces: S,
    mender: Mender,
    over: bool,
}

impl<S, B> State<S>
where
    S: futures::Stream<Item = reqwest::Result<B>> + Unpin,
    B: AsRef<[u8]>,
{
    async fn next(&mut self, info: &ModelInfo, side: &Side) -> Option<Vec<u8>> {
        loop {
            if let Some(event) = self.mender.out.pop_front() {
                return Some(event);
            }
            if self.over {
                return None;
            }
            let fault = match self.pieces.next().await {
                Some(Ok(piece)) => self.mender.feed(piece.as_ref()).err(),
                Some(Err(_)) => Some(Fault::Cut),
                None => {
                    self.over = true;
                    // Half an event at the end is a broken connection, whatever the transport thinks.
                    self.mender
                        .finish()
                        .err()
                        .map(|fault| if fault == Fault::Garbage { Fault::Cut } else { fault })
                }
            };
            if self.mender.done {
                self.over = true;
                side.0.done.store(true, Ordering::Release);
            } else if let Some(fault) = fault {
                self.over = true;
                let error = match fault {
                    Fault::Cut => trouble::broke_off(info),
                    Fault::Garbage => trouble::garbage(info),
                    Fault::TooMuch => trouble::too_much(info),
                };
                // Only the first trouble is told.
                let _ = side.0.error.set(error);
            }
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    Cut,
    Garbage,
    TooMuch,
}

/// Reads server-sent events (WHATWG HTML, section 9.2) and writes them again, one line each.
#[derive(Default)]
struct Mender {
    line: Vec<u8>,
    data: Vec<u8>,
    out: VecDeque<Vec<u8>>,
    total: usize,
    done: bool,
}

impl Mender {
    fn feed(&mut self, piece: &[u8]) -> Result<(), Fault> {
        self.total += piece.len();
        if self.total > MOST {
            return Err(Fault::TooMuch);
        }
        for part in piece.split_inclusive(|byte| *byte == b'\n') {
            if self.done {
                return Ok(());
            }
            self.line.extend_from_slice(part);
            if self.line.len() + self.data.len() > LONGEST {
                return Err(Fault::TooMuch);
            }
            if part.ends_with(b"\n") {
                self.end_line()?;
            }
        }
        Ok(())
    }

    /// Some servers leave the last empty line out.
    fn finish(&mut self) -> Result<(), Fault> {
        self.end_line()?;
        self.dispatch()
    }

    fn end_line(&mut self) -> Result<(), Fault> {
        let line = std::mem::take(&mut self.line);
        let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&line).trim_ascii_end();
        if line.is_empty() {
            return self.dispatch();
        }
        if let Some(value) = line.strip_prefix(b"data:") {
            if !self.data.is_empty() {
                self.data.push(b' ');
            }
            self.data.extend_from_slice(value.strip_prefix(b" ").unwrap_or(value));
        } else if line.starts_with(b"{") {
            // Bare JSON lines, as some servers send where they report an error.
            self.data.extend_from_slice(line);
            return self.dispatch();
        }
        Ok(())
    }

    fn dispatch(&mut self) -> Result<(), Fault> {
        let data = std::mem::take(&mut self.data);
        let data = data.trim_ascii();
        if data.is_empty() {
            return Ok(());
        }
        if data == b"[DONE]" {
            self.done = true;
        } else if serde_json::from_slice::<IgnoredAny>(data).is_err() {
            return Err(Fault::Garbage);
        }
        let mut event = b"data: ".to_vec();
        // Raw line breaks are no part of JSON strings, so between tokens a space is as good.
        event.extend(data.iter().map(|byte| if matches!(byte, b'\n' | b'\r') { b' ' } else { *byte }));
        event.extend_from_slice(b"\n\n");
        self.out.push_back(event);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mend(pieces: &[&str]) -> (String, Result<(), Fault>, bool) {
        let mut mender = Mender::default();
        let result =
            pieces.iter().try_for_each(|piece| mender.feed(piece.as_bytes())).and_then(|()| mender.finish());
        let text = mender.out.iter().map(|event| String::from_utf8_lossy(event).into_owned()).collect();
        (text, result, mender.done)
    }

    #[test]
    fn events_are_mended() {
        for (sent, expected, done) in [
            ("data: {\"a\":1}\n\ndata: [DONE]\n\n", "data: {\"a\":1}\n\ndata: [DONE]\n\n", true),
            ("data:{\"a\":1}\r\n\r\n", "data: {\"a\":1}\n\n", false),
            ("\u{feff}data: {\"a\":1}\n\n", "data: {\"a\":1}\n\n", false),
            (": ping\n\nevent: x\nid: 1\ndata: {}\n\n", "data: {}\n\n", false),
            ("data: {\ndata: \"a\":1}\n\n", "data: { \"a\":1}\n\n", false),
            ("data: {\"a\":1}", "data: {\"a\":1}\n\n", false),
            ("{\"error\":{}}\n", "data: {\"error\":{}}\n\n", false),
            ("data: [DONE]\n\ndata: {\"late\":1}\n\n", "data: [DONE]\n\n", true),
            ("data: \n\n\n\n", "", false),
        ] {
            assert_eq!(mend(&[sent]), (expected.to_owned(), Ok(()), done), "{sent:?}");
            let bytes: Vec<String> = sent.chars().map(String::from).collect();
            let bytes: Vec<&str> = bytes.iter().map(String::as_str).collect();
            assert_eq!(mend(&bytes).0, expected, "one by one: {sent:?}");
        }
    }

    #[test]
    fn what_is_no_json_stops_it() {
        let (text, result, _) = mend(&["data: {\"a\":1}\n\n", "data: {\"a\":\n\n", "data: {}\n\n"]);
        assert_eq!((text.as_str(), result), ("data: {\"a\":1}\n\n", Err(Fault::Garbage)));
    }

    #[test]
    fn sizes_are_limited() {
        let huge = format!("data: \"{}\"\n\n", "x".repeat(LONGEST));
        assert_eq!(mend(&[&huge]).1, Err(Fault::TooMuch));
        let endless = "x".repeat(LONGEST + 1);
        assert_eq!(mend(&[&endless]).1, Err(Fault::TooMuch));
        let line = format!("data: \"{}\"\n\n", "x".repeat(LONGEST / 2));
        assert_eq!(mend(&[line.as_str(); 9]).1, Err(Fault::TooMuch));
        assert_eq!(mend(&[line.as_str(); 7]).1, Ok(()));
    }
}
