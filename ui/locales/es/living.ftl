# Hábitos, rutinas, diario, tiempo registrado.

nav-habits = Hábitos
nav-journal = Diario
habits = Hábitos
habits-empty = Cosas pequeñas, una y otra vez
habits-empty-text = Un paseo, una página, un vaso de agua. Di cada cuánto; un día sin ello no cuesta nada.
habit-add = Añadir un hábito
habit-edit = Cambiar el hábito
habit-name = Nombre
habit-name-example = Dar un paseo
habit-times = Cuántas veces
habit-per = Por
habit-every-day = día
habit-every-week = semana
habit-every-month = mes
habit-time = Hora del día
habit-area = Área
habit-no-area = Ninguna
habit-amount = Cuánto cada vez
habit-unit = De qué
habit-unit-example = páginas
habit-remind = Recordar a esa hora
habit-pause = Pausar
habit-resume = Seguir
habit-check = { $title }, hecho hoy
habit-of = { $done } de { $target }
habit-grid = { $count ->
    [one] Hecho un día de las últimas doce semanas
   *[other] Hecho { $count } días de las últimas doce semanas
 }
said-unchecked = «{ $title }» vuelve a estar pendiente
said-habit-paused = «{ $title }» está en pausa

routines = Rutinas
routines-empty = Pasos que van juntos, uno tras otro: una mañana, una noche, el cierre de la semana.
routine-add = Añadir una rutina
routine-name-example = Mañana
routine-steps = Pasos, uno por línea, con minutos
routine-steps-example =
    Estirar 5
    Preparar té 10
routine-start = Empezar
routine-done = Hecho
routine-skip = Saltar
routine-stop = Terminar aquí
routine-left = Quedan { $time }
routine-step-of = Paso { $step } de { $all }
routine-then = Después: { $title }

journal-empty = Aún no hay nada escrito
journal-empty-text = Basta una línea. Lo que dejan las sesiones de concentración y las rutinas llega aquí solo.
journal-write = ¿Qué tienes en mente?
journal-mood = Ánimo
journal-energy = Energía
journal-level = { $name } { $n } de 5
journal-story = Sesión
said-written = Anotado
said-entry-gone = La entrada está en la papelera

time-runs = El reloj está en marcha
time-track = Registrar tiempo
time-stop = Parar
time-none = Sin tiempo registrado
time-tracked = { $time } registrados
time-stretches = { $count ->
    [one] Un tramo
   *[other] { $count } tramos
 }
time-remove = Quitar este tiempo
time-still = ¿Sigues con «{ $title }»?
time-still-yes = Sí, sigo
time-until-now = Acabo de parar
time-until = Paré a las { $time }
said-clock-runs = El reloj corre para «{ $title }»
said-stopped = El tiempo de «{ $title }» queda anotado
said-time-removed = Se quitó el tiempo
