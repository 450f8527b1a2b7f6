//! What to do now, and why that.

use daymark_agent::Routed;
use daymark_api::{ApiError, NextView};
use daymark_domain::Energy;
use daymark_texts::{Voice, say};

use super::{Ruled, answered, cite, listed};
use crate::app::App;
use crate::handlers;
use crate::view::{View, factor_name};

pub(super) async fn next(app: &App, voice: &Voice, routed: &Routed) -> Result<Ruled, ApiError> {
    let energy = routed.slot("energy").and_then(|word| word.parse::<Energy>().ok());
    let minutes = routed.slot("minutes").and_then(|n| n.parse::<u32>().ok());
    let speaks = voice.clone();
    let ranked = app
        .ask(move |read, inner| {
            if minutes.is_some() {
                return View::new(read, inner.now())?.ranked(energy, minutes, 4, &speaks);
            }
            Ok(handlers::what_next(read, inner, &NextView { energy, limit: Some(4) })?.ranked)
        })
        .await?;
    let Some((first, others)) = ranked.split_first() else {
        return Ok(answered(say!(voice, "answer-next-nothing"), Vec::new()));
    };
    let title = first.task.task.title.as_str();
    let mut text = say!(voice, "answer-next", title = title, why = first.why.as_str());
    if !others.is_empty() {
        let rows: Vec<String> = others.iter().map(|other| other.task.task.title.to_string()).collect();
        text.push_str("\n\n");
        text.push_str(&listed(say!(voice, "answer-next-after"), &rows, rows.len(), voice));
    }
    Ok(answered(text, ranked.iter().map(|ranked| cite(&ranked.task)).collect()))
}

pub(super) async fn why(app: &App, voice: &Voice) -> Result<Ruled, ApiError> {
    let next = app
        .ask(|read, inner| handlers::what_next(read, inner, &NextView { energy: None, limit: Some(1) }))
        .await?;
    let Some(first) = next.ranked.first() else {
        return Ok(answered(say!(voice, "answer-why-nothing"), Vec::new()));
    };
    let rows: Vec<String> = first
        .factors
        .iter()
        .map(|factor| format!("{:+} {}", factor.points, factor_name(factor.name, voice)))
        .collect();
    let head = say!(voice, "answer-why", title = first.task.task.title.as_str(), points = first.score);
    Ok(answered(listed(head, &rows, rows.len(), voice), vec![cite(&first.task)]))
}
