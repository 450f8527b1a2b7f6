//! What a person says about Daymark: kept here until there is a server to send it to.

use daymark_api::{AddFeedback, ApiError, Caller, Handle, ListFeedback};
use daymark_domain::{Body, Feedback, Id, Kind};
use daymark_store::{Read, UnitKind};
use daymark_sync::shape;
use daymark_texts::phrase;

use super::answers;
use crate::app::{App, Inner};
use crate::fault::{Fault, invalid};

answers! { ListFeedback => list; }

/// The most metadata, as bytes of JSON.
const MOST: usize = 16 << 10;

fn list(read: &Read<'_>, _: &Inner, _: ListFeedback) -> Result<Vec<Feedback>, Fault> {
    let mut found: Vec<Feedback> = read
        .objects(Kind::Feedback, 500)?
        .iter()
        .map(|object| shape::feedback(object.id, &object.doc))
        .collect();
    found.sort_by_key(|feedback| std::cmp::Reverse((feedback.created_at, feedback.id)));
    Ok(found)
}

impl Handle<AddFeedback> for App {
    async fn handle(&self, caller: Caller, call: AddFeedback) -> Result<Feedback, ApiError> {
        self.commit_as(caller.actor, "label-feedback-added", UnitKind::Silent, None, move |unit| {
            let message = Body::parse(call.message.trim())?;
            if message.is_empty() {
                return Err(invalid(phrase!("error-feedback-empty")));
            }
            if call.rating.is_some_and(|rating| !(1..=5).contains(&rating)) {
                return Err(invalid(phrase!("error-rating")));
            }
            let metadata = call.metadata.unwrap_or_default();
            if metadata.to_string().len() > MOST {
                return Err(invalid(phrase!("error-feedback-long")));
            }
            let feedback = Feedback {
                id: unit.new_id(),
                kind: call.kind,
                message,
                rating: call.rating,
                metadata,
                state: "queued".into(),
                created_at: unit.now.timestamp(),
            };
            unit.put(feedback.id.object(), Kind::Feedback, shape::feedback_changes(&feedback))?;
            Ok(feedback)
        })
        .await
    }
}
