# Wiederholungen in Worten. So gesagt, dass das schnelle Eintragen dieselbe Regel daraus liest.

repeats-every-day = { $count ->
    [one] Jeden Tag
   *[other] Alle { $count } Tage
 }
repeats-every-week = { $count ->
    [one] Jede Woche
   *[other] Alle { $count } Wochen
 }
repeats-every-month = { $count ->
    [one] Jeden Monat
   *[other] Alle { $count } Monate
 }
repeats-every-year = { $count ->
    [one] Jedes Jahr
   *[other] Alle { $count } Jahre
 }
repeats-workdays = Jeden Werktag
repeats-days = Jeden { $days }
repeats-on = { $every } am { $days }
repeats-on-the = { $every } am { $days }
repeats-within = { $every } im { $months }
repeats-after-done = { $every } nach Erledigung
repeats-times = { $every }, { $count ->
    [one] 1 Mal
   *[other] { $count } Mal
 }
repeats-until = { $every }, bis { $day }
repeats-and = { $before } und { $last }
repeats-date = { $day }. { $month }
repeats-nth-weekday = { $nth ->
    [1] ersten
    [2] zweiten
    [3] dritten
    [4] vierten
    [5] fünften
    [-2] vorletzten
   *[-1] letzten
 } { $day }
repeats-month-day = { $day ->
    [-1] letzten Tag
   *[other] { $day }.
 }
