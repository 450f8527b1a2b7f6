//! Adding a line of words.

use daymark_api::{ApiError, Citation};
use daymark_texts::{Voice, capital, say};

use super::{Ruled, answered, said, spoken};
use crate::app::App;
use crate::words;

/// Words for no list in particular.
const ANY_LIST: &[&str] = &["my", "the", "todo", "to-do", "to do", "task"];

pub(super) async fn add(
    app: &App,
    voice: &Voice,
    text: String,
    list: Option<&str>,
) -> Result<Ruled, ApiError> {
    let mut line = text;
    if let Some(list) = list {
        let word = list.trim().trim_end_matches(" list").trim();
        let known = app
            .ask({
                let word = word.to_lowercase();
                move |read, _| Ok(read.areas()?.iter().any(|area| area.name.as_str().to_lowercase() == word))
            })
            .await?;
        if known {
            line = format!("{line} +\"{word}\"");
        } else if !word.is_empty() && !ANY_LIST.contains(&word) {
            line = format!("{line} #{}", word.replace(' ', "-"));
        }
    }
    let added = said(app, daymark_api::Capture { text: line, ..Default::default() }).await?;
    let draft = &added.draft;
    let mut facts = Vec::new();
    facts.extend(draft.due.as_ref().or(draft.start.as_ref()).map(|when| spoken(when, voice)));
    let deadline = draft.deadline.as_ref().map(|when| voice.day(when.date));
    facts.extend(deadline.map(|day| say!(voice, "answer-fact-deadline", day = day)));
    facts.extend(draft.duration_minutes.map(|minutes| say!(voice, "minutes-only", minutes = minutes)));
    facts.extend(draft.repeat.as_ref().map(|repeat| within(&words::repeat(repeat, voice))));
    facts.extend(draft.tags.iter().map(|tag| format!("#{tag}")));
    facts.extend(draft.area.clone());
    let title = draft.title.as_str();
    let text = if facts.is_empty() {
        say!(voice, "answer-added-inbox", title = title)
    } else {
        say!(voice, "answer-added", title = title, facts = capital(&voice.listed(&facts)))
    };
    Ok(answered(text, vec![Citation { object: added.id, title: draft.title.clone() }]))
}

/// Words that began a line, within one: other words of theirs may be names (of days, in German).
fn within(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
}
