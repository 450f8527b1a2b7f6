# Hábitos, rutinas, tiempo registrado, diario, recordatorios, comentarios.

# Cada cuánto.
habit-per-day = { $times ->
    [one] Cada día
   *[other] { $times } veces al día
 }
habit-per-week = { $times ->
    [one] Una vez por semana
   *[other] { $times } veces por semana
 }
habit-per-month = { $times ->
    [one] Una vez al mes
   *[other] { $times } veces al mes
 }

# Con qué constancia. Sin rachas ni reproches.
habit-early = Recién empezado
habit-nearly-always = Casi siempre
habit-mostly = La mayoría de las veces
habit-often = A menudo
habit-sometimes = De vez en cuando

story-from-to = { $minutes }, de { $from } a { $to }.
story-step-done = - [x] { $title } ({ $minutes })
story-step-skipped = - [ ] { $title }

time-decimal = ,
time-as-planned = Sueles tardar lo que planeas.
time-usually = Sueles tardar { $times } veces lo que planeas.
time-still-at-it = ¿Sigues con ello? { $title }
time-running-since = El reloj corre desde las { $time }.

# Cómo se llaman los pasos del historial; véase labels.ftl.
label-add-habit = Añadir el hábito «{ $title }»
label-change-habit = Cambiar el hábito «{ $title }»
label-check-habit = Hecho: { $title }
label-uncheck-habit = No hecho: { $title }
label-pause-habit = Pausar «{ $title }»
label-resume-habit = Reanudar «{ $title }»
label-a-habit-added = Añadir un hábito
label-a-habit-changed = Cambiar un hábito
label-a-habit-checked = Marcar un hábito
label-a-habit-unchecked = Desmarcar un hábito
label-a-habit-paused = Pausar un hábito
label-a-habit-resumed = Reanudar un hábito
label-add-routine = Añadir la rutina «{ $title }»
label-change-routine = Cambiar la rutina «{ $title }»
label-a-routine-added = Añadir una rutina
label-a-routine-changed = Cambiar una rutina
label-routine-started = Empezar una rutina
label-routine-ran = Seguir con una rutina
label-routine-stopped = Terminar «{ $title }»
label-step-done = Hecho: { $title }
label-step-skipped = Saltar «{ $title }»
label-start-time = Poner en marcha el reloj para «{ $title }»
label-stop-time = Parar el reloj de «{ $title }»
label-add-time = Anotar tiempo para «{ $title }»
label-change-time = Cambiar el tiempo de «{ $title }»
label-time-started = Poner en marcha el reloj
label-time-stopped = Parar el reloj
label-time-added = Anotar tiempo
label-time-changed = Cambiar tiempo registrado
label-time-removed = Quitar tiempo registrado
label-add-entry = Diario del { $day }
label-change-entry = Cambiar el diario del { $day }
label-an-entry-added = Escribir en el diario
label-an-entry-changed = Cambiar el diario
label-set-reminders = Recordar «{ $title }»
label-reminders-set = Fijar recordatorios
label-feedback-added = Dejar un comentario

error-no-habit = No existe ese hábito.
error-no-routine = No existe esa rutina.
error-no-entry = No existe esa entrada del diario.
error-habit-days = Un hábito es para días; dale una hora del día en lugar de horas en su regla.
error-habit-times = Un hábito es para entre 1 y { $most } veces.
error-habit-amount = Una cantidad es más que nada, como 20 o 2,5.
error-habit-future = Ese día aún no ha llegado.
error-habit-checks = Un día admite como mucho { $most } marcas de un hábito.
error-pause-ends = La pausa termina antes de empezar.
error-nag = Se puede volver a preguntar desde cada minuto hasta una vez al día (1440).
error-routine-steps = Una rutina tiene de 1 a { $most } pasos.
error-routine-not-running = La rutina no está en marcha; empiézala primero.
error-step-link = Un paso se puede enlazar con un hábito o una tarea.
error-step-long = Un paso dura como mucho un día.
error-time-future = Ese momento aún no ha llegado.
error-time-ends-early = El tiempo termina antes de empezar.
error-time-long = Se pueden anotar como mucho 24 horas de una vez.
error-time-what = Se puede registrar tiempo para tareas, eventos, hábitos, rutinas, metas y proyectos.
error-time-when = Di cuándo: desde y hasta, o cuántos minutos.
error-time-not-running = El reloj no está en marcha.
error-time-forgotten = El reloj de «{ $title }» lleva { $hours ->
    [one] una hora
   *[other] { $hours } horas
 } en marcha. ¿Cuándo paraste?
error-time-forgotten-hint = Da la hora en que terminó, como 13:30, o «now» si seguías hasta ahora.
error-level = El ánimo y la energía van de 1 a 5.
error-entry-empty = Escribe algo, o di cómo te sientes.
error-rating = Una valoración va de 1 a 5.
error-feedback-empty = Di primero algo al respecto.
error-feedback-long = Son más metadatos de los que admite un comentario.
error-no-reminders = Las tareas, los eventos, los hábitos y las rutinas pueden recordar.
