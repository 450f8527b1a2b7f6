# Repeats in words. English says them so that quick add reads them back as the same rule.

repeats-every-day = Every { $count ->
    [one] day
   *[other] { $count } days
 }
repeats-every-week = Every { $count ->
    [one] week
   *[other] { $count } weeks
 }
repeats-every-month = Every { $count ->
    [one] month
   *[other] { $count } months
 }
repeats-every-year = Every { $count ->
    [one] year
   *[other] { $count } years
 }
repeats-workdays = Every weekday
repeats-days = Every { $days }
repeats-on = { $every } on { $days }
repeats-on-the = { $every } on the { $days }
repeats-within = { $every } in { $months }
repeats-after-done = { $every } after it is done
repeats-times = { $every }, { $count ->
    [one] 1 time
   *[other] { $count } times
 }
repeats-until = { $every }, until { $day }
repeats-and = { $before } and { $last }
repeats-date = { $day } { $month }
repeats-nth-weekday = { $nth ->
    [1] first
    [2] second
    [3] third
    [4] fourth
    [5] fifth
    [-2] second last
   *[-1] last
 } { $day }
repeats-month-day = { $day ->
    [-1] last day
    [1] 1st
    [2] 2nd
    [3] 3rd
    [21] 21st
    [22] 22nd
    [23] 23rd
    [31] 31st
   *[other] { $day }th
 }
