import type { MessageKey } from "../en/messages.ts";

export const fr: Readonly<Record<MessageKey, string>> = {
  "heading.points": "L’essentiel",
  "heading.steps": "Que faire",
  "heading.sources": "Sources",
  "heading.contacts": "Qui peut vous aider",
  "heading.examples": "Par exemple :",
  "heading.kept": "Ce que je garde",

  "button.more": "Plus",
  "button.sources": "Sources",
  "button.helpful": "Utile",
  "button.not-helpful": "Pas utile",
  "button.why": "Pourquoi ?",
  "button.person": "Parler à quelqu’un",
  "button.share": "Partager",
  "button.full": "Réponse complète",
  "button.topics": "Thèmes",
  "button.help": "Aide",
  "button.settings": "Langue",
  "button.privacy": "Vie privée",
  "button.erase": "Effacer mes données",
  "button.automatic": "La langue de ma question",

  "footnote.reviewed": "Vérifié le {date}",
  "footnote.other-language": "Je n’ai pas encore cette réponse en {wanted}, la voici donc en {given}",
  "footnote.shared": "Partagé depuis une réponse privée",

  "passage.body": "Voici ce que j’ai à ce sujet dans « {title} » :",
  "more.none": "Je n’ai rien de plus sur « {title} ».",
  "sources.title": "Sources de « {title} »",
  "sources.none": "Aucune source n’est indiquée pour « {title} ».",

  "choices.body": "Plusieurs réponses sont possibles. Laquelle vous intéresse ?",
  "choices.again": "Dites-moi d’abord de quel sujet il s’agit :",
  "choices.opened": "C’est peut-être ce que vous cherchez :",
  "choices.others": "Sinon, choisissez parmi ces sujets :",
  "unknown.body": "Je n’ai pas de réponse à cette question, et je préfère le dire plutôt que de deviner.",
  "unknown.nearest": "Voici les sujets les plus proches :",
  "unknown.elsewhere": "Vous pouvez parcourir les thèmes ou vous adresser à quelqu’un.",
  "unknown.no-words": "Il me faut quelques mots. Posez votre question à votre manière ou parcourez les thèmes.",
  "unknown.address":
    "Je ne peux pas ouvrir de liens. Si vous avez un doute, ne l’ouvrez pas et dites-moi avec vos mots ce que vous voulez savoir.",
  "none.body": "Désolé, ce n’était donc pas cela. Essayez d’autres mots, parcourez les thèmes ou adressez-vous à quelqu’un.",

  "smalltalk.greeting": "Bonjour ! Que souhaitez-vous savoir ?",
  "smalltalk.thanks": "Avec plaisir !",
  "smalltalk.acknowledgement": "Très bien. Je reste là si vous avez une autre question.",
  "smalltalk.farewell": "Au revoir, et prudence !",

  "help.title": "Comment me poser une question",
  "help.body":
    "Posez votre question à votre manière, en {languages} ; les fautes de frappe ne me gênent pas, et deux questions à la fois non plus. Je réponds avec des textes écrits et vérifiés par des personnes, et je le dis quand je ne sais pas.",
  "help.follow-up":
    "Après une réponse, vous pouvez dire « plus », « sources ? », « en néerlandais, svp » ou « à qui puis-je parler ? ».",
  "help.nudges": "Avec /nudge, j’envoie conseils, quiz et campagnes à heures fixes ; avec /quiz, je vous pose une question.",
  "topics.title": "Thèmes",
  "topics.body": "Choisissez un domaine ou posez simplement votre question.",
  "topics.area":
    "{count, plural, =0 {Je n’ai pas encore de réponses dans ce domaine.} one {J’ai # réponse dans ce domaine :} other {J’ai # réponses dans ce domaine :}}",
  "topics.rest":
    "{count, plural, one {# autre n’est pas affichée ici} other {# autres ne sont pas affichées ici}} : posez votre question à votre manière.",

  "person.title": "Parler à quelqu’un",
  "person.body": "Ces personnes et services peuvent prendre le relais.",
  "person.none": "Aucun contact n’est configuré. Le mieux est de commencer par votre équipe informatique ou sécurité.",
  "contact.when": "{title} ({when})",

  "why.title": "Pourquoi cette réponse",
  "why.matched":
    "J’ai affiché « {title} » à cause de ces mots de votre question : {words}. J’en étais sûr à {confidence} environ.",
  "why.resembles":
    "J’ai affiché « {title} » parce que votre question ressemble à celles qu’on pose à ce sujet. J’en étais sûr à {confidence} environ.",
  "why.picked": "J’ai affiché « {title} » parce que vous l’avez choisi.",
  "why.choices":
    "Plusieurs sujets étaient à peu près aussi proches de votre question, je vous ai donc laissé choisir : {titles}.",
  "why.unknown": "Aucun sujet n’était assez proche de votre question.",
  "why.method": "Je compare vos mots aux questions que l’on pose sur chaque sujet. Aucun modèle de langage n’intervient.",
  "why.nothing": "Je ne sais plus de quelle réponse il s’agit. Reposez votre question, puis demandez « pourquoi ? ».",

  "feedback.helpful": "Merci, c’est bon à savoir !",
  "feedback.not-helpful":
    "Merci de me l’avoir dit : cela aide à améliorer la réponse. Vous trouverez peut-être ici ce qu’il vous faut ; sinon, adressez-vous à quelqu’un.",
  "feedback.not-helpful-alone":
    "Merci de me l’avoir dit : cela aide à améliorer la réponse. Vous pouvez aussi vous adresser à quelqu’un.",

  "privacy.title": "Votre vie privée",
  "privacy.body": "Je fonctionne sans modèle de langage, et je ne transmets rien de ce que vous demandez.",
  "privacy.questions": "Votre question elle-même n’est pas conservée.",
  "privacy.context":
    "Pour que vous puissiez poursuivre : les derniers sujets affichés et les mots de ces sujets qui correspondaient. {hours, plural, one {Effacés après une heure} other {Effacés après # heures}}.",
  "privacy.language":
    "La langue que vous avez choisie, si vous en avez choisi une, jusqu’à ce que vous la changiez ou l’effaciez.",
  "privacy.feedback":
    "Votre « utile » ou « pas utile », avec la raison si vous l’avez donnée. Si vous effacez vos données, on n’y voit plus de qui il vient.",
  "privacy.nudges":
    "Les rappels que vous mettez en place et vos réponses aux quiz : sans votre nom, sauf si votre équipe a activé les points. Jusqu’à ce que vous les supprimiez ou les effaciez.",
  "erase.done": "C’est fait : j’ai oublié ce que je gardais à votre sujet.",

  "settings.title": "Langue",
  "settings.body": "Dans quelle langue dois-je vous répondre ?",
  "settings.now": "Actuellement : {language}.",
  "settings.now-automatic": "Actuellement : la langue de chaque question.",
  "language.set": "Désormais, je vous réponds en {language} chaque fois que c’est possible.",
  "language.set-automatic": "Désormais, je réponds dans la langue de chaque question.",
  "language.ask": "Bien sûr. Posez votre question, je répondrai en {language}.",

  "home.body": "Posez-moi une question ou choisissez un domaine.",
  "home.tip": "Conseil du jour : {tip}",

  quoted: "« {text} »",

  failure: "Un problème est survenu de mon côté. Veuillez réessayer dans un instant.",
  "gone.entry": "Ce bouton vient d’un ancien message : ce sujet n’existe plus.",
  "gone.button": "Ce bouton vient d’un ancien message et ne fonctionne plus.",
  "gone.context": "Je ne vois pas bien de quoi il s’agit. Posez votre question, et nous partirons de là.",
  "gone.choice": "Il n’y en avait pas autant. Choisissez l’un de ceux-ci :",
};
