/** What nudges and their subscriptions say around the pack's own texts. */
import { createCatalogue } from "../../messages/catalogue.ts";

const en = {
  "tip-title": "Security tip",
  "quiz-title": "Quick quiz",
  "step-of": "{campaign}: step {step} of {total}",
  "only-in": "Only available in {tongue} so far.",
  "read-more": "Read more",
  "snooze-week": "Snooze a week",
  stop: "Stop",
  "why-this": "Why am I getting this?",
  "first-nudge":
    "This is the first of these messages. {who, select, self {You} named {{owner}} other {Somebody in your team}} set them up: {what}, {often}, at most {limit} a week. Short reminders keep good habits fresh. Not now? Snooze or stop them below.",
  "quiz-anonymous": "Answer with a button. Only you see whether you were right, and nobody sees who chose what.",
  "quiz-named": "Answer with a button. Only you see whether you were right; your name is kept with your answer.",
  "quiz-alone": "Answer with a button.",
  "possible-answers": "Possible answers",
  "quiz-open": "Open until {until}.",
  "quiz-changeable": "Open until {until}. Until then you can change your answer.",
  "what-tip": "a tip",
  "what-quiz": "a quiz",
  "what-both": "a tip or a quiz",
  "what-about": "{what} about {areas}",
  "what-campaign": "the campaign “{campaign}”",
  "often-weekdays": "every {days} at {time}",
  "often-interval": "every {days, plural, one {day} other {# days}} at {time}",
  "often-campaign": "from {from} to {to} at {time}",
  "why-title": "Why you get this",
  "why-set-up":
    "{who, select, self {You} named {{owner}} other {Somebody in your team}} set this up on {date}: {what}, {often} ({zone}).",
  "why-limits": "At most {limit} a week, never twice the same before the rest has been shown.",
  "why-quiet": "Never between {from} and {to}.",
  "why-days-off": "Not on public holidays and days off.",
  "why-next": "Next: {next}.",
  snoozed: "Good. I will be quiet here until {date}.",
  stopped: "Stopped. You get no more of these; they can be set up again at any time.",
  "not-yours": "Only those who look after this channel's reminders can change them.",
  "failed-title": "I could not deliver",
  "failed-gone": "The channel of your reminders ({what}, {often}) does not exist any more. I have paused them.",
  "failed-forbidden":
    "I am not allowed to post your reminders ({what}, {often}) in their channel. I have paused them: invite me or allow me to post, then resume them.",
  "failed-undeliverable": "I could not send your reminders ({what}, {often}) as direct messages. I have paused them.",
  "failed-fallback":
    "I could not send reminders ({what}, {often}) as direct messages. They go to the channel chosen for that case.",
} as const;

type Key = keyof typeof en;

const nl: Readonly<Record<Key, string>> = {
  "tip-title": "Veiligheidstip",
  "quiz-title": "Korte quiz",
  "step-of": "{campaign}: stap {step} van {total}",
  "only-in": "Voorlopig alleen beschikbaar in het {tongue}.",
  "read-more": "Lees meer",
  "snooze-week": "Een week pauze",
  stop: "Stop",
  "why-this": "Waarom krijg ik dit?",
  "first-nudge":
    "Dit is het eerste van deze berichten. {who, select, self {Je hebt ze zelf} named {{owner} heeft ze} other {Iemand in je team heeft ze}} ingesteld: {what}, {often}, hoogstens {limit} per week. Korte herinneringen houden goede gewoontes levend. Komt het nu niet uit? Pauzeer of stop ze hieronder.",
  "quiz-anonymous": "Antwoord met een knop. Alleen jij ziet of je juist zat, en niemand ziet wie wat koos.",
  "quiz-named": "Antwoord met een knop. Alleen jij ziet of je juist zat; je naam wordt bij je antwoord bewaard.",
  "quiz-alone": "Antwoord met een knop.",
  "possible-answers": "Mogelijke antwoorden",
  "quiz-open": "Open tot {until}.",
  "quiz-changeable": "Open tot {until}. Tot dan kun je je antwoord wijzigen.",
  "what-tip": "een tip",
  "what-quiz": "een quiz",
  "what-both": "een tip of een quiz",
  "what-about": "{what} over {areas}",
  "what-campaign": "de campagne “{campaign}”",
  "often-weekdays": "elke {days} om {time}",
  "often-interval": "{days, plural, one {elke dag} other {om de # dagen}} om {time}",
  "often-campaign": "van {from} tot en met {to} om {time}",
  "why-title": "Waarom je dit krijgt",
  "why-set-up":
    "{who, select, self {Je hebt dit zelf} named {{owner} heeft dit} other {Iemand in je team heeft dit}} ingesteld op {date}: {what}, {often} ({zone}).",
  "why-limits": "Hoogstens {limit} per week, en nooit twee keer hetzelfde voor de rest getoond is.",
  "why-quiet": "Nooit tussen {from} en {to}.",
  "why-days-off": "Niet op feestdagen en vrije dagen.",
  "why-next": "Volgende: {next}.",
  snoozed: "Goed. Ik ben hier stil tot {date}.",
  stopped: "Gestopt. Je krijgt deze berichten niet meer; ze kunnen altijd opnieuw ingesteld worden.",
  "not-yours": "Alleen wie de herinneringen van dit kanaal beheert, kan ze wijzigen.",
  "failed-title": "Ik kon niet leveren",
  "failed-gone": "Het kanaal van je herinneringen ({what}, {often}) bestaat niet meer. Ik heb ze gepauzeerd.",
  "failed-forbidden":
    "Ik mag je herinneringen ({what}, {often}) niet in hun kanaal plaatsen. Ik heb ze gepauzeerd: nodig me uit of laat me er berichten plaatsen, en hervat ze daarna.",
  "failed-undeliverable": "Ik kon je herinneringen ({what}, {often}) niet als privébericht sturen. Ik heb ze gepauzeerd.",
  "failed-fallback":
    "Ik kon herinneringen ({what}, {often}) niet als privébericht sturen. Ze gaan naar het kanaal dat daarvoor gekozen is.",
};

