# Conservar.
trash-about = Todo lo que sueltas queda entero hasta que lo recuperes.
trash-empty = No se ha soltado nada
trash-empty-text = Lo que sueltas queda aquí entero, y una pulsación lo trae de vuelta.
trash-restore = Recuperar
trash-restore-one = Recuperar { $title }
said-restored = Recuperado: { $title }

history-empty = Aún no ha pasado nada
history-empty-text = Aquí queda escrito cada cambio, y quién lo hizo. Todos se pueden deshacer.
history-undone = deshecho
history-objects = { $count } cosas
actor-person = tú
actor-assistant = el asistente
actor-import = importado de { $format }
actor-device = { $name }

doctor-again = Mirar de nuevo
doctor-healthy = Todo está bien
doctor-degraded = Todo funciona, y algo podría ir mejor
doctor-unhealthy = Algo te necesita
health-healthy = bien
health-degraded = podría ir mejor
health-unhealthy = te necesita
part-database = Base de datos
part-key = Clave
part-models = Modelos
part-op-log = Cambios
part-secrets = Claves de proveedores
part-full-text = Texto completo
part-reminders = Recordatorios
