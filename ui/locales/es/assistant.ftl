# El asistente.
assistant-on-device = En este dispositivo
assistant-log = Conversación
assistant-answer = Respuesta
assistant-you = Has dicho:
assistant-hello = ¿Qué ayudaría ahora?
assistant-about = Pregunta por tus días, planéalos o mueve cosas. Nada cambia hasta que digas que sí.
assistant-suggestions = Para decir
suggest-now = ¿Qué hago ahora?
suggest-plan = Planea mi día
suggest-move = Mueve todo lo atrasado al viernes
suggest-week = ¿Qué hay esta semana?
assistant-waiting = { $count ->
    [one] Un cambio espera tu respuesta
   *[other] { $count } cambios esperan tu respuesta
}
assistant-thinking = Pensando
assistant-thinking-with = Pensando con { $with }
assistant-restarted = Empieza de nuevo: { $reason }
assistant-stop = Parar
assistant-send = Enviar
assistant-provider = Quién responde
assistant-private = Privada
assistant-private-about = Privada: nada de esta conversación sale de este dispositivo
provider-anyone = El mejor disponible
provider-none = Sin modelo
provider-none-set-up = Sin modelo
composer-placeholder = Pregunta, planea o cuéntame algo
conversations = Conversaciones
conversations-none = Aún no hay conversaciones. Lo que digas se queda aquí, en este dispositivo.
conversation-new = Nueva conversación
conversation-rename = Renombrar { $title }
conversation-name = Nombre de la conversación

source-intent = Respondido sin modelo en { $time }
source-model = { $model } de { $provider } en { $time }
source-provider = { $provider } en { $time }
source-built-in = Respondido por Daymark en { $time }
source-stopped = detenido
milliseconds = { $count } ms
seconds = { $count } s
cite-open = Abrir { $title }
cite-gone = Esto ya no está aquí

proposal-accept = Aceptar { $count }
proposal-accept-none = Aceptar
proposal-change = Cambiar
proposal-no = No
proposal-change-hint = Desmarca lo que deba quedarse como está.
proposal-tainted = Para esto se ha leído algo de fuera. Mira cada parte y marca lo que quieras.
proposal-tick = Aceptar este cambio: { $title }
proposal-taken = Aceptado
proposal-left = Se queda como está
proposal-nothing = nada
proposal-accepted = { $count ->
    [one] Un cambio hecho
   *[other] { $count } cambios hechos
}
proposal-partly = { $count } de { $all } cambios hechos
proposal-one-undo = con deshacer una vez vuelve todo
proposal-rejected = Todo quedó como estaba
proposal-undone = De vuelta como estaba
verb-add = Nuevo
verb-complete = Hecho
verb-trash = Soltar
verb-restore = Vuelve
field-title = nombre
field-notes = notas
field-deadline = fecha límite
field-estimate-minutes = dura
field-estimate = dura
field-priority = prioridad
field-energy = energía
field-area = área
field-goal = meta
field-parent = parte de
field-tags = etiquetas
field-repeat = se repite
field-reminders = recordatorio
field-someday = algún día
field-location = lugar
field-end = hasta
field-target = día final
field-colour = color
field-intention = intención
