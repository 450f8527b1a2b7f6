# Assistant.
assistant-on-device = On this device
assistant-log = Conversation
assistant-answer = Answer
assistant-you = You said:
assistant-hello = What would help right now?
assistant-about = Ask about your days, plan them, or move things around. Nothing changes before you say yes.
assistant-suggestions = Things to say
suggest-now = What should I do now?
suggest-plan = Plan my day
suggest-move = Move everything overdue to Friday
suggest-week = What is on this week?
assistant-waiting = { $count ->
    [one] One change waits for your answer
   *[other] { $count } changes wait for your answer
}
assistant-thinking = Thinking
assistant-thinking-with = Thinking with { $with }
assistant-restarted = Starting over: { $reason }
assistant-stop = Stop
assistant-send = Send
assistant-provider = Who answers
assistant-private = Private
assistant-private-about = Private: nothing of this conversation leaves this device
provider-anyone = Best available
provider-none = No model
provider-none-set-up = No model
composer-placeholder = Ask, plan, or tell me anything
conversations = Conversations
conversations-none = No conversations yet. What you say is kept here, on this device.
conversation-new = New conversation
conversation-rename = Rename { $title }
conversation-name = Name of the conversation

source-intent = Answered without a model in { $time }
source-model = { $model } by { $provider } in { $time }
source-provider = { $provider } in { $time }
source-built-in = Answered by Daymark itself in { $time }
source-stopped = stopped
milliseconds = { $count } ms
seconds = { $count } s
cite-open = Open { $title }
cite-gone = This is not here any more

proposal-accept = Accept { $count }
proposal-accept-none = Accept
proposal-change = Change
proposal-no = No
proposal-change-hint = Untick what should stay as it is.
proposal-tainted = Something from outside was read for this. Look at each part and tick what you want.
proposal-tick = Take this change: { $title }
proposal-taken = Taken
proposal-left = Left as it is
proposal-nothing = nothing
proposal-accepted = { $count ->
    [one] One change made
   *[other] { $count } changes made
}
proposal-partly = { $count } of { $all } changes made
proposal-one-undo = one undo brings it back
proposal-rejected = Left as it was
proposal-undone = Brought back as it was
verb-add = New
verb-complete = Done
verb-trash = Let go
verb-restore = Back
field-title = name
field-notes = notes
field-deadline = deadline
field-estimate-minutes = takes
field-estimate = takes
field-priority = priority
field-energy = energy
field-area = area
field-goal = goal
field-parent = part of
field-tags = tags
field-repeat = repeats
field-reminders = reminder
field-someday = someday
field-location = place
field-end = until
field-target = target
field-colour = colour
field-intention = intention
