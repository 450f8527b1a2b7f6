//! Version, and how every part is.

use daymark_api::{About, ApiError, Caller, Check, Diagnosis, GetAbout, Handle, Health, RunDoctor};
use daymark_domain::Kind;
use daymark_store::{FORMAT, Read};
use daymark_texts::{Voice, say};

use super::answers;
use crate::app::{App, Inner};
use crate::fault::Fault;

answers! { GetAbout => about; }

fn about(read: &Read<'_>, inner: &Inner, _: GetAbout) -> Result<About, Fault> {
    let now = inner.now();
    let device = read.meta("device")?.unwrap_or_default();
    Ok(About {
        version: env!("CARGO_PKG_VERSION").into(),
        data_folder: inner.data_folder.display().to_string(),
        device: device.iter().map(|byte| format!("{byte:02x}")).collect(),
        zone: now.time_zone().iana_name().unwrap_or("UTC").into(),
        today: now.date(),
        key_home: inner.key_home.clone(),
    })
}

/// Looks at one part; what it throws becomes a finding and stops nothing.
fn check(part: &str, voice: &Voice, look: impl FnOnce() -> Result<(Health, String), Fault>) -> Check {
    let (health, message) = look().unwrap_or_else(|fault| {
        let error = fault.said(voice);
        (Health::Unhealthy, format!("{} {}", error.message, error.hint.unwrap_or_default()).trim().to_owned())
    });
    Check { part: part.into(), health, message }
}

/// Any part that is not healthy makes the whole degraded; one that is unhealthy and holds the data
/// makes it unhealthy.
pub(crate) fn diagnose(checks: &[Check]) -> Health {
    let data = checks.iter().any(|check| check.health == Health::Unhealthy && check.part == "database");
    if data {
        Health::Unhealthy
    } else if checks.iter().any(|check| check.health != Health::Healthy) {
        Health::Degraded
    } else {
        Health::Healthy
    }
}

impl Handle<RunDoctor> for App {
    async fn handle(&self, _: Caller, _: RunDoctor) -> Result<Diagnosis, ApiError> {
        let looking = self.blocking(move |inner| {
            let voice = &inner.own_voice();
            let mut checks = vec![
                check("database", voice, || {
                    let found = inner.store.check()?;
                    match found.first() {
                        None => Ok((Health::Healthy, say!(voice, "doctor-database", format = FORMAT))),
                        Some(first) => Ok((
                            Health::Unhealthy,
                            say!(
                                voice,
                                "doctor-database-damaged",
                                count = found.len(),
                                first = first.as_str()
                            ),
                        )),
                    }
                }),
                check("op log", voice, || {
                    inner.store.read(|read| {
                        let (ops, tasks) = (read.op_count()?, read.count(Kind::Task)?);
                        Ok((Health::Healthy, say!(voice, "doctor-log", changes = ops, tasks = tasks)))
                    })
                }),
                check("key", voice, || {
                    Ok(match &inner.key_warning {
                        Some(warning) => (Health::Degraded, warning.clone()),
                        None => (Health::Healthy, say!(voice, "doctor-key", place = inner.key_home.as_str())),
                    })
                }),
                check("secrets", voice, || {
                    inner.secrets(|vault| vault.get("doctor/probe"))?;
                    Ok((Health::Healthy, say!(voice, "doctor-secrets")))
                }),
                check("full text", voice, || {
                    inner.store.read(|read| {
                        super::search::found(read, "daymark", &[Kind::Note], 1)?;
                        Ok((Health::Healthy, say!(voice, "doctor-search")))
                    })
                }),
                check("attachments", voice, || super::attachments::health(inner, voice)),
                check("reminders", voice, || {
                    let now = inner.now();
                    let waiting = inner.store.read(|read| -> Result<_, Fault> {
                        Ok(read.reminders(now.timestamp(), now.time_zone(), true, 500)?.len())
                    })?;
                    Ok((Health::Healthy, say!(voice, "doctor-reminders", count = waiting)))
                }),
            ];
            checks.sort_by_key(|check| check.part != "database");
            Ok(checks)
        });
        let mut checks = looking.await?;
        checks.extend(self.provider_checks().await?);
        Ok(Diagnosis { overall: diagnose(&checks), at: self.now().timestamp(), checks })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_flips_the_whole() {
        let one = |part: &str, health| Check { part: part.into(), health, message: String::new() };
        let well = one("key", Health::Healthy);
        assert_eq!(diagnose(std::slice::from_ref(&well)), Health::Healthy);
        assert_eq!(diagnose(&[well.clone(), one("model x", Health::Unhealthy)]), Health::Degraded);
        assert_eq!(diagnose(&[well.clone(), one("key", Health::Degraded)]), Health::Degraded);
        assert_eq!(diagnose(&[well, one("database", Health::Unhealthy)]), Health::Unhealthy);
    }

    #[test]
    fn a_check_that_fails_is_a_finding() {
        let found = check("x", &crate::texts::english(), || Err(crate::fault::invalid("It broke.")));
        assert_eq!((found.health, found.message.as_str()), (Health::Unhealthy, "It broke."));
    }
}
