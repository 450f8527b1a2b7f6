# Warum diese Aufgabe als Nächstes kommt. Ein Grund beginnt einen Satz oder folgt auf „und“; sein
# erster Buchstabe wird groß geschrieben.

why-nothing = Nichts drängt; diese Aufgabe wartet am längsten.
pace-on-track = Im Plan: { $percent } % erledigt, { $passed } % der Zeit vergangen.
pace-at-risk = Gefährdet: { $percent } % erledigt, { $passed } % der Zeit vergangen.
pace-behind = Im Rückstand: { $percent } % erledigt, { $passed } % der Zeit vergangen.
pace-late = Im Rückstand: Der Zieltag ist vorbei, { $percent } % erledigt.
pace-no-steps = Noch keine Schritte, { $passed } % der Zeit vergangen.
why-one = { $one }.
why-two = { $one }, und { $two }.

reason-deadline-passed = ihre Frist ist vorbei
reason-deadline-today = ihre Frist ist heute
reason-deadline-in = ihre Frist ist in { $days ->
    [one] 1 Tag
   *[other] { $days } Tagen
 }
reason-waited = sie wartet seit { $days ->
    [one] 1 Tag
   *[other] { $days } Tagen
 }
reason-due-today = sie ist heute fällig
reason-due-in = sie ist in { $days ->
    [one] 1 Tag
   *[other] { $days } Tagen
 } fällig
reason-planned-earlier = du hattest sie für einen früheren Tag geplant
reason-planned-today = du hast sie für heute geplant
reason-important = du hast sie als wichtig markiert
reason-started = du hast sie schon begonnen
reason-short = sie dauert nur { $minutes ->
    [one] 1 Minute
   *[other] { $minutes } Minuten
 }
reason-fits = sie passt in die { $minutes ->
    [one] 1 Minute
   *[other] { $minutes } Minuten
 } bis zum nächsten Termin
reason-energy = sie passt zu deiner Energie
reason-age = sie steht seit { $days ->
    [one] 1 Tag
   *[other] { $days } Tagen
 } hier

# Was einer Aufgabe ihre Punkte gibt.
factor-deadline = Frist
factor-due = fällig
factor-planned = geplant
factor-priority = Priorität
factor-started = begonnen
factor-short = kurz
factor-fits-before = passt davor
factor-energy = Energie
factor-age = Alter
factor-someday = irgendwann
