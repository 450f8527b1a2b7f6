# Lo que el asistente responde con reglas. Los títulos y las palabras de la persona van entre comillas;
# una orden entre comillas es una que las reglas entienden, por ahora solo en inglés.

answer-no-handler = No sé hacer eso sin un modelo.
answer-not-saved = No se ha podido guardar esta respuesta. { $why }
answer-more = y { $count } más

# Añadir
answer-added = «{ $title }» añadido. { $facts }.
answer-added-inbox = «{ $title }» añadido. Está en la bandeja de entrada.
answer-fact-deadline = fecha límite { $day }
answer-goal-added = Meta «{ $title }» añadida. Con «break it down» tendrás los pasos.
answer-goal-added-by = Meta «{ $title }» añadida, hasta { $day }. Con «break it down» tendrás los pasos.

# Encontrar lo que se quería decir
answer-nothing-called = No encuentro nada llamado «{ $words }». ¿Cómo se llama?
answer-which = ¿A cuál te refieres?
answer-found = Encontrado:
answer-found-nothing = No encuentro nada con «{ $words }».
answer-found-row = { $title } ({ $kind })
thing-area = área
thing-goal = meta
thing-task = tarea
thing-event = evento
thing-note = nota
thing-other = cosa

# Cambiar
answer-done = Hecho: «{ $title }».
answer-done-next = Hecho: «{ $title }». La próxima vez: { $when }.
answer-open-again = Abierto de nuevo: «{ $title }».
answer-open-again-next = Abierto de nuevo: «{ $title }». La próxima vez: { $when }.
answer-no-day = No entiendo «{ $words }» como un día.
answer-no-day-to-move = No entiendo «{ $words }» como un día. ¿A cuándo lo paso?
answer-moved = «{ $title }» movido para { $when }.
answer-nothing-to-move = No hace falta mover nada.
answer-could-move = { $count ->
    [one] Una cosa podría pasar
   *[other] { $count } cosas podrían pasar
 } para { $when }.
answer-could-move-fixed = { $count ->
    [one] Una cosa podría pasar
   *[other] { $count } cosas podrían pasar
 } para { $when }. Lo fijo se queda.
answer-no-area = No hay ningún área llamada «{ $name }».
answer-refiled = «{ $title }» está ahora en { $area }.
answer-trashed = «{ $title }» está en la papelera. «Undo» lo trae de vuelta.
answer-not-in-trash = En la papelera no hay nada llamado «{ $words }».
answer-restored = «{ $title }» ha vuelto.
answer-undone = Deshecho: { $label }.
answer-redone = Hecho de nuevo: { $label }.
answer-nothing-undone = No hay nada que deshacer.
answer-nothing-redone = No hay nada que rehacer.

# El día
answer-day-free = { $day } está libre.
answer-day-calendar = { $day } en el calendario:
answer-day-all-day = { $title } (todo el día)
answer-day-no-tasks = No hay tareas planeadas.
answer-day-tasks = Por hacer:
answer-day-planned = { $planned } planeadas de { $free } libres.
answer-day-waiting = { $count ->
    [one] Una cosa espera
   *[other] { $count } cosas esperan
 } desde antes.
answer-day-begin = Empieza con «{ $title }». { $why }
answer-free-time = { $day }: { $free } libres.
answer-that-is = Es { $day }.
answer-it-is = Es { $day }, { $time }.

# Y ahora qué
answer-next = «{ $title }». { $why }
answer-next-after = Después:
answer-next-nothing = No hay nada abierto. Descansa, o añade lo que tengas en la cabeza.
answer-why = «{ $title }» tiene { $points ->
    [one] un punto
   *[other] { $points } puntos
 }:
answer-why-nothing = No hay nada abierto.

# Listas
answer-open = { $count ->
    [one] Una cosa abierta:
   *[other] { $count } cosas abiertas:
 }
answer-open-none = No hay nada abierto.
answer-inbox = { $count ->
    [one] Una cosa en la bandeja de entrada:
   *[other] { $count } cosas en la bandeja de entrada:
 }
answer-inbox-none = La bandeja de entrada está vacía.
answer-due = { $count ->
    [one] Una cosa vence { $day }:
   *[other] { $count } cosas vencen { $day }:
 }
answer-due-none = No vence nada { $day }.
answer-due-by = { $count ->
    [one] Una cosa vence hasta { $day }:
   *[other] { $count } cosas vencen hasta { $day }:
 }
answer-due-by-none = No vence nada hasta { $day }.
answer-waiting = { $count ->
    [one] Una cosa espera desde antes:
   *[other] { $count } cosas esperan desde antes:
 }
answer-waiting-none = Nada espera desde antes.
answer-area = { $count ->
    [one] Una cosa en { $area }:
   *[other] { $count } cosas en { $area }:
 }
answer-area-none = No hay nada abierto en { $area }.
answer-tag = { $count ->
    [one] Una cosa con #{ $tag }:
   *[other] { $count } cosas con #{ $tag }:
 }
answer-tag-none = No hay ningún área ni etiqueta llamada «{ $tag }».
answer-left = { $count ->
    [one] Queda una cosa de «{ $goal }»:
   *[other] Quedan { $count } cosas de «{ $goal }»:
 }
answer-left-none = No queda nada de «{ $goal }».
answer-done-since = { $count ->
    [one] Una cosa hecha desde { $day }:
   *[other] { $count } cosas hechas desde { $day }:
 }
answer-done-since-none = No hay nada marcado como hecho desde { $day }.

# Metas y áreas
answer-goals = Tus metas:
answer-goals-none = No hay metas activas. «New goal: correr 10 km» crea una.
answer-goal-row = { $title } ({ $done } de { $all } pasos hechos)
answer-goal-row-by = { $title } ({ $done } de { $all } pasos hechos, hasta { $day })
answer-areas = Tus áreas:
answer-areas-none = Aún no hay áreas.
answer-area-row = { $name } ({ $count } abiertas)
answer-break-what = ¿Qué divido en pasos?
answer-broken-down = { $count } pasos para «{ $title }». El primero dura { $minutes ->
    [one] un minuto
   *[other] { $minutes } minutos
 }.
