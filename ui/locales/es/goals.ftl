# Metas.
goal = Meta
goals = Metas
goals-empty = Lo que te importa
goals-empty-text = Las áreas son las partes de tu vida, como Salud o Casa. Una meta es algo que quieres alcanzar en una de ellas.
goals-finished = Mostrar metas alcanzadas y archivadas
goals-no-area = En ningún área
active-goals = { $count ->
    [one] una meta
   *[other] { $count } metas
}
area-planned = { $time } en la próxima semana
steps-done = { $done } de { $all } hechos
percent = { $percent } %
balance = La próxima semana
balance-part = { $area } { $time }

area-add = Nueva área
area-edit = Cambiar el área
area-name = Nombre
area-name-example = Salud
area-colour = Color
area-intention = Lo que quieres de ella
area-intention-example = Sentirme a gusto en mi cuerpo
area-gone = Esta área ya no está aquí
area-gone-text = Puede que esté en la papelera, de donde se puede recuperar.
area-empty = Nada abierto aquí
area-empty-text = Todo en { $area } está hecho, o aún no hay nada apuntado.
area-add-task = Añadir una tarea aquí

goal-add = Nueva meta
goal-add-to = Nueva meta en { $area }
goal-edit = Cambiar la meta
goal-edit-short = Cambiar
goal-drop = Soltar esta meta
goal-title = Lo que quieres alcanzar
goal-example = Correr 10 km antes de junio
goal-area = Área
goal-no-area = Sin área
goal-target = Para cuándo
goal-target-example = 12 de marzo, o en 3 meses
goal-notes = Notas
goal-notes-example = Por qué importa, cómo sería
goal-by = límite: { $day }
goal-draft = Borrador
goal-active = Activa
goal-completed = Alcanzada
goal-archived = Archivada
goal-do-start = Empezar
goal-do-reopen = Reabrir
goal-do-complete = Alcanzada
goal-do-draft = Volver a borrador
goal-do-archive = Archivar
said-goal = { $title }: { $status }
goal-tasks = Tareas
goal-add-task = Añadir una tarea
goal-first-task = ¿Cuál sería el primer paso pequeño?
form-needs-name = Necesita un nombre, de al menos una letra.

break-down = Dividir en pasos
break-down-about = Un modelo propone pasos. Tú eliges cuáles quedan; antes no se añade nada.
break-down-about-rules = Pasos que sirven para la mayoría de las metas. Tú eliges cuáles quedan; con un modelo encajan mejor con esta.
granularity = Detalle
granularity-1 = Pocos pasos grandes
granularity-2 = Algunos pasos
granularity-3 = Un paso tranquilo
granularity-4 = Pasos pequeños
granularity-5 = Pasos muy pequeños
break-down-do = Proponer pasos
break-down-busy = Pensando pasos

colour-tide = Marea
colour-leaf = Hoja
colour-clay = Arcilla
colour-rose = Rosa
colour-plum = Ciruela
colour-olive = Oliva
colour-sky = Cielo
colour-moss = Musgo
colour-amber = Ámbar
colour-brick = Ladrillo
colour-slate = Pizarra
colour-iris = Lirio
