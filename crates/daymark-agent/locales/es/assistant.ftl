# Lo que el asistente dice por sí mismo. Las líneas entre comillas son órdenes. Por ahora las reglas
# solo las entienden en inglés; el texto que llevan dentro y sus días pueden estar en español.

assistant-help =
    Mantengo tus días en orden, aquí en este dispositivo. Sin modelo entiendo órdenes en inglés:

    - Guardar: «add comprar leche mañana», «note: el código está en la nevera», «new goal: correr 10 km»
    - Ver: «what's on today», «what's due this week», «show my inbox», «tasks in Salud»
    - Decidir: «what should I do now», «I have 20 minutes», «plan my day»
    - Cambiar: «move almuerzo to friday», «done with informe», «postpone overdue», «undo»
    - Empezar: «break down 'correr 10 km'»

    Todo lo demás va a un modelo, si hay uno configurado.
assistant-can = Aun así puedo hacer esto: «add comprar leche mañana», «what's on today», «what should I do now», «move almuerzo to friday», «done with informe», «find impuestos». Di «help» para saber más.
assistant-no-model = No puedo responder a eso solo con reglas, y no hay ningún modelo configurado. Puedes añadir uno en los ajustes.
assistant-rules-only = No puedo responder a eso solo con reglas, y me pediste que no usara ningún modelo.
assistant-kept-private = No puedo responder a eso solo con reglas. Esta conversación se queda en este dispositivo, y aquí no hay ningún modelo en marcha.
assistant-all-failed = Ningún modelo ha respondido. Tus palabras están guardadas; puedes preguntar de nuevo más tarde.
assistant-keep = { $why } Para guardarlo como tarea, di «add { $title }».

assistant-good-morning = Buenos días. Pregunta «what's on today» o «what should I do now», o dime qué guardar.
assistant-good-afternoon = Buenas tardes. Pregunta «what's on today» o «what should I do now», o dime qué guardar.
assistant-good-evening = Buenas noches. Pregunta «what's on today» o «what should I do now», o dime qué guardar.
assistant-welcome = De nada.
assistant-consent = Nada cambia solo con palabras. Acepta o rechaza la propuesta donde aparece.
assistant-clock = Es { $day }, { $time }, semana { $week }.
assistant-nothing-read = No había nada que leer. Pregunta «what's on today» o di «help».
assistant-too-long = Es demasiado largo para leerlo de una vez. Prueba con una parte más corta.
assistant-stopped = Detenido. Lo que ya había empezado aún puede llevarse a cabo; puedes deshacerlo.
assistant-took-too-long = Ha tardado demasiado. Mira el historial antes de volver a intentarlo; puede que ya esté hecho.
assistant-proposed = He preparado una propuesta. Nada cambia hasta que la aceptes.

# Por qué no se tomó la respuesta de un modelo. { $model } es su nombre con el proveedor.
assistant-the-model = El modelo
assistant-model-empty = { $model } ha dado una respuesta vacía.
assistant-model-slow = { $model } ha tardado demasiado.
assistant-model-late = { $model } no ha respondido a tiempo.
assistant-model-failed = { $model } no ha respondido: { $why }
assistant-cut-off = La respuesta era demasiado larga y se ha cortado.
assistant-shortened = Se ha omitido la conversación anterior porque era demasiado larga.

# Preguntas cuando a una orden le falta algo; { $what } y { $when } son las palabras de la persona.
ask-what-do-you-mean = ¿Qué quieres decir?
ask-which-one = ¿A cuál te refieres? Di algunas palabras de su título.
ask-move-when = ¿A qué día paso «{ $what }»?
ask-move = ¿Qué hay que mover, y a qué día?
ask-move-what = ¿Qué hay que mover ahí?
ask-trash = ¿Qué va a la papelera?
ask-remind = ¿Qué te recuerdo, y cuándo?
ask-remind-what = ¿Qué te recuerdo?
ask-add = ¿Qué añado?
ask-note = ¿Qué pongo en la nota?
ask-goal = ¿Cuál es la meta?
ask-complete = ¿Qué está hecho?
ask-reopen = ¿Qué debe quedar abierto de nuevo?
ask-restore = ¿Qué debe volver?
ask-break-down = ¿Qué meta o tarea divido en pasos?
ask-find = ¿Qué busco?
