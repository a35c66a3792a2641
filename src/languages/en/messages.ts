/** What Malinois itself says, in English. Apostrophes are typographic: ' is special in ICU messages. */
export const en = {
  "heading.points": "Key points",
  "heading.steps": "What to do",
  "heading.sources": "Sources",
  "heading.contacts": "Who can help",
  "heading.examples": "For example:",
  "heading.kept": "What I keep",

  "button.more": "More",
  "button.sources": "Sources",
  "button.helpful": "Helpful",
  "button.not-helpful": "Not helpful",
  "button.why": "Why this?",
  "button.person": "Ask a person",
  "button.share": "Share",
  "button.full": "Full answer",
  "button.topics": "Topics",
  "button.help": "Help",
  "button.settings": "Language",
  "button.privacy": "Privacy",
  "button.erase": "Erase my data",
  "button.automatic": "Language of my question",

  "footnote.reviewed": "Reviewed on {date}",
  "footnote.other-language": "I do not have this in {wanted} yet, so here it is in {given}",
  "footnote.shared": "Shared from a private answer",

  "passage.body": "On “{title}”, this is what I have about that:",
  "more.none": "That is all I have on “{title}”.",
  "sources.title": "Sources for “{title}”",
  "sources.none": "No sources are noted for “{title}”.",

  "choices.body": "I can think of more than one answer. Which one do you mean?",
  "choices.again": "First tell me which one you mean:",
  "choices.opened": "This may be what you mean:",
  "choices.others": "If not, pick one of these:",
  "unknown.body": "I do not have an answer to that, and I would rather say so than guess.",
  "unknown.nearest": "These topics come closest:",
  "unknown.elsewhere": "You can browse the topics, or ask a person.",
  "unknown.no-words": "I need a few words to go on. Ask me a question in your own words, or browse the topics.",
  "unknown.address":
    "I cannot open links. If you do not trust one, leave it closed, and tell me in words what you would like to know.",
  "none.body": "Sorry, that was not it. Try other words, browse the topics, or ask a person.",

  "smalltalk.greeting": "Hello! What would you like to know?",
  "smalltalk.thanks": "You are welcome!",
  "smalltalk.acknowledgement": "Good. I am here if anything else comes up.",
  "smalltalk.farewell": "Goodbye, and stay safe!",

  "help.title": "How to ask me",
  "help.body":
    "Ask in your own words, in {languages}; typing errors are fine, and so are two questions at once. I answer from texts that people wrote and reviewed, and I say so when I do not know.",
  "help.follow-up": "After an answer you can say “more”, “sources?”, “in French, please” or “who can I talk to?”.",
  "help.nudges": "/nudge has tips, quizzes and campaigns sent on a timetable; /quiz asks you a question.",
  "topics.title": "Topics",
  "topics.body": "Choose an area, or simply ask your question.",
  "topics.area":
    "{count, plural, =0 {I have no answers in this area yet.} one {I have # answer in this area:} other {I have # answers in this area:}}",
  "topics.rest": "{count, plural, one {One more is not shown here} other {# more are not shown here}}: ask in your own words.",

  "person.title": "Ask a person",
  "person.body": "These people and services can take it from here.",
  "person.none": "No contacts have been set up. Your IT or security team is the best place to start.",
  "contact.when": "{title} ({when})",

  "why.title": "Why this answer",
  "why.matched": "I showed “{title}” because of these words in your question: {words}. I was about {confidence} sure.",
  "why.resembles":
    "I showed “{title}” because your question resembles the ways in which people ask about it. I was about {confidence} sure.",
  "why.picked": "I showed “{title}” because you chose it.",
  "why.choices": "Several topics were about equally close to your question, so I let you choose: {titles}.",
  "why.unknown": "No topic came close enough to your question.",
  "why.method": "I compare your words with the questions that people ask about each topic. No language model is involved.",
  "why.nothing": "I no longer know which answer you mean. Ask your question again, and then “why this?”.",

  "feedback.helpful": "Thank you, good to know!",
  "feedback.not-helpful":
    "Thank you for telling me; this helps to improve the answer. Perhaps one of these is what you need, or ask a person.",
  "feedback.not-helpful-alone": "Thank you for telling me; this helps to improve the answer. You can also ask a person.",

  "privacy.title": "Your privacy",
  "privacy.body": "I work without a language model, and I pass on nothing of what you ask.",
  "privacy.questions": "Your question itself is not stored.",
  "privacy.context":
    "So that you can ask on: which topics I showed last, and which of the topic’s own words matched. {hours, plural, one {Deleted after one hour} other {Deleted after # hours}}.",
  "privacy.language": "The language that you chose, if you chose one. Kept until you change or erase it.",
  "privacy.feedback":
    "Your “helpful” or “not helpful”, with the reason if you gave one. After you erase your data, it no longer shows who gave it.",
  "privacy.nudges":
    "The nudges that you set up, and your answers to quizzes: without your name, unless your team has turned on points. Kept until you remove or erase them.",
  "erase.done": "Done: I have forgotten what I kept about you.",

  "settings.title": "Language",
  "settings.body": "In which language shall I answer you?",
  "settings.now": "Now: {language}.",
  "settings.now-automatic": "Now: the language of each question.",
  "language.set": "From now on I answer you in {language}, wherever I can.",
  "language.set-automatic": "From now on I answer in the language of each question.",
  "language.ask": "Of course. Ask your question, and I will answer in {language}.",

  "home.body": "Ask me anything, or choose an area.",
  "home.tip": "Tip of the day: {tip}",

  quoted: "“{text}”",

  failure: "Something went wrong on my side. Please ask again in a moment.",
  "gone.entry": "That button belongs to an older message: the topic no longer exists.",
  "gone.button": "That button belongs to an older message and no longer works.",
  "gone.context": "I am not sure what you are referring to. Ask your question, and we will go on from there.",
  "gone.choice": "There are not that many to choose from. Choose one of these:",
} as const;

export type MessageKey = keyof typeof en;
