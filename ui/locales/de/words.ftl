# Wie lange her. Andere Zahlen, Tage und Zeiten stehen in crates/daymark-texts/locales.
just-now = gerade eben
minutes-ago = vor { $minutes } min
