import type { Lexicon } from "../../conversation/phrases/lexicon.ts";

export const fr: Lexicon = {
  stopWords: `le la les l un une des du de d au aux ce cet cette ces c ça ca cela ceci celui celle ceux celles ci là y en il elle ils elles on je j tu vous nous me m te t se s moi toi lui leur leurs eux soi
    mon ma mes ton ta tes son sa ses notre nos votre vos qui que qu quoi dont où quand comment pourquoi combien quel quelle quels quelles lequel laquelle lesquels
    est es suis sommes êtes sont était étaient été être sera serait seront soit ai as a avons avez ont avait avaient eu avoir aura aurait fait fais faites font faire faut fallait falloir
    peut peux pouvez pouvons peuvent pourrait pourrais pourriez pouvoir dois doit devez devons doivent devrait devrais devriez devoir veut veux voulez veulent voudrais vouloir va vais vas allez allons vont aller allait
    vient viens venez viennent venir dit dis dites dire dites sait sais savez savoir trouve trouver trouvé donne donner donnez donné met mettre mis prend prendre pris voit voir vu
    montre montrer montrez passe passer passé passent arrive arriver arrivé suivre suit respecter respecte sert servir utilise utiliser marche marcher fonctionne appelle s'appelle signifie veux existe exister reste rester semble parle parler demande demander cherche cherchent chercher
    et ou mais donc or ni car si alors comme lorsque puisque parce afin ainsi de dans en sur sous avec sans pour par contre vers chez entre depuis pendant avant après dès jusque jusqu selon via hors malgré
    ne n pas plus moins jamais rien personne aucun aucune tout tous toute toutes quelque quelques quelqu chose choses même mêmes autre autres chaque plusieurs certain certains très trop peu beaucoup bien mal mieux aussi encore déjà toujours souvent parfois ici vraiment
    juste seulement exactement actuellement maintenant aujourd hui hier demain vite rapidement bientôt tard tôt puis ensuite enfin premier première deux trois dernier dernière nouveau nouvelle nouveaux nouvelles ancien bon bonne bons bonnes mauvais meilleur grand grande petit petite long longue
    oui non ok d'accord accord merci bonjour salut svp stp s'il plaît plait genre sorte sortes type types façon manière exemple exemples différence équivalent alternative version versions cas point question questions réponse
    fois jour jours semaine semaines mois an ans année années minute minutes récent récente gens personne quelqu'un concernant dedans dessus`,
  pronouns: "ça ca cela ceci celui celle ceux celles il elle ils elles y là lui leur eux dedans dessus là-dedans ces",
  firstPerson: "je j moi me m mon ma mes nous notre nos on",
  continuations: [
    "et|mais|donc|alors|aussi|ou|puis|plus",
    "et (si|pour|alors|puis)",
    "qu'en est-il",
    "(ok|d'accord|super|merci|bien|cool) (et|mais|alors|donc)",
    "dans ce cas",
    "même si",
    "par exemple",
    "c'est (qui|quoi|où|quand|combien|obligatoire|grave|vrai)",
    "(est-ce|est-il|est-elle|sont-ils|sont-elles|a-t-il|a-t-elle|ont-ils|peut-il|doit-il|faut-il)",
  ],
  conjunctions: [
    "et aussi|et puis|et|aussi|plus|ainsi que|puis|en plus|au fait|autre question|deuxième question|deuxièmement|par ailleurs|sinon",
  ],
  questions: [
    "[à|de|d'|en|pour|par|avec|sur|sous|dans|chez|vers|depuis|dès|jusqu'à|contre|selon|auprès de] (que|qu'|quoi|qui|quand|où|pourquoi|comment|combien|quel|quelle|quels|quelles|lequel|laquelle|lesquels|lesquelles)",
    "est-ce",
    "c'est (quoi|qui|où|quand|combien|légal|obligatoire|vrai|grave)",
    "(y a-t-il|il y a)",
    "(faut-il|dois-je|doit-on|peut-on|puis-je|peux-je|devons-nous|pouvons-nous|suis-je|sommes-nous|a-t-on|ai-je|avons-nous|existe-t-il|est-il|est-elle|sont-ils|sont-elles|a-t-il|a-t-elle|ont-ils|ont-elles|peut-il|peuvent-ils|doit-il|doivent-ils|va-t-on|a-t-elle|risque-t-on)",
    "(on|je|il) (peut|peux|doit|dois|faut|risque)",
  ],
  requests: [
    "(dis|dites|explique|expliquez|décris|décrivez|parle|parlez|raconte|racontez|résume|résumez|définis|définissez) [moi|nous]",
    "(donne|donnez|montre|montrez) [moi|nous] (un aperçu|un résumé|un exemple|des exemples|les (règles|étapes|grandes lignes)|la (liste|différence))",
    "(je (voudrais|veux|souhaite)|j'aimerais) [bien] savoir",
    "je me demandais",
    "(peux-tu|pouvez-vous|tu peux|vous pouvez|pourrais-tu|pourriez-vous) [me|m'|nous] (dire|expliquer|décrire|parler|résumer|préciser|aider|donner un exemple)",
  ],
  offTopic: [
    "(quelle heure|quel jour) (est-il|il est|est-on|on est|sommes-nous)",
    "il est quelle heure",
    "(quel temps fait-il|il fait quel temps|il pleut|pleut-il|il fait (froid|chaud))",
    "(peux-tu|pouvez-vous|tu peux|vous pouvez|pourrais-tu|pourriez-vous|tu pourrais|vous pourriez|veux-tu|voulez-vous) [me|m'|nous|aussi|le|la|l'|les] (réserver|commander|acheter|envoyer|écrire|rédiger|faire|créer|construire|réparer|réinitialiser|appeler|installer|ouvrir|supprimer|traduire|générer|pirater|apporter|imprimer|planifier|programmer|organiser|préparer|trouver|donner|montrer|changer)",
    "(réserve|réservez|commande|commandez|achète|achetez|envoie|envoyez|écris|écrivez|rédige|rédigez|fais|faites|crée|créez|répare|réparez|installe|installez|génère|générez|apporte|apportez|imprime|imprimez|traduis|traduisez|donne|donnez|montre|montrez) [moi|nous|le|la|l'] [un|une|des|le|la|les|mon|ma|mes|comment]",
  ],
  incidents: [
    "[oui|oups|zut|mince|aïe|mais|et|désolé|trop tard|merde] (j'ai|nous avons|on a|j'avais|je viens de|on vient de) [déjà|tout|bien|cliqué|payé|donné|tapé|encodé|ouvert]",
    "(oups|zut|mince|aïe|trop tard|merde|au secours)",
    "c'est (trop tard|déjà fait)",
    "déjà (fait|payé|cliqué|envoyé)",
  ],
  ellipses: [
    {
      asks: [
        "(et si|que se passe-t-il si|qu'est-ce qui se passe si|si) (je|on|nous|l'on|une entreprise|quelqu'un|ils) (ne|n'|refuse|refusons|ignore|ignorons|oublie)",
        "sinon|si non",
        "sinon quoi",
        "(on|nous|je) (risque|risquons) quoi",
        "(que|qu'est-ce que) (risque-t-on|risquons-nous|je risque|on risque)",
        "quelles (sont|seraient) les (conséquences|sanctions|risques)",
        "(on peut|peut-on|je peux|puis-je) [l'] ignorer (ça|cela)",
      ],
      means: "amende amendes sanction sanctions peine peines conséquences",
    },
    {
      asks: [
        "(à qui|auprès de qui) (dois-je|je dois|faut-il|il faut|doit-on|on doit|puis-je|peut-on|est-ce que je dois) [le|la|l'|les|en] (dire|signaler|déclarer|notifier|parler|prévenir|annoncer|envoyer|transmettre)",
        "qui (dois-je|je dois|faut-il|il faut|doit-on|on doit) [en] (prévenir|avertir|informer|contacter|appeler|alerter)",
        "(je|on) (prévient|préviens|avertit|avertis|contacte) qui",
        "où (dois-je|faut-il|je|on|puis-je|peut-on) [le|la|l'|les] (signaler|signale|déclarer|déclare|envoyer|envoie|notifier|porter plainte)",
        "(je|on) [le|la|l'|les] (signale|déclare|envoie|dit) (où|à qui)",
        "(faut-il|doit-on|dois-je) [le|la|l'] (signaler|déclarer|notifier)",
      ],
      means: "signaler signalement où signaler qui prévenir contact",
    },
    {
      asks: [
        "(pour quand|jusqu'à quand|dans quel délai|sous quel délai|en combien de temps|combien de temps|sous combien de temps)",
        "(quel est le|y a-t-il un) délai",
        "c'est pour quand",
      ],
      means: "délai échéance heures jours dans quel délai",
    },
    {
      asks: [
        "(qu'est-ce qui|que|qu'est-ce qu'il) (vient|est venu|s'est passé|y a|y a eu|suit|a suivi) [après|ensuite|depuis]",
        "et (après|ensuite|depuis)",
        "(y a-t-il|il y a) (un successeur|une suite|un nouveau|une nouvelle)",
      ],
      means: "après depuis suite nouveau nouvelle successeur",
    },
    {
      asks: [
        "[tu as|vous avez|as-tu|avez-vous|y a-t-il|donne|donnez] [moi] (un|des|d'autres|quelques) [autre|autres] (exemple|exemples|cas) [récent|récents|concret|concrets]",
        "par exemple",
        "comme (quoi|qui)",
      ],
      means: "exemple cas incident attaque",
    },
    {
      asks: ["(combien ça coûte|ça coûte combien|c'est gratuit|est-ce gratuit|c'est payant|combien cela coûte)"],
      means: "coût prix gratuit argent",
    },
    {
      asks: [
        "(ça|cela|est-ce que ça|est-ce que cela) (s'applique|vaut|compte|concerne)",
        "(sommes-nous|on est|nous sommes|suis-je|est-on) [aussi] (concernés|concerné|visés|visé|soumis)",
        "et (nous|moi|pour nous|pour moi|notre entreprise|les petites entreprises|les pme)",
      ],
      means: "applicable concerné champ d'application qui doit",
    },
    {
      asks: [
        "comment [l'] (éviter|empêcher|prévenir|s'en protéger|me protéger|se protéger|nous protéger|m'en protéger)",
        "comment (puis-je|peut-on|je peux|on peut) (éviter|empêcher|me protéger|nous protéger|se protéger)",
      ],
      means: "prévenir protéger éviter mesures sécurité",
    },
  ],
};
