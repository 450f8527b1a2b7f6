//! Finding things by what people call them.

use daymark_api::{ApiError, ObjectRef};
use daymark_domain::Kind;
use daymark_texts::{Voice, say};

use super::{Ruled, answered, cite_ref, listed, pass_on};
use crate::app::App;
use crate::handlers::resolve;

/// One thing that the words mean, or a question.
pub(super) enum Meant {
    One(ObjectRef),
    Ask(Ruled),
}

pub(super) async fn meant(
    app: &App,
    voice: &Voice,
    words: &str,
    kinds: &'static [Kind],
) -> Result<Meant, ApiError> {
    let owned = words.to_owned();
    let found = app.ask(move |read, _| resolve(read, &owned, kinds)).await?;
    Ok(match found.as_slice() {
        [one] => Meant::One(one.clone()),
        [] => Meant::Ask(pass_on(say!(voice, "answer-nothing-called", words = words))),
        several => {
            let shown: Vec<&ObjectRef> = several.iter().take(5).collect();
            let rows: Vec<String> = shown.iter().map(|thing| thing.title.clone()).collect();
            let text = listed(say!(voice, "answer-which"), &rows, several.len(), voice);
            Meant::Ask(answered(text, shown.into_iter().map(cite_ref).collect()))
        }
    })
}

pub(super) async fn find(app: &App, voice: &Voice, text: String) -> Result<Ruled, ApiError> {
    let query = text.clone();
    let found = app
        .ask(move |read, _| {
            resolve(read, &query, &[Kind::Task, Kind::Event, Kind::Note, Kind::Goal, Kind::Area])
        })
        .await?;
    if found.is_empty() {
        return Ok(pass_on(say!(voice, "answer-found-nothing", words = text)));
    }
    let rows: Vec<String> = found
        .iter()
        .take(8)
        .map(|thing| {
            let kind = kind_word(thing.kind, voice);
            say!(voice, "answer-found-row", title = thing.title.as_str(), kind = kind)
        })
        .collect();
    // As many as are of use; how many more there are is no answer to a search.
    let text = listed(say!(voice, "answer-found"), &rows, rows.len(), voice);
    Ok(answered(text, found.iter().take(8).map(cite_ref).collect()))
}

fn kind_word(kind: Kind, voice: &Voice) -> String {
    match kind {
        Kind::Area => say!(voice, "thing-area"),
        Kind::Goal => say!(voice, "thing-goal"),
        Kind::Task => say!(voice, "thing-task"),
        Kind::Event => say!(voice, "thing-event"),
        Kind::Note => say!(voice, "thing-note"),
        _ => say!(voice, "thing-other"),
    }
}
