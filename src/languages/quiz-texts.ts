/** What is said about answers, results and campaigns. */
import { createCatalogue } from "./catalogue.ts";

const en = {
  "answer-right": "Right!",
  "answer-wrong": "Not quite. The right answer: {answer}",
  "answer-changed": "I have changed your answer.",
  "already-answered": "You answered this one before: {answer}",
  "comes-back": "This one comes back in a while, with /quiz, so that it sticks.",
  "quiz-closed": "This quiz has closed. The right answer was: {answer}",
  "quiz-gone": "I cannot find this quiz any more.",
  "result-title": "Quiz closed",
  "result-counts":
    "{answers, plural, =0 {Nobody answered this time.} one {One answer, {right, plural, =0 {and it is not right} other {and it is right}}.} other {# answers, {right} right.}}",
  "result-options": "What was chosen",
  "result-option": "{option}: {count}",
  "result-right-option": "{option}: {count} (the right answer)",
  "progress-title": "Your quizzes",
  "progress-none": "You have not answered a quiz yet.",
  "progress-counts":
    "You answered {answered, plural, one {# question} other {# questions}}, {right} of them right at the first try.",
  "progress-reviews": "{count, plural, =0 {None is} one {One is} other {# are}} waiting to come back.",
  "board-title": "Quiz points",
  "board-none": "There are no points yet.",
  "campaign-closed": "{campaign}: that was it",
  "campaign-steps": "You got {sent} of {total} steps, {quizzes, plural, one {one of them a quiz} other {# of them quizzes}}.",
  "campaign-people":
    "{people, plural, =0 {Nobody answered the quizzes.} one {One person took part: {answers, plural, one {# answer} other {# answers}}, {right} right.} other {# people took part: {answers, plural, one {# answer} other {# answers}}, {right} right.}}",
  "campaign-thanks": "Thank you for taking part. Questions remain welcome at any time.",
  "campaign-progress": "{sent} of {total} steps sent, {skipped} left out.",
  "campaign-next": "Next step: {date}.",
  "campaign-over": "The campaign is over.",
} as const;

type Key = keyof typeof en;

const nl: Readonly<Record<Key, string>> = {
  "answer-right": "Juist!",
  "answer-wrong": "Niet helemaal. Het juiste antwoord: {answer}",
  "answer-changed": "Ik heb je antwoord gewijzigd.",
  "already-answered": "Deze vraag heb je al beantwoord: {answer}",
  "comes-back": "Deze vraag komt later terug, met /quiz, zodat je het onthoudt.",
  "quiz-closed": "Deze quiz is afgelopen. Het juiste antwoord was: {answer}",
  "quiz-gone": "Ik vind deze quiz niet meer terug.",
  "result-title": "Quiz afgelopen",
  "result-counts":
    "{answers, plural, =0 {Deze keer heeft niemand geantwoord.} one {Eén antwoord, {right, plural, =0 {en het is niet juist} other {en het is juist}}.} other {# antwoorden, waarvan {right} juist.}}",
  "result-options": "Wat er gekozen werd",
  "result-option": "{option}: {count}",
  "result-right-option": "{option}: {count} (het juiste antwoord)",
  "progress-title": "Jouw quizzen",
  "progress-none": "Je hebt nog geen quizvraag beantwoord.",
  "progress-counts": "Je hebt {answered, plural, one {# vraag} other {# vragen}} beantwoord, waarvan {right} meteen juist.",
  "progress-reviews":
    "{count, plural, =0 {Er komt geen enkele vraag terug} one {Er komt nog één vraag terug} other {Er komen nog # vragen terug}}.",
  "board-title": "Quizpunten",
  "board-none": "Er zijn nog geen punten.",
  "campaign-closed": "{campaign}: dat was het",
  "campaign-steps":
    "Je kreeg {sent} van de {total} stappen, {quizzes, plural, =0 {zonder quiz} one {waarvan # quiz} other {waarvan # quizzen}}.",
  "campaign-people":
    "{people, plural, =0 {Niemand heeft de quizzen beantwoord.} one {Eén persoon deed mee: {answers, plural, one {# antwoord} other {# antwoorden}}, waarvan {right} juist.} other {# mensen deden mee: {answers, plural, one {# antwoord} other {# antwoorden}}, waarvan {right} juist.}}",
  "campaign-thanks": "Bedankt om mee te doen. Vragen blijven altijd welkom.",
  "campaign-progress": "{sent} van de {total} stappen verstuurd, {skipped} overgeslagen.",
  "campaign-next": "Volgende stap: {date}.",
  "campaign-over": "De campagne is afgelopen.",
};

