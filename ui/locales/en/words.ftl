# How long ago. Other numbers, days and times are in crates/daymark-texts/locales.
just-now = just now
minutes-ago = { $minutes } min ago
