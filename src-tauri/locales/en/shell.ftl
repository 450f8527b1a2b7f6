# The tray, the quick-add window and the buttons of notifications.

shell-quick-add = Quick add
shell-today = Today
shell-quit = Quit
shell-done = Done
shell-snooze = In { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
 }
