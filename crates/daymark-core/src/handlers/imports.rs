//! Files from elsewhere.

use daymark_api::{Actor, ApiError, Caller, Handle, Import, ImportReport};
use daymark_formats::{Format, Input, MOST_BYTES, Plan, Said, guess, read};
use daymark_store::UnitKind;
use daymark_texts::{Phrase, phrase};

use crate::app::{App, settings};
use crate::fault::{Fault, invalid};
use crate::import::{bring, daymark};
use crate::words;

/// A file that was read.
enum Brought {
    Plan(Format, Plan),
    Daymark(daymark::File),
}

impl Brought {
    fn refused(&self) -> &[(u32, Phrase)] {
        match self {
            Brought::Plan(_, plan) => &plan.refused,
            Brought::Daymark(file) => file.refused(),
        }
    }
}

impl Handle<Import> for App {
    /// One step for the whole file. With refused entries nothing is brought in unless the good ones
    /// were asked for.
    async fn handle(&self, _: Caller, call: Import) -> Result<ImportReport, ApiError> {
        let size: usize = call.files.iter().map(|file| file.content.len()).sum();
        if call.content.len() + size > MOST_BYTES {
            return Err(self.refuse(invalid(phrase!("error-import-large"))).await);
        }
        let now = self.now();
        let (dry_run, partial) = (call.dry_run, call.partial);
        let reading = self.blocking(move |inner| {
            let settings = inner.store.read(settings)?;
            let moment = words::moment(&settings, &now);
            let said = |text: &str| -> Option<Said> { words::said(text, &moment) };
            let mut files: Vec<(&str, &str)> =
                call.files.iter().map(|file| (file.name.as_str(), file.content.as_str())).collect();
            if files.is_empty() {
                files.push((&call.name, &call.content));
            }
            let (name, content) = files.first().copied().unwrap_or_default();
            if files.iter().any(|(_, content)| content.contains('\0')) {
                return Err(invalid(phrase!("error-import-binary")));
            }
            let word = call.format.as_str();
            if word == "daymark"
                || word.is_empty()
                    && content
                        .get(..200.min(content.len()))
                        .unwrap_or(content)
                        .contains("\"format\": \"daymark\"")
            {
                return Ok(Brought::Daymark(daymark::read(content)?));
            }
            let format = if word.is_empty() { guess(name, content) } else { word.parse().ok() };
            let Some(format) = format else {
                let other: String = word.chars().take(40).collect();
                return Err(invalid(if word.is_empty() {
                    phrase!("error-import-unknown")
                } else {
                    phrase!("error-import-format", format = other)
                }));
            };
            let plan = read(format, &Input { files, now: &now, words: &said }).map_err(invalid)?;
            Ok(Brought::Plan(format, plan))
        });
        let brought = reading.await?;
        if let (Some((line, reason)), false, false) = (brought.refused().first().cloned(), partial, dry_run) {
            let count = brought.refused().len();
            let refused = phrase!("error-import-refused", count = count, line = line, reason = reason);
            let hint = phrase!("error-import-refused-hint");
            return Err(self.refuse(invalid(refused).hinted(hint)).await);
        }
        let format = match &brought {
            Brought::Plan(format, _) => format.word().to_owned(),
            Brought::Daymark(_) => "daymark".to_owned(),
        };
        let actor = Actor::Importer { format };
        let work = move |unit: &mut crate::unit::Unit<'_>| -> Result<ImportReport, Fault> {
            match brought {
                Brought::Plan(format, plan) => bring(plan, format, unit, dry_run),
                Brought::Daymark(file) => daymark::bring(file, unit, dry_run),
            }
        };
        if dry_run {
            return Ok(self.pretend(actor, work).await?.0);
        }
        self.commit_as(actor, "label-imported", UnitKind::Step, None, work).await
    }
}
