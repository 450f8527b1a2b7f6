//! The scripted model passes the suite.
#![allow(clippy::unwrap_used)] // a test

use std::time::Duration;

use daymark_agent::Model;
use daymark_models::suite::{Situation, Stage, model_suite};
use daymark_models::{Script, Scripted};

struct Theatre;

impl Stage for Theatre {
    fn model(&self, situation: Situation) -> Box<dyn Model> {
        let then = match situation {
            Situation::Speaks => r#"{"say": "Hello, wörld"}, {"count": [7, 3]}"#,
            Situation::Calls => {
                r#"{"call": "task_add", "arguments": {"title": "Buy oats"}}, {"call": "task_list"}"#
            }
            Situation::SpeaksAndCalls => r#"{"say": "Hel"}, {"call": "task_list"}"#,
            Situation::Unauthorized => r#"{"fail": "401"}"#,
            Situation::Limited => r#"{"fail": "429", "retry_after": 7}"#,
            Situation::Broke => r#"{"fail": "429", "code": "insufficient_quota"}"#,
            Situation::TooLong => r#"{"fail": "400", "code": "context_length_exceeded"}"#,
            Situation::Fails => r#"{"fail": "500"}"#,
            Situation::CutOff => r#"{"say": "Hel"}, {"cut": true}"#,
            Situation::Garbled => r#"{"say": "Hel"}, {"garbage": true}"#,
            Situation::Stalls => r#"{"say": "Hel"}, {"stall": true}"#,
            Situation::Sleeps => r#"{"stall": true}"#,
        };
        let script = Script::parse(&format!(r#"{{"rules": [{{"then": [{then}]}}]}}"#)).unwrap();
        Box::new(Scripted::new("Stage", script).with_patience(Duration::from_secs(20)))
    }
}

#[tokio::test(start_paused = true)]
async fn the_scripted_model_passes_the_suite() {
    model_suite(&Theatre).await;
}
