import type { Lexicon } from "../../conversation/phrases/lexicon.ts";

export const de: Lexicon = {
  stopWords: `der die das den dem des ein eine einen einem einer eines dies diese dieser dieses diesen diesem jene jener jenes es er sie ihn ihm ihr ihre ihren ihrem ihrer ihnen sein seine seinen seinem ich mich mir mein meine meinen meinem meiner
    du dich dir dein deine wir uns unser unsere unseren unserem unserer euch euer man jemand jemanden jemandem niemand etwas was nichts alles alle allen aller wer wen wem wessen wann wo wohin woher warum wieso weshalb wie welche welcher welches welchen welchem wieviel
    wofür womit worüber worauf wovon wozu da dort hier dorthin hierhin davon damit dafür darüber dazu dabei danach dagegen darauf daran daraus darin dadurch daher darum
    bin bist ist sind seid war waren wäre wären gewesen sein habe hast hat haben habt hatte hatten hätte gehabt werde wirst wird werden wurde wurden würde würden geworden kann kannst können konnte könnte könnten muss musst müssen musste müsste soll sollst sollen sollte sollten darf dürfen durfte dürfte
    will willst wollen wollte möchte möchten gehe geht gehen ging gegangen komme kommt kommen kam gekommen mache machst macht machen machte gemacht tue tut tun tat getan gebe gibst gibt geben gab gegeben sage sagst sagt sagen sagte gesagt weiß weißt wissen wusste frage fragt fragen finden fand
    nehme nimmt nehmen nahm sehe sieht sehen sah lasse lässt lassen steht stehen stand bleibt bleiben brauche brauchst braucht brauchen benutze benutzt benutzen funktioniert funktionieren passiert passieren passierte heißt heißen bedeutet bedeuten meint meinen zeige zeigt zeigen befolgen befolge einhalten beachten gilt gelten erklärt erklären
    und oder aber denn wenn als ob dass weil obwohl während bis bevor nachdem damit sondern also so von vom vor mit ohne auf in im ins an am aus bei beim nach zu zum zur um über unter zwischen gegen durch für seit per pro via außer wegen trotz laut
    nicht kein keine keinen keinem keiner nur auch noch schon immer nie niemals manchmal oft wieder zurück jetzt gleich später heute morgen gestern sofort schnell bald hier sehr ganz echt genau eigentlich einfach vielleicht mal eben doch ja nein nee mehr meist weniger viel viele vielen wenig wenige paar einige
    andere anderen anderer anderes selbst selber gleiche beide jede jeder jedes erste zweite dritte letzte nächste neu neue neuen neuer neues alt alte gut gute guten schlecht besser beste groß große klein kleine lang lange kurz kurze solche sowas ok okay oh danke bitte hallo hi moin
    ding dinge sache sachen art arten weise beispiel beispiele unterschied unterschiede äquivalent gegenstück alternative version versionen fall fälle punkt frage fragen antwort
    mal tag tage tagen woche wochen monat monate monaten jahr jahre jahren minute minuten stunde stunden letztens kürzlich leute person menschen zwei drei bezüglich überhaupt`,
  pronouns:
    "es er ihn ihm ihnen dies diese dieser dieses jene denen dort dorthin da davon damit dafür darüber dazu dabei danach dagegen darauf daran daraus darin dadurch solche sowas",
  firstPerson: "ich mich mir mein meine meinen meinem meiner wir uns unser unsere unseren unserem unserer",
  continuations: [
    "und|aber|also|auch|oder|dann|plus",
    "was ist mit",
    "wie (ist|sieht|sieht es|steht es|ist das) [bei|mit]",
    "was wenn",
    "(ok|okay|gut|super|danke) (und|aber|dann|also)",
    "in dem fall",
    "in diesem fall",
    "selbst wenn",
    "zum beispiel",
    "(ist|war|sind|muss|kann|darf|gilt|hat|haben|kostet) (das|es|dies|er|sie)",
  ],
  conjunctions: [
    "und auch|und dann|und|plus|auch|außerdem|sowie|ach und|übrigens|noch eine frage|zweite frage|zweitens|ausserdem|desweiteren|des weiteren",
  ],
  questions: [
    "[in|im|auf|an|am|für|von|mit|bei|nach|durch|gegen|ab|unter|bis|seit|über|zu|aus|um] (was|wer|wen|wem|wessen|wann|wo|wohin|woher|warum|wieso|weshalb|wie|wieviel|welche|welcher|welches|welchen|welchem|wofür|womit|worüber|wozu)",
    "(ist|bin|sind|war|waren|kann|kannst|können|muss|müssen|soll|sollen|sollte|darf|dürfen|hat|habe|haben|hatte|gibt|gilt|gelten|wird|werden|wurde|würde|brauche|brauchen|braucht|besteht|macht|funktioniert|fällt|fallen|zählt|stimmt) (ich|du|er|sie|es|wir|man|das|der|die|dies|diese|ein|eine|mein|meine|unser|unsere|jemand|auch|noch|dafür|dann|dort)",
    "(gibt es|gibt's|ist|sind|darf|muss|kann|hat)",
  ],
  requests: [
    "(sag|sage|sagen sie|erklär|erkläre|erklären sie|beschreib|beschreibe|beschreiben sie|nenne|nennen sie|erzähl|erzähle|erzählen sie|definiere|fasse|fassen sie) [mir|uns]",
    "(gib|geben sie|zeig|zeige|zeigen sie) [mir|uns] (einen überblick|eine übersicht|eine zusammenfassung|ein beispiel|beispiele|die (regeln|schritte|liste|wichtigsten))",
    "ich (möchte|will|würde gern|würde gerne) [gern|gerne] [mehr] wissen",
    "ich habe mich gefragt",
    "(kannst du|können sie|könntest du|könnten sie) [mir|uns|das] [bitte|kurz] [<words>] (sagen|erklären|beschreiben|erläutern|zusammenfassen|helfen|nennen)",
  ],
  offTopic: [
    "wie (spät|viel uhr) ist es",
    "(welcher tag|welches datum) ist (es|heute)",
    "wie ist das wetter",
    "regnet es",
    "ist es (kalt|warm|schon freitag|freitag)",
    "(kannst du|können sie|könntest du|könnten sie|würdest du|würden sie) [<words>] (bestellen|buchen|kaufen|schicken|senden|schreiben|verfassen|machen|bauen|erstellen|reparieren|zurücksetzen|anrufen|installieren|öffnen|löschen|übersetzen|hacken|bringen|drucken|planen|reservieren|besorgen|holen|geben|zeigen|organisieren)",
    "(bestell|bestelle|buch|buche|kauf|kaufe|schick|schicke|schreib|schreibe|mach|mache|bau|baue|erstell|erstelle|reparier|repariere|installier|installiere|generier|generiere|bring|bringe|druck|drucke|plan|plane|reservier|reserviere|übersetz|übersetze|gib|zeig|zeige) [mir|uns] [doch|mal|jetzt|bitte|nun] [mir] (ein|eine|einen|den|die|das|mein|meine|meinen|mir|uns|wie)",
    "(bestellen|buchen|kaufen|schicken|schreiben|erstellen|reservieren|geben|zeigen) sie [mir|uns] [doch|mal|bitte] (ein|eine|einen|den|die|das|mein|meine|meinen|wie)",
  ],
  incidents: [
    "[ja|oh|oje|ups|hoppla|mist|hilfe|aber|und|zu spät|scheiße] (ich|wir) (habe|hab|haben|hatte|bin) [es|das|schon|bereits|mein|meine|leider|gerade|dort|da]",
    "(ups|hoppla|mist|hilfe|oje|zu spät|scheiße)",
    "[jetzt] ist es [schon] zu spät",
    "(schon|bereits) (gemacht|passiert|bezahlt|geklickt|überwiesen|eingegeben)",
  ],
  ellipses: [
    {
      asks: [
        "(was|was passiert) wenn (ich|wir|man|jemand|sie|eine firma|niemand) [das|es|uns|mich|sich|da|dies] (nicht|nichts|ignoriere|ignorieren|ignoriert|vergesse|vergessen)",
        "wenn (ich|wir|man) [das|es] nicht",
        "was passiert (sonst|dann)",
        "sonst|ansonsten",
        "was (riskiere|riskieren|droht|drohen) (ich|wir|uns|mir)",
        "was sind die (folgen|konsequenzen|risiken)",
        "(kann|können) (ich|wir) (das|es) [einfach] ignorieren",
      ],
      means: "strafe strafen bußgeld geldbuße sanktion sanktionen folgen",
    },
    {
      asks: [
        "(wem|an wen) (muss|soll|kann|sollte|müssen|sollen) (ich|wir) (das|es|das dann|den) [dann] (melden|sagen|mitteilen|weiterleiten|schicken|anzeigen)",
        "(wen) (muss|soll|kann|müssen|sollen) (ich|wir) [dann|da] (informieren|benachrichtigen|verständigen|warnen|anrufen|kontaktieren)",
        "wo (muss|soll|kann|melde|zeige) (ich|wir) (das|es|sie|ihn) [dann] [melden|anzeigen|an]",
        "(muss|müssen) (ich|wir) (das|es) melden",
        "wem (melde|sage) ich (das|es)",
      ],
      means: "melden meldung wo melden wen informieren kontakt",
    },
    {
      asks: [
        "(bis wann|wie schnell|wie lange|in welcher frist|innerhalb welcher frist)",
        "(was ist die|gibt es eine) frist",
        "wie viel zeit",
      ],
      means: "frist stunden tage innerhalb wie schnell",
    },
    {
      asks: [
        "was (kam|kommt|folgt|folgte|geschah|passierte) (danach|dann|nachher|als nächstes)",
        "und (danach|dann|nachher)",
        "gibt es (einen nachfolger|eine nachfolge|eine neue|ein neues)",
      ],
      means: "nach danach nachfolger neue",
    },
    {
      asks: [
        "[hast du|haben sie|gibt es|nenne|nenn] [mir] (ein|einen|einige|ein paar|weitere) [aktuelles|konkretes|anderes|aktuellen|konkreten|anderen] (beispiel|beispiele|fall|fälle)",
        "zum beispiel",
        "wie (was|wer) [zum beispiel]",
      ],
      means: "beispiel fall vorfall angriff",
    },
    {
      asks: ["(was|wie viel|wieviel) kostet (das|es)", "(ist das|ist es) (gratis|kostenlos|umsonst)"],
      means: "kosten preis kostenlos geld",
    },
    {
      asks: [
        "(gilt|betrifft|zählt) (das|es|uns|mich) [auch] [für]",
        "(sind|bin) (wir|ich) [auch] [da|davon] (betroffen|gemeint)",
        "(und|was ist mit) (uns|wir|mir|unserer firma|kleinen firmen|kmu)",
      ],
      means: "anwendungsbereich gilt betroffen wer muss",
    },
    {
      asks: [
        "wie (kann|können|schütze|schützen|vermeide|vermeiden|verhindere|verhindern) (ich|wir|man) (das|es|mich|uns|sich) [besser] [davor] [schützen|verhindern|vermeiden]",
      ],
      means: "vorbeugen schützen vermeiden maßnahmen sicherheit",
    },
  ],
};