const fr: Readonly<Record<Key, string>> = {
  "answer-right": "Exact !",
  "answer-wrong": "Pas tout à fait. La bonne réponse : {answer}",
  "answer-changed": "J’ai changé votre réponse.",
  "already-answered": "Vous avez déjà répondu à cette question : {answer}",
  "comes-back": "Cette question reviendra plus tard, avec /quiz, pour que vous la reteniez mieux.",
  "quiz-closed": "Ce quiz est terminé. La bonne réponse était : {answer}",
  "quiz-gone": "Je ne retrouve plus ce quiz.",
  "result-title": "Quiz terminé",
  "result-counts":
    "{answers, plural, =0 {Personne n’a répondu cette fois.} one {Une réponse, {right, plural, =0 {fausse} other {juste}}.} other {# réponses, dont {right, plural, one {# juste} other {# justes}}.}}",
  "result-options": "Les choix",
  "result-option": "{option} : {count}",
  "result-right-option": "{option} : {count} (la bonne réponse)",
  "progress-title": "Vos quiz",
  "progress-none": "Vous n’avez pas encore répondu à un quiz.",
  "progress-counts":
    "Vous avez répondu à {answered, plural, one {# question} other {# questions}}, dont {right, plural, one {# juste} other {# justes}} du premier coup.",
  "progress-reviews":
    "{count, plural, =0 {Aucune question ne reviendra} one {Une question reviendra} other {# questions reviendront}}.",
  "board-title": "Points des quiz",
  "board-none": "Il n’y a pas encore de points.",
  "campaign-closed": "{campaign} : c’est fini",
  "campaign-steps":
    "Vous avez reçu {sent, plural, one {# étape} other {# étapes}} sur {total}, {quizzes, plural, =0 {sans quiz} other {dont # quiz}}.",
  "campaign-people":
    "{people, plural, =0 {Personne n’a répondu aux quiz.} one {Une personne a participé : {right, plural, one {# réponse juste} other {# réponses justes}} sur {answers}.} other {# personnes ont participé : {right, plural, one {# réponse juste} other {# réponses justes}} sur {answers}.}}",
  "campaign-thanks": "Merci d’avoir participé. Les questions restent les bienvenues à tout moment.",
  "campaign-progress": "Étapes envoyées : {sent} sur {total} ; laissées de côté : {skipped}.",
  "campaign-next": "Prochaine étape : {date}.",
  "campaign-over": "La campagne est terminée.",
};

const de: Readonly<Record<Key, string>> = {
  "answer-right": "Richtig!",
  "answer-wrong": "Nicht ganz. Die richtige Antwort: {answer}",
  "answer-changed": "Ich habe Ihre Antwort geändert.",
  "already-answered": "Diese Frage haben Sie schon beantwortet: {answer}",
  "comes-back": "Diese Frage kommt später mit /quiz wieder, damit Sie sie sich besser merken.",
  "quiz-closed": "Dieses Quiz ist beendet. Die richtige Antwort war: {answer}",
  "quiz-gone": "Ich finde dieses Quiz nicht mehr.",
  "result-title": "Quiz beendet",
  "result-counts":
    "{answers, plural, =0 {Diesmal hat niemand geantwortet.} one {Eine Antwort, {right, plural, =0 {und sie ist nicht richtig} other {und sie ist richtig}}.} other {# Antworten, davon {right} richtig.}}",
  "result-options": "Was gewählt wurde",
  "result-option": "{option}: {count}",
  "result-right-option": "{option}: {count} (die richtige Antwort)",
  "progress-title": "Ihre Quizfragen",
  "progress-none": "Sie haben noch keine Quizfrage beantwortet.",
  "progress-counts":
    "Sie haben {answered, plural, one {# Frage} other {# Fragen}} beantwortet, davon {right} auf Anhieb richtig.",
  "progress-reviews":
    "{count, plural, =0 {Keine Frage kommt wieder} one {Eine Frage kommt noch einmal wieder} other {# Fragen kommen noch einmal wieder}}.",
  "board-title": "Quizpunkte",
  "board-none": "Es gibt noch keine Punkte.",
  "campaign-closed": "{campaign}: das war’s",
  "campaign-steps": "Sie haben {sent} von {total} Schritten bekommen, {quizzes, plural, =0 {ohne Quiz} other {davon # Quiz}}.",
  "campaign-people":
    "{people, plural, =0 {Niemand hat die Quizfragen beantwortet.} one {Eine Person hat mitgemacht: {answers, plural, one {# Antwort} other {# Antworten}}, davon {right} richtig.} other {# Personen haben mitgemacht: {answers, plural, one {# Antwort} other {# Antworten}}, davon {right} richtig.}}",
  "campaign-thanks": "Danke fürs Mitmachen. Fragen sind jederzeit willkommen.",
  "campaign-progress": "{sent} von {total} Schritten gesendet, {skipped} ausgelassen.",
  "campaign-next": "Nächster Schritt: {date}.",
  "campaign-over": "Die Kampagne ist beendet.",
};

export const sayOfQuiz = createCatalogue<Key>({ en, nl, fr, de });
