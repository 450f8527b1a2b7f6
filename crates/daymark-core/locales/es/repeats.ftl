# Repeticiones con palabras. Dichas de modo que al añadir rápido se lea la misma regla.

repeats-every-day = { $count ->
    [one] Cada día
   *[other] Cada { $count } días
 }
repeats-every-week = { $count ->
    [one] Cada semana
   *[other] Cada { $count } semanas
 }
repeats-every-month = { $count ->
    [one] Cada mes
   *[other] Cada { $count } meses
 }
repeats-every-year = { $count ->
    [one] Cada año
   *[other] Cada { $count } años
 }
repeats-workdays = Cada día laborable
repeats-days = Cada { $days }
repeats-on = { $every } el { $days }
repeats-on-the = { $every } el { $days }
repeats-within = { $every } en { $months }
repeats-after-done = { $every } después de hacerlo
repeats-times = { $every }, { $count ->
    [one] 1 vez
   *[other] { $count } veces
 }
repeats-until = { $every }, hasta el { $day }
repeats-and = { $before } y { $last }
repeats-date = { $day } de { $month }
repeats-nth-weekday = { $nth ->
    [1] primer
    [2] segundo
    [3] tercer
    [4] cuarto
    [5] quinto
    [-2] penúltimo
   *[-1] último
 } { $day }
repeats-month-day = { $day ->
    [-1] último día
   *[other] { $day }
 }
