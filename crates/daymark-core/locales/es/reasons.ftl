# Por qué esta tarea es la siguiente. Una razón empieza una frase o sigue a «y»; su primera letra se
# pone en mayúscula.

why-nothing = Nada apremia; esta es la que más ha esperado.
pace-on-track = Al día: { $percent } % hecho, ha pasado el { $passed } % del tiempo.
pace-at-risk = En riesgo: { $percent } % hecho, ha pasado el { $passed } % del tiempo.
pace-behind = Con retraso: { $percent } % hecho, ha pasado el { $passed } % del tiempo.
pace-late = Con retraso: el día previsto ya pasó, { $percent } % hecho.
pace-no-steps = Aún sin pasos, ha pasado el { $passed } % del tiempo.
why-one = { $one }.
why-two = { $one }, y { $two }.

reason-deadline-passed = su fecha límite ya pasó
reason-deadline-today = su fecha límite es hoy
reason-deadline-in = su fecha límite es en { $days ->
    [one] 1 día
   *[other] { $days } días
 }
reason-waited = espera desde hace { $days ->
    [one] 1 día
   *[other] { $days } días
 }
reason-due-today = vence hoy
reason-due-in = vence en { $days ->
    [one] 1 día
   *[other] { $days } días
 }
reason-planned-earlier = la planeaste para un día anterior
reason-planned-today = la planeaste para hoy
reason-important = la marcaste como importante
reason-started = ya la has empezado
reason-short = solo dura { $minutes ->
    [one] 1 minuto
   *[other] { $minutes } minutos
 }
reason-fits = cabe en { $minutes ->
    [one] el minuto
   *[other] los { $minutes } minutos
 } antes de lo siguiente
reason-energy = encaja con la energía que tienes
reason-age = está aquí desde hace { $days ->
    [one] 1 día
   *[other] { $days } días
 }

# Lo que da puntos a una tarea.
factor-deadline = fecha límite
factor-due = vence
factor-planned = planeada
factor-priority = prioridad
factor-started = empezada
factor-short = corta
factor-fits-before = cabe antes
factor-energy = energía
factor-age = antigüedad
factor-someday = algún día
