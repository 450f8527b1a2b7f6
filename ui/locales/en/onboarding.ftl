# Onboarding.
first-step = { $step } of { $of }
first-next = Next
first-done = Open Daymark
first-skip = Skip
first-back = Back
first-leave = Skip the rest

first-areas = Which parts of life should it hold?
first-areas-about = Areas keep things apart and in balance. All of this can be changed later.
first-area-other = Another one
first-health = Health
first-people = Family and friends
first-work = Work
first-learning = Learning
first-home = Home
first-money = Money

first-thoughts = What is on your mind?
first-thoughts-about = Three things, big or small. They wait in the inbox until you decide. Days and times are understood.
first-thought = Thing { $number }
first-thought-1 = Call the dentist tomorrow at 10
first-thought-2 = Birthday present for Jonas by Friday
first-thought-3 = Learn to bake bread

first-sample = Look around first?
first-sample-about = Sample data shows what a full week looks like. One press takes it away again.
first-sample-no = Start empty
first-sample-no-text = Only what you write.
first-sample-yes = With sample data
first-sample-yes-text = Goals, tasks and events of an invented person.

first-calendar = Bring your calendar along?
first-calendar-about = Export it as an .ics file from your calendar app. It is read here, on this device.
first-calendar-choose = Choose a calendar file
first-calendar-other = Take another, or none
first-calendar-found = { $count ->
    [0] Nothing was found in it.
    [one] One thing will be added.
   *[other] { $count } things will be added.
}

first-model = Should a model help you think?
first-model-about = It is never needed: Daymark plans and answers by rules on this device.
first-model-none = Not now
first-model-none-text = It can be added in the settings.
first-model-here = One on this computer
first-model-here-text = Ollama, LM Studio or llama.cpp. Nothing leaves the device.
first-model-here-name = This computer
first-model-service = A service
first-model-service-text = Any address that speaks OpenAI's way, with a key.
first-model-service-name = Service
first-model-scripted = A scripted one
first-model-scripted-text = Always the same answers, for looking around.
first-model-scripted-name = Demo
