//! Files from elsewhere.

use daymark_api::{Actor, ApiError, Caller, Handle, Import, ImportReport};
use daymark_store::UnitKind;
use daymark_texts::phrase;

use crate::app::App;
use crate::fault::{Fault, invalid};
use crate::import::{self, Bring};

/// The largest file, in bytes.
const MOST: usize = 64 << 20;

impl Handle<Import> for App {
    /// One step for the whole file. With refused entries nothing is brought in unless the good ones
    /// were asked for.
    async fn handle(&self, _: Caller, call: Import) -> Result<ImportReport, ApiError> {
        if call.content.len() > MOST {
            return Err(self.refuse(invalid(phrase!("error-import-large"))).await);
        }
        let now = self.now();
        let (format, dry_run, partial) = (call.format.clone(), call.dry_run, call.partial);
        let reading = self.blocking(move |_| match call.format.as_str() {
            "taskwarrior" => import::taskwarrior::read(&call.content, &now),
            "ics" => import::ics::read(&call.content, &call.name, &now),
            other => {
                let other: String = other.chars().take(40).collect();
                Err(invalid(phrase!("error-import-format", format = other)))
            }
        });
        let brought: Bring = reading.await?;
        if !brought.refused.is_empty() && !partial && !dry_run {
            let count = brought.refused.len();
            let (line, reason) =
                brought.refused.into_iter().next().unwrap_or((0, phrase!("import-refused-empty")));
            let refused = phrase!("error-import-refused", count = count, line = line, reason = reason);
            let hint = phrase!("error-import-refused-hint");
            return Err(self.refuse(invalid(refused).hinted(hint)).await);
        }
        let actor = Actor::Importer { format: format.clone() };
        let work = move |unit: &mut crate::unit::Unit<'_>| -> Result<ImportReport, Fault> {
            brought.write(unit, &format, dry_run)
        };
        if dry_run {
            return Ok(self.pretend(actor, work).await?.0);
        }
        self.commit_as(actor, "label-imported", UnitKind::Step, None, work).await
    }
}
