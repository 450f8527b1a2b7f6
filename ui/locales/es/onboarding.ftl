# Los primeros pasos.
first-step = { $step } de { $of }
first-next = Siguiente
first-done = Abrir Daymark
first-skip = Saltar
first-back = Atrás
first-leave = Saltar el resto

first-areas = ¿Qué partes de tu vida debe reunir?
first-areas-about = Las áreas mantienen las cosas separadas y en equilibrio. Todo esto se puede cambiar después.
first-area-other = Otra más
first-health = Salud
first-people = Familia y amigos
first-work = Trabajo
first-learning = Aprender
first-home = Casa
first-money = Dinero

first-thoughts = ¿Qué tienes en la cabeza?
first-thoughts-about = Tres cosas, grandes o pequeñas. Esperan en la bandeja de entrada hasta que decidas. Se entienden los días y las horas.
first-thought = Cosa { $number }
first-thought-1 = Llamar al dentista mañana a las 10
first-thought-2 = Regalo de cumpleaños para Jonas antes del viernes
first-thought-3 = Aprender a hacer pan

first-sample = ¿Quieres echar un vistazo primero?
first-sample-about = Los datos de ejemplo muestran cómo es una semana llena. Una pulsación los quita.
first-sample-no = Empezar de cero
first-sample-no-text = Solo lo que escribas.
first-sample-yes = Con datos de ejemplo
first-sample-yes-text = Metas, tareas y eventos de una persona inventada.

first-calendar = ¿Traes tu calendario?
first-calendar-about = Expórtalo como archivo .ics desde tu aplicación de calendario. Se lee aquí, en este dispositivo.
first-calendar-choose = Elegir un archivo de calendario
first-calendar-other = Tomar otro, o ninguno
first-calendar-found = { $count ->
    [0] No se ha encontrado nada.
    [one] Se añadirá una cosa.
   *[other] Se añadirán { $count } cosas.
}

first-model = ¿Quieres que un modelo te ayude a pensar?
first-model-about = Nunca hace falta: Daymark planea y responde con reglas en este dispositivo.
first-model-none = Ahora no
first-model-none-text = Se puede añadir en los ajustes.
first-model-here = Uno en este ordenador
first-model-here-text = Ollama, LM Studio o llama.cpp. Nada sale del dispositivo.
first-model-here-name = Este ordenador
first-model-service = Un servicio
first-model-service-text = Cualquier dirección que hable como OpenAI, con una clave.
first-model-service-name = Servicio
first-model-scripted = Uno con guion
first-model-scripted-text = Siempre las mismas respuestas, para echar un vistazo.
first-model-scripted-name = Demo
