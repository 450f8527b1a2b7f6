# Qué ha ido mal y qué hacer. Lo que escribió la persona va entre comillas.

error-the-title = El título
error-the-name = El nombre
error-the-tag = La etiqueta
error-the-text = El texto
error-text-empty = { $what } no tiene texto; escribe al menos una letra.
error-text-too-long = { $what } tiene { $length } caracteres y caben { $most } como máximo; acorta o pon el resto en las notas.
error-text-character = { $what } no puede llevar { $found }; usa letras, cifras, «-», «_», «/» o «.».

error-no-task = No existe esa tarea.
error-no-parent = No existe esa tarea superior.
error-no-neighbour = No existe la tarea delante de la que debe ir.
error-no-area = No existe esa área.
error-no-goal = No existe esa meta.
error-no-event = No existe ese evento.
error-no-note = No existe esa nota.
error-no-proposal = No existe esa propuesta.
error-no-provider = No existe ese proveedor.
error-no-conversation = No existe esa conversación.
error-no-thing = Eso no existe.
error-look-in-the-trash = Puede que se haya quitado; búscalo o mira en la papelera.

error-inside = Algo ha fallado dentro de Daymark; no se ha cambiado nada.
error-inside-hint = Avísanos, por favor, con el registro de Diagnóstico.

error-not-a-date = «{ $words }» no se entiende como fecha; prueba «mañana a las 15:00» o «2026-11-24».
error-not-a-zone = «{ $zone }» no es una zona horaria; usa un nombre como Europe/Madrid.
error-not-a-day = Estas palabras no se entienden como fecha.
error-not-a-day-hint = Prueba «el próximo martes a las 15:00» o «cada dos viernes».
error-capture-long = Son más de { $most } caracteres; pon el texto en una nota.
error-dump-long = Son más de { $most } caracteres; añade el texto por partes.
error-dump-many = Son más de { $most } pensamientos; añádelos por partes.
error-not-a-language = «{ $word }» no es un idioma que se lea; hay { $known }.
error-not-a-dialect = «{ $word }» no es un dialecto de la captura rápida; hay { $known }.
error-say-something = Di algo, en { $most } caracteres como máximo.

error-name-a-task = Nombra al menos una tarea.
error-name-a-thing = Nombra al menos una cosa.
error-no-trash = Eso no se puede poner en la papelera.
error-area-taken = Ya hay un área llamada «{ $name }».
error-goal-becomes = Una meta { $from } no puede pasar a { $to }; actívala primero.
error-granularity = El detalle va de 1 (pocos pasos grandes) a 5 (muchos pequeños).
error-below-itself = Una tarea no puede estar debajo de sí misma.
error-circle = Las tareas por encima de esta forman un círculo.
error-estimate-short = Una estimación es de un minuto como mínimo.
error-estimate-long = Una estimación es de un año como máximo.
error-many-tags = Una tarea tiene { $most } etiquetas como máximo.
error-many-reminders = Una tarea tiene { $most } recordatorios como máximo.
error-repeat-never = Esa repetición no cae nunca en un día.
error-which-instance = Di qué vez es: el día, o el día y la hora que le da la repetición.
error-no-instance = No hay nada en { $instance }.
error-instance-repeats = Una sola vez no puede repetirse; cambia esta y las siguientes, o todas.
error-not-repeating = «{ $title }» no se repite.
error-last-instance = «{ $title }» no vuelve a ocurrir; complétalo o ponlo en la papelera.
error-repeat = Esa repetición no se puede guardar: { $why }.
error-too-many-days = Pide { $most } días como máximo, del primero al último.
error-both-times = Pon hora al inicio y al final, o a ninguno.
error-ends-early = El evento termina antes de empezar.
error-snooze = Aplaza de un minuto a treinta días.
error-too-late = Es demasiado tarde.
error-begin-small = Empieza con 24 áreas y 100 pensamientos como máximo.
error-turned-back = Ese paso se revirtió entretanto en otro lugar; mira el historial y vuelve a intentarlo.

error-setting-name = El nombre de un ajuste lleva minúsculas, cifras y «_», 64 como máximo.
error-setting-long = El valor de «{ $key }» es demasiado largo.
error-setting-value = El ajuste «{ $key }» no admite eso: { $why }.
error-setting-day = Un día empieza antes de terminar, entre 0 y 24.

error-nothing-to-propose = No hay nada que proponer.
error-decided = Esa propuesta ya está decidida.
error-no-part = La propuesta no tiene parte { $part }; tiene de 1 a { $most }.
error-part-needs = La parte { $part } necesita también la parte { $other }.

error-server-address = Da la dirección del servidor, como http://127.0.0.1:8080/v1 o https://api.example.com/v1.
error-model-name = El nombre del modelo es demasiado largo.
error-no-provider-named = No hay ningún proveedor llamado «{ $name }».
error-list-providers = «daymark models list» muestra los proveedores.

error-no-attachment = No existe ese adjunto.
error-setting-attachments = Un adjunto puede tener de 1 a 4096 MB, y todos juntos de 1 a 1048576 MB.
error-attachment-owner = Ahí no se puede adjuntar nada.
error-attachment-many = Ahí ya hay { $most } adjuntos y no caben más.
error-attachment-large = «{ $name }» tiene { $size } MB y un adjunto puede tener { $most } MB.
error-attachment-large-hint = En los ajustes se indica lo grande que puede ser un adjunto.
error-attachment-total = Con «{ $name }» todos los adjuntos juntos pasarían de { $most } MB.
error-attachment-disk = En el disco queda muy poco espacio para «{ $name }».
error-attachment-disk-hint = Libera algo de espacio e inténtalo de nuevo; todo lo guardado antes está a salvo.
error-attachment-refused = «{ $name }» no se adjuntó: { $why }.
error-attachment-refused-named = «{ $name }» no se adjuntó: { $why }, aunque su nombre dice { $claimed }.
error-attachment-refused-hint = Se pueden adjuntar imágenes, documentos, textos, sonidos, películas y archivos comprimidos.
error-attachment-name = El nombre termina en .{ $ending }, y un sistema ejecutaría un archivo que se llame así.
why-file-program = es un programa
why-file-script = es un guion ejecutable
why-file-shortcut = es un acceso directo a un programa
why-file-kind = los archivos de su clase ({ $media }) no se aceptan
why-file-unknown = su contenido no dice qué clase de archivo es
why-file-empty = está vacío
why-file-ending = su nombre termina en .{ $ending }, y un sistema lo ejecutaría
why-picture-pixels = la imagen tiene { $width } por { $height } píxeles, más de los que se leen
why-picture-unreadable = la imagen no se puede leer
why-picture-large = la imagen tiene más de { $most } MB, más de los que se leen
error-ids-or-query = Nombra tareas o da una consulta, no las dos cosas.
error-too-many-tasks = Eso cambiaría más de { $most } tareas a la vez.