const fr: Readonly<Record<Key, string>> = {
  "tip-title": "Conseil de sécurité",
  "quiz-title": "Petit quiz",
  "step-of": "{campaign} : étape {step} sur {total}",
  "only-in": "Disponible uniquement en {tongue} pour le moment.",
  "read-more": "En savoir plus",
  "snooze-week": "Pause d’une semaine",
  stop: "Arrêter",
  "why-this": "Pourquoi ce message ?",
  "first-nudge":
    "Voici le premier de ces messages. {who, select, self {Vous les avez demandés} named {{owner} les a mis en place} other {Quelqu’un de votre équipe les a mis en place}} : {what}, {often}, au plus {limit} par semaine. De courts rappels entretiennent les bonnes habitudes. Ce n’est pas le moment ? Mettez-les en pause ou arrêtez-les ci-dessous.",
  "quiz-anonymous": "Répondez avec un bouton. Le résultat n’est visible que pour vous, et personne ne voit qui a choisi quoi.",
  "quiz-named": "Répondez avec un bouton. Le résultat n’est visible que pour vous ; votre nom est conservé avec votre réponse.",
  "quiz-alone": "Répondez avec un bouton.",
  "possible-answers": "Réponses possibles",
  "quiz-open": "Ouvert jusqu’au {until}.",
  "quiz-changeable": "Ouvert jusqu’au {until}. D’ici là, vous pouvez changer votre réponse.",
  "what-tip": "un conseil",
  "what-quiz": "un quiz",
  "what-both": "un conseil ou un quiz",
  "what-about": "{what} sur {areas}",
  "what-campaign": "la campagne « {campaign} »",
  "often-weekdays": "chaque {days} à {time}",
  "often-interval": "tous les {days, plural, =1 {jours} other {# jours}} à {time}",
  "often-campaign": "du {from} au {to} à {time}",
  "why-title": "Pourquoi vous recevez ce message",
  "why-set-up":
    "{who, select, self {Vous l’avez demandé} named {{owner} l’a mis en place} other {Quelqu’un de votre équipe l’a mis en place}} le {date} : {what}, {often} ({zone}).",
  "why-limits": "Au plus {limit} par semaine, et jamais deux fois le même avant que tout le reste ait été montré.",
  "why-quiet": "Jamais entre {from} et {to}.",
  "why-days-off": "Pas les jours fériés ni les jours de repos.",
  "why-next": "Prochain message : {next}.",
  snoozed: "Entendu. Je me tais ici jusqu’au {date}.",
  stopped: "C’est arrêté. Vous ne recevrez plus ces messages ; on peut les remettre en place à tout moment.",
  "not-yours": "Seules les personnes qui gèrent les rappels de ce canal peuvent les modifier.",
  "failed-title": "Je n’ai pas pu livrer",
  "failed-gone": "Le canal de vos rappels ({what}, {often}) n’existe plus. Je les ai mis en pause.",
  "failed-forbidden":
    "Je n’ai pas le droit de publier vos rappels ({what}, {often}) dans leur canal. Je les ai mis en pause : invitez-moi ou autorisez-moi à publier, puis reprenez-les.",
  "failed-undeliverable": "Je n’ai pas pu envoyer vos rappels ({what}, {often}) en message privé. Je les ai mis en pause.",
  "failed-fallback":
    "Je n’ai pas pu envoyer des rappels ({what}, {often}) en message privé. Ils vont dans le canal choisi pour ce cas.",
};

