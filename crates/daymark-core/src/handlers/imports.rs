//! Files from elsewhere.

use daymark_api::{Actor, ApiError, Caller, Code, Handle, Import, ImportReport};
use daymark_store::UnitKind;

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
            return Err(invalid("The file is larger than 64 MiB; split it.").into());
        }
        let now = self.now();
        let (format, dry_run, partial) = (call.format.clone(), call.dry_run, call.partial);
        let brought: Bring = crate::app::blocking(move || match call.format.as_str() {
            "taskwarrior" => import::taskwarrior::read(&call.content, &now),
            "ics" => import::ics::read(&call.content, &call.name, &now),
            other => {
                let other: String = other.chars().take(40).collect();
                Err(invalid(format!(
                    "'{other}' is not a format that can be imported; use taskwarrior or ics."
                )))
            }
        })
        .await?;
        if !brought.refused.is_empty() && !partial && !dry_run {
            let first = brought
                .refused
                .first()
                .map(|refused| format!("line {}: {}", refused.line, refused.reason))
                .unwrap_or_default();
            let message = format!(
                "{} of the entries cannot be read, so nothing was imported. The first is {first}",
                brought.refused.len()
            );
            return Err(ApiError::new(Code::Invalid, message)
                .hint("Mend the file, look at all of them with a dry run, or import the good entries with --partial."));
        }
        let actor = Actor::Importer { format: format.clone() };
        let work = move |unit: &mut crate::unit::Unit<'_>| -> Result<ImportReport, Fault> {
            brought.write(unit, &format, dry_run)
        };
        if dry_run {
            return Ok(self.pretend(actor, work).await?.0);
        }
        self.commit_as(actor, "Import", UnitKind::Step, None, work).await
    }
}
