import type { MessageKey } from "../en/messages.ts";

export const de: Readonly<Record<MessageKey, string>> = {
  "heading.points": "Das Wichtigste",
  "heading.steps": "Was zu tun ist",
  "heading.sources": "Quellen",
  "heading.contacts": "Wer helfen kann",
  "heading.examples": "Zum Beispiel:",
  "heading.kept": "Was ich speichere",

  "button.more": "Mehr",
  "button.sources": "Quellen",
  "button.helpful": "Hilfreich",
  "button.not-helpful": "Nicht hilfreich",
  "button.why": "Warum das?",
  "button.person": "Einen Menschen fragen",
  "button.share": "Teilen",
  "button.full": "Ganze Antwort",
  "button.topics": "Themen",
  "button.help": "Hilfe",
  "button.settings": "Sprache",
  "button.privacy": "Datenschutz",
  "button.erase": "Meine Daten löschen",
  "button.automatic": "Sprache meiner Frage",

  "footnote.reviewed": "Geprüft am {date}",
  "footnote.other-language": "Das gibt es noch nicht auf {wanted}, deshalb hier auf {given}",
  "footnote.shared": "Aus einer privaten Antwort geteilt",

  "passage.body": "Dazu habe ich unter „{title}“ Folgendes:",
  "more.none": "Mehr habe ich zu „{title}“ nicht.",
  "sources.title": "Quellen zu „{title}“",
  "sources.none": "Zu „{title}“ sind keine Quellen vermerkt.",

  "choices.body": "Dafür kommt mehr als eine Antwort infrage. Welche meinen Sie?",
  "choices.again": "Sagen Sie mir bitte zuerst, welches Thema Sie meinen:",
  "choices.opened": "Vielleicht meinen Sie das:",
  "choices.others": "Wenn nicht, wählen Sie eines davon:",
  "unknown.body": "Darauf habe ich keine Antwort, und das sage ich lieber, als zu raten.",
  "unknown.nearest": "Diese Themen kommen dem am nächsten:",
  "unknown.elsewhere": "Sie können in den Themen stöbern oder einen Menschen fragen.",
  "unknown.no-words": "Ich brauche ein paar Worte. Stellen Sie Ihre Frage, wie Sie möchten, oder stöbern Sie in den Themen.",
  "unknown.address":
    "Links kann ich nicht öffnen. Wenn Sie einem nicht trauen, lassen Sie ihn zu und sagen Sie mir in Worten, was Sie wissen möchten.",
  "none.body":
    "Schade, das war es also nicht. Versuchen Sie es mit anderen Worten, stöbern Sie in den Themen oder fragen Sie einen Menschen.",

  "smalltalk.greeting": "Hallo! Was möchten Sie wissen?",
  "smalltalk.thanks": "Gern geschehen!",
  "smalltalk.acknowledgement": "Gut. Wenn noch etwas ist, bin ich da.",
  "smalltalk.farewell": "Auf Wiedersehen, und bleiben Sie wachsam!",

  "help.title": "So fragen Sie mich",
  "help.body":
    "Fragen Sie, wie Sie möchten, auf {languages}; Tippfehler stören nicht, und zwei Fragen auf einmal sind auch in Ordnung. Ich antworte mit Texten, die Menschen geschrieben und geprüft haben, und sage es, wenn ich etwas nicht weiß.",
  "help.follow-up":
    "Nach einer Antwort können Sie „mehr“, „Quellen?“, „auf Französisch, bitte“ oder „Mit wem kann ich sprechen?“ sagen.",
  "help.nudges": "Mit /nudge sende ich Tipps, Quiz und Kampagnen nach Zeitplan; mit /quiz stelle ich Ihnen eine Frage.",
  "topics.title": "Themen",
  "topics.body": "Wählen Sie einen Bereich oder stellen Sie einfach Ihre Frage.",
  "topics.area":
    "{count, plural, =0 {In diesem Bereich habe ich noch keine Antworten.} one {In diesem Bereich habe ich # Antwort:} other {In diesem Bereich habe ich # Antworten:}}",
  "topics.rest":
    "{count, plural, one {Eine weitere wird hier nicht gezeigt} other {# weitere werden hier nicht gezeigt}}: Fragen Sie einfach danach.",

  "person.title": "Einen Menschen fragen",
  "person.body": "Diese Personen und Stellen helfen Ihnen weiter.",
  "person.none": "Es sind keine Kontakte eingerichtet. Am besten wenden Sie sich zuerst an Ihr IT- oder Sicherheitsteam.",
  "contact.when": "{title} ({when})",

  "why.title": "Warum diese Antwort",
  "why.matched":
    "Ich habe „{title}“ gezeigt, weil diese Wörter in Ihrer Frage vorkommen: {words}. Ich war mir zu etwa {confidence} sicher.",
  "why.resembles":
    "Ich habe „{title}“ gezeigt, weil Ihre Frage den Fragen ähnelt, die dazu gestellt werden. Ich war mir zu etwa {confidence} sicher.",
  "why.picked": "Ich habe „{title}“ gezeigt, weil Sie es ausgewählt haben.",
  "why.choices": "Mehrere Themen passten etwa gleich gut zu Ihrer Frage, deshalb habe ich Sie wählen lassen: {titles}.",
  "why.unknown": "Kein Thema passte gut genug zu Ihrer Frage.",
  "why.method":
    "Ich vergleiche Ihre Wörter mit den Fragen, die zu jedem Thema gestellt werden. Ein Sprachmodell ist nicht beteiligt.",
  "why.nothing":
    "Ich weiß nicht mehr, welche Antwort Sie meinen. Stellen Sie Ihre Frage noch einmal und fragen Sie dann „Warum das?“.",

  "feedback.helpful": "Danke, gut zu wissen!",
  "feedback.not-helpful":
    "Danke für den Hinweis; so kann die Antwort besser werden. Vielleicht hilft Ihnen eines dieser Themen, oder fragen Sie einen Menschen.",
  "feedback.not-helpful-alone":
    "Danke für den Hinweis; so kann die Antwort besser werden. Sie können auch einen Menschen fragen.",

  "privacy.title": "Ihr Datenschutz",
  "privacy.body": "Ich arbeite ohne Sprachmodell, und gebe nichts von dem weiter, was Sie fragen.",
  "privacy.questions": "Ihre Frage selbst wird nicht gespeichert.",
  "privacy.context":
    "Damit Sie weiterfragen können: welche Themen ich zuletzt gezeigt habe und welche Wörter des Themas dazu passten. {hours, plural, one {Nach einer Stunde gelöscht} other {Nach # Stunden gelöscht}}.",
  "privacy.language": "Die Sprache, die Sie gewählt haben, falls Sie eine gewählt haben, bis Sie sie ändern oder löschen.",
  "privacy.feedback":
    "Ihr „Hilfreich“ oder „Nicht hilfreich“, mit dem Grund, falls Sie einen nannten. Wenn Sie Ihre Daten löschen, ist nicht mehr zu sehen, von wem es kam.",
  "privacy.nudges":
    "Die Erinnerungen, die Sie einrichten, und Ihre Antworten auf Quizfragen: ohne Ihren Namen, außer Ihr Team hat Punkte eingeschaltet. Bis Sie sie entfernen oder löschen.",
  "erase.done": "Erledigt: Ich habe vergessen, was ich über Sie gespeichert hatte.",

  "settings.title": "Sprache",
  "settings.body": "In welcher Sprache soll ich Ihnen antworten?",
  "settings.now": "Zurzeit: {language}.",
  "settings.now-automatic": "Zurzeit: die Sprache jeder Frage.",
  "language.set": "Ab jetzt antworte ich Ihnen auf {language}, wo immer ich kann.",
  "language.set-automatic": "Ab jetzt antworte ich in der Sprache jeder Frage.",
  "language.ask": "Natürlich. Stellen Sie Ihre Frage, ich antworte auf {language}.",

  "home.body": "Fragen Sie mich etwas oder wählen Sie einen Bereich.",
  "home.tip": "Tipp des Tages: {tip}",

  quoted: "„{text}“",

  failure: "Bei mir ist etwas schiefgegangen. Bitte fragen Sie gleich noch einmal.",
  "gone.entry": "Diese Schaltfläche gehört zu einer älteren Nachricht: Das Thema gibt es nicht mehr.",
  "gone.button": "Diese Schaltfläche gehört zu einer älteren Nachricht und funktioniert nicht mehr.",
  "gone.context": "Ich weiß nicht genau, worauf Sie sich beziehen. Stellen Sie Ihre Frage, dann machen wir von dort weiter.",
  "gone.choice": "So viele waren es nicht. Wählen Sie eines davon:",
};