const de: Readonly<Record<Key, string>> = {
  "tip-title": "Sicherheitstipp",
  "quiz-title": "Kurzes Quiz",
  "step-of": "{campaign}: Schritt {step} von {total}",
  "only-in": "Vorerst nur auf {tongue} verfügbar.",
  "read-more": "Mehr lesen",
  "snooze-week": "Eine Woche Pause",
  stop: "Beenden",
  "why-this": "Warum bekomme ich das?",
  "first-nudge":
    "Dies ist die erste dieser Nachrichten. {who, select, self {Sie haben} named {{owner} hat} other {Jemand aus Ihrem Team hat}} sie eingerichtet: {what}, {often}, höchstens {limit} pro Woche. Kurze Erinnerungen halten gute Gewohnheiten wach. Gerade ungünstig? Unten können Sie sie pausieren oder beenden.",
  "quiz-anonymous":
    "Antworten Sie mit einer Schaltfläche. Nur Sie sehen, ob Sie richtig lagen, und niemand sieht, wer was gewählt hat.",
  "quiz-named":
    "Antworten Sie mit einer Schaltfläche. Nur Sie sehen, ob Sie richtig lagen; Ihr Name wird mit der Antwort gespeichert.",
  "quiz-alone": "Antworten Sie mit einer Schaltfläche.",
  "possible-answers": "Mögliche Antworten",
  "quiz-open": "Offen bis {until}.",
  "quiz-changeable": "Offen bis {until}. Bis dahin können Sie Ihre Antwort ändern.",
  "what-tip": "ein Tipp",
  "what-quiz": "ein Quiz",
  "what-both": "ein Tipp oder ein Quiz",
  "what-about": "{what} zu {areas}",
  "what-campaign": "die Kampagne „{campaign}“",
  "often-weekdays": "jeden {days} um {time}",
  "often-interval": "{days, plural, one {jeden Tag} other {alle # Tage}} um {time}",
  "often-campaign": "vom {from} bis zum {to} um {time}",
  "why-title": "Warum Sie das bekommen",
  "why-set-up":
    "{who, select, self {Sie haben} named {{owner} hat} other {Jemand aus Ihrem Team hat}} das am {date} eingerichtet: {what}, {often} ({zone}).",
  "why-limits": "Höchstens {limit} pro Woche, und nie zweimal dasselbe, bevor alles andere gezeigt wurde.",
  "why-quiet": "Nie zwischen {from} und {to}.",
  "why-days-off": "Nicht an Feiertagen und freien Tagen.",
  "why-next": "Nächste Nachricht: {next}.",
  snoozed: "Gut. Ich bin hier still bis {date}.",
  stopped: "Beendet. Sie bekommen diese Nachrichten nicht mehr; sie lassen sich jederzeit neu einrichten.",
  "not-yours": "Nur wer die Erinnerungen dieses Kanals betreut, kann sie ändern.",
  "failed-title": "Ich konnte nicht zustellen",
  "failed-gone": "Den Kanal Ihrer Erinnerungen ({what}, {often}) gibt es nicht mehr. Ich habe sie pausiert.",
  "failed-forbidden":
    "Ich darf Ihre Erinnerungen ({what}, {often}) nicht in ihrem Kanal veröffentlichen. Ich habe sie pausiert: Laden Sie mich ein oder erlauben Sie mir das Schreiben, und setzen Sie sie dann fort.",
  "failed-undeliverable":
    "Ich konnte Ihre Erinnerungen ({what}, {often}) nicht als Direktnachricht senden. Ich habe sie pausiert.",
  "failed-fallback":
    "Ich konnte Erinnerungen ({what}, {often}) nicht als Direktnachricht senden. Sie gehen in den Kanal, der dafür gewählt wurde.",
};

export const say = createCatalogue<Key>({ en, nl, fr, de });
