# What the assistant says by itself. The lines in quotes are commands that the rules of the language understand.

assistant-help =
    I keep your days in order, here on this device.

    - Keep something: "add buy milk tomorrow", "note: the code is on the fridge", "new goal: Run a 10k by June"
    - See: "what's on today", "what's due this week", "show my inbox", "tasks in health"
    - Decide: "what should I do now", "I have 20 minutes", "plan my day"
    - Change: "move lunch to friday", "done with the report", "postpone overdue", "undo"
    - Begin: "break down 'Run a 10k by June'"

    Anything else goes to a model, if one is set up.
assistant-can = I can still do this: "add buy milk tomorrow", "what's on today", "what should I do now", "move lunch to friday", "done with the report", "find the tax letters". Say "help" for more.
assistant-no-model = I cannot answer that by rules alone, and no model is set up. You can add one in the settings.
assistant-rules-only = I cannot answer that by rules alone, and you asked me not to use a model.
assistant-kept-private = I cannot answer that by rules alone. This conversation stays on this device, and no model runs here.
assistant-all-failed = None of the models answered. Your words are kept; you can ask again later.
assistant-keep = { $why } To keep it as a task, say "add { $title }".

assistant-good-morning = Good morning. Ask "what's on today" or "what should I do now", or tell me what to keep.
assistant-good-afternoon = Good afternoon. Ask "what's on today" or "what should I do now", or tell me what to keep.
assistant-good-evening = Good evening. Ask "what's on today" or "what should I do now", or tell me what to keep.
assistant-welcome = You are welcome.
assistant-consent = Nothing changes from words alone. Accept or reject a proposal where it is shown.
assistant-clock = It is { $day }, { $time }, week { $week }.
assistant-nothing-read = There was nothing to read. Ask "what's on today", or say "help".
assistant-too-long = That is too long to read at once. Try a shorter part of it.
assistant-stopped = Stopped. What had already begun may still be carried out; undo takes it back.
assistant-took-too-long = That took too long. Look at the history before you try again; it may have been done.
assistant-proposed = I have drawn up a proposal. Nothing changes before you accept it.

# Why a model's answer was not taken. { $model } is its name and provider.
assistant-the-model = The model
assistant-model-empty = { $model } gave an empty answer.
assistant-model-slow = { $model } took too long.
assistant-model-late = { $model } did not answer in time.
assistant-model-failed = { $model } did not answer: { $why }
assistant-cut-off = The answer was too long and was cut off.
assistant-shortened = The earlier conversation was left out, because it was too long.

# Questions where a command lacks something; { $what } and { $when } are the person's own words.
ask-what-do-you-mean = What do you mean?
ask-which-one = Which one do you mean? Say a few words of its title.
ask-move-when = Which day should "{ $what }" move to?
ask-move = What should move, and to which day?
ask-move-what = What should move there?
ask-trash = Which one should go in the trash?
ask-remind = What should I remind you of, and when?
ask-remind-what = What should I remind you of?
ask-add = What should I add?
ask-note = What should the note say?
ask-goal = What is the goal?
ask-complete = Which one is done?
ask-reopen = Which one should be open again?
ask-restore = Which one should come back?
ask-break-down = Which goal or task should I break into steps?
ask-find = What should I look for?
