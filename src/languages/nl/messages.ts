import type { MessageKey } from "../en/messages.ts";

export const nl: Readonly<Record<MessageKey, string>> = {
  "heading.points": "In het kort",
  "heading.steps": "Wat je doet",
  "heading.sources": "Bronnen",
  "heading.contacts": "Wie je kan helpen",
  "heading.examples": "Bijvoorbeeld:",
  "heading.kept": "Wat ik bewaar",

  "button.more": "Meer",
  "button.sources": "Bronnen",
  "button.helpful": "Nuttig",
  "button.not-helpful": "Niet nuttig",
  "button.why": "Waarom dit?",
  "button.person": "Vraag het een mens",
  "button.share": "Delen",
  "button.full": "Volledig antwoord",
  "button.topics": "Onderwerpen",
  "button.help": "Hulp",
  "button.settings": "Taal",
  "button.privacy": "Privacy",
  "button.erase": "Wis mijn gegevens",
  "button.automatic": "De taal van mijn vraag",

  "footnote.reviewed": "Nagekeken op {date}",
  "footnote.other-language": "Dit heb ik nog niet in het {wanted}, daarom hier in het {given}",
  "footnote.shared": "Gedeeld vanuit een privéantwoord",

  "passage.body": "Dit heb ik daarover bij “{title}”:",
  "more.none": "Meer heb ik niet over “{title}”.",
  "sources.title": "Bronnen bij “{title}”",
  "sources.none": "Bij “{title}” zijn geen bronnen genoteerd.",

  "choices.body": "Er is meer dan één antwoord mogelijk. Welk bedoel je?",
  "choices.again": "Zeg eerst even welk onderwerp je bedoelt:",
  "choices.opened": "Dit is misschien wat je bedoelt:",
  "choices.others": "Zo niet, kies dan een van deze:",
  "unknown.body": "Daar heb ik geen antwoord op, en dat zeg ik liever dan te gokken.",
  "unknown.nearest": "Deze onderwerpen komen het dichtst in de buurt:",
  "unknown.elsewhere": "Je kunt de onderwerpen bekijken of het aan een mens vragen.",
  "unknown.no-words": "Ik heb een paar woorden nodig. Stel je vraag in je eigen woorden of bekijk de onderwerpen.",
  "unknown.address":
    "Links kan ik niet openen. Vertrouw je er een niet, laat hem dan dicht en vertel me in woorden wat je wilt weten.",
  "none.body": "Sorry, dat was het dus niet. Probeer het met andere woorden, bekijk de onderwerpen of vraag het aan een mens.",

  "smalltalk.greeting": "Hallo! Wat wil je graag weten?",
  "smalltalk.thanks": "Graag gedaan!",
  "smalltalk.acknowledgement": "Prima. Als er nog iets is, ben ik er.",
  "smalltalk.farewell": "Tot ziens, en hou het veilig!",

  "help.title": "Zo vraag je het mij",
  "help.body":
    "Vraag het in je eigen woorden, in het {languages}; tikfouten zijn niet erg, en twee vragen tegelijk mag ook. Ik antwoord met teksten die mensen geschreven en nagekeken hebben, en ik zeg het als ik iets niet weet.",
  "help.follow-up": "Na een antwoord kun je “meer”, “bronnen?”, “in het Frans graag” of “met wie kan ik praten?” zeggen.",
  "help.nudges": "Met /nudge stuur ik tips, quizzen en campagnes volgens een vast schema; met /quiz stel ik je een vraag.",
  "topics.title": "Onderwerpen",
  "topics.body": "Kies een domein of stel gewoon je vraag.",
  "topics.area":
    "{count, plural, =0 {In dit domein heb ik nog geen antwoorden.} one {In dit domein heb ik # antwoord:} other {In dit domein heb ik # antwoorden:}}",
  "topics.rest":
    "{count, plural, one {Nog één staat hier niet bij} other {Nog # staan hier niet bij}}: vraag het in je eigen woorden.",

  "person.title": "Vraag het een mens",
  "person.body": "Deze mensen en diensten helpen je verder.",
  "person.none": "Er zijn geen contacten ingesteld. Begin het best bij je IT- of securityteam.",
  "contact.when": "{title} ({when})",

  "why.title": "Waarom dit antwoord",
  "why.matched": "Ik toonde “{title}” vanwege deze woorden in je vraag: {words}. Ik was ongeveer {confidence} zeker.",
  "why.resembles": "Ik toonde “{title}” omdat je vraag lijkt op hoe mensen daarnaar vragen. Ik was ongeveer {confidence} zeker.",
  "why.picked": "Ik toonde “{title}” omdat je dat gekozen hebt.",
  "why.choices": "Verschillende onderwerpen pasten ongeveer even goed bij je vraag, daarom liet ik je kiezen: {titles}.",
  "why.unknown": "Geen enkel onderwerp paste goed genoeg bij je vraag.",
  "why.method":
    "Ik vergelijk je woorden met de vragen die mensen over elk onderwerp stellen. Daar komt geen taalmodel aan te pas.",
  "why.nothing": "Ik weet niet meer welk antwoord je bedoelt. Stel je vraag opnieuw en vraag dan “waarom dit?”.",

  "feedback.helpful": "Dank je, goed om te weten!",
  "feedback.not-helpful":
    "Bedankt om het te zeggen; zo kan het antwoord beter worden. Misschien heb je hier meer aan, of vraag het aan een mens.",
  "feedback.not-helpful-alone":
    "Bedankt om het te zeggen; zo kan het antwoord beter worden. Je kunt het ook aan een mens vragen.",

  "privacy.title": "Je privacy",
  "privacy.body": "Ik werk zonder taalmodel, en ik geef niets door van wat je vraagt.",
  "privacy.questions": "Je vraag zelf wordt niet bewaard.",
  "privacy.context":
    "Om te kunnen doorvragen: welke onderwerpen ik het laatst toonde en welke woorden van het onderwerp daarbij pasten. {hours, plural, one {Na een uur gewist} other {Na # uur gewist}}.",
  "privacy.language": "De taal die je koos, als je er een koos. Tot je ze wijzigt of wist.",
  "privacy.feedback":
    "Je “nuttig” of “niet nuttig”, met de reden als je die gaf. Wis je je gegevens, dan staat er niet meer bij van wie het kwam.",
  "privacy.nudges":
    "De herinneringen die je instelt, en je antwoorden op quizzen: zonder je naam, tenzij je team punten heeft aangezet. Tot je ze verwijdert of wist.",
  "erase.done": "Klaar: ik ben vergeten wat ik over jou bewaarde.",

  "settings.title": "Taal",
  "settings.body": "In welke taal wil je antwoord?",
  "settings.now": "Nu: {language}.",
  "settings.now-automatic": "Nu: de taal van elke vraag.",
  "language.set": "Vanaf nu antwoord ik je in het {language}, waar dat kan.",
  "language.set-automatic": "Vanaf nu antwoord ik in de taal van elke vraag.",
  "language.ask": "Natuurlijk. Stel je vraag, dan antwoord ik in het {language}.",

  "home.body": "Vraag me wat je wilt of kies een domein.",
  "home.tip": "Tip van de dag: {tip}",

  quoted: "“{text}”",

  failure: "Er ging iets mis aan mijn kant. Probeer het zo meteen opnieuw.",
  "gone.entry": "Die knop hoort bij een ouder bericht: dat onderwerp bestaat niet meer.",
  "gone.button": "Die knop hoort bij een ouder bericht en werkt niet meer.",
  "gone.context": "Ik weet niet goed waarover je het hebt. Stel je vraag, dan gaan we van daar verder.",
  "gone.choice": "Zoveel waren het er niet. Kies een van deze:",
};
