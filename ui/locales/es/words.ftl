# Hace cuánto. Otros números, días y horas están en crates/daymark-texts/locales.
just-now = ahora mismo
minutes-ago = hace { $minutes } min
