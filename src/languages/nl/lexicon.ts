import type { Lexicon } from "../../conversation/phrases/lexicon.ts";

export const nl: Lexicon = {
  stopWords: `de het een t n k m s r d l dat dit die deze daar hier er ik ikke me mij mijn mn je jij jou jouw jullie u uw ge gij hij zij ze hem haar hun hen zijn zn we wij ons onze men
    iemand niemand iets niets alles alle allemaal wie wat wanneer waar waarom hoe welk welke hoeveel waarvoor waarmee waarover waarop waarvan waaraan waarheen
    is ben bent was waren wordt worden werd werden geworden geweest zijnde heb hebt heeft hebben had hadden gehad kan kun kunt kunnen kon konden moet moeten moest moesten mag mogen
    mocht wil wilt willen wou wilde zal zult zullen zou zouden ga gaat gaan ging gingen gegaan kom komt komen kwam gekomen doe doet doen deed deden gedaan maak maakt maken maakte gemaakt
    krijg krijgt krijgen kreeg gekregen geef geeft geven gaf gegeven zeg zegt zeggen zei gezegd vertel vertelt vertellen weet weten wist vraag vraagt vragen neem neemt
    nemen nam zie ziet zien zag gezien laat laten staat staan stond zit zitten zet zetten blijft blijven gebruik gebruikt gebruiken werkt werken gebeurt gebeuren gebeurde gebeurd heet heten
    betekent bedoel bedoelt bestaat bestaan lijkt stel stelt hoort hoef hoeft hoeven moeite toon tonen geldt gelden volg volgen respecteer respecteren hou houd houdt houden
    en of maar want dus als dan toen omdat terwijl hoewel van voor met zonder op in aan uit bij naar om over onder tussen tegen tot door na sinds per te ter via buiten binnen rond langs
    niet geen wel ook nog al altijd nooit ooit soms vaak weer terug nu straks later vandaag morgen gisteren meteen direct snel gauw hier heel zeer erg echt precies juist eigenlijk
    gewoon misschien even eens toch maar meer meest minder veel weinig paar enkele sommige ander andere anders zelf zelfde beide elk elke ieder iedere iedereen eerste tweede laatste volgende vorige nieuw nieuwe oud oude
    goed goede slecht beter best groot grote klein kleine lang lange kort korte zoiets zo zulke ja nee neen ok oke oh bedankt dank merci hallo hoi dag alsjeblieft aub graag
    ding dingen zaak zaken soort soorten manier manieren voorbeeld voorbeelden verschil verschillen alternatief equivalent tegenhanger versie versies geval gevallen punt vraag antwoord
    keer dagen dag week weken maand maanden jaar jaren minuut minuten uur uren geleden onlangs recent mensen persoon een twee drie ervan ermee erover ervoor erna erop eruit daarmee daarover daarvoor daarna
    daarvan daarop daarbij hiervan hiermee hierover hiervoor hierbij in verband betreffende`,
  pronouns:
    "dat dit die deze ze zij hem hen hun er ervan ermee erover ervoor erna erop daar daarvan daarmee daarover daarvoor daarna daarop daarbij daartegen hiervan hiermee hierover hiervoor hierbij hiertegen zoiets",
  firstPerson: "ik me mij mijn mn wij we ons onze k",
  continuations: [
    "en|maar|dus|ook|of|dan|plus",
    "(wat|hoe) (als|met)",
    "hoe zit het (met|dan)",
    "wat nog",
    "(ok|oke|goed|bedankt|merci) (en|maar|dan|dus)",
    "(in|voor) dat geval",
    "zelfs als",
    "bijvoorbeeld",
    "(is|was|zijn|moet|kan|mag|geldt|heeft|werkt|hebben|doen|waren) (dat|dit|die|ze|zij|het|hij)",
  ],
  conjunctions: ["en ook|en dan|en|plus|ook|daarnaast|oh en|o en|trouwens|verder|nog een vraag|tweede vraag|ten tweede|alsook"],
  questions: [
    "[in|op|aan|voor|van|met|bij|naar|door|tegen|vanaf|onder|tot|sinds|over] (wat|wie|welk|welke|wanneer|waar|waarom|hoe|hoeveel|hoelang|waarvoor|waarmee|waarover|waarheen)",
    "(is|ben|bent|was|waren|zijn|kan|kun|kunt|kunnen|moet|moeten|mag|mogen|zal|zou|zullen|wil|heeft|hebt|heb|hebben|bestaat|bestaan|krijg|krijgt|krijgen|geldt|gelden|werkt|werken|doet|doen|hoort|valt|vallen|wordt|worden|hoef|hoeven|weet) (ik|je|jij|u|ge|we|wij|hij|zij|ze|het|er|dat|dit|de|die|mijn|onze|een|men|iemand|ook|nog|daar|dan)",
    "(is|zijn|bestaat|heeft|kan|moet|mag|krijg|hebben|moeten|mogen|kunnen)",
  ],
  requests: [
    "(vertel|leg uit|leg eens uit|beschrijf|omschrijf|verklaar|som op)",
    "(geef|toon) [me|mij] [eens] (een overzicht|een samenvatting|een voorbeeld|voorbeelden|de (regels|stappen|lijst|belangrijkste))",
    "ik (wil|wou|zou) [graag] [eens] [meer] [willen] weten",
    "ik vroeg me af",
    "(kan|kun|kunt|wil) (je|jij|u|ge) [me|mij|eens|dat|dit] [eens] (vertellen|uitleggen|zeggen|verduidelijken|samenvatten|helpen)",
    "graag (info|informatie|uitleg|een overzicht|een samenvatting)",
  ],
  offTopic: [
    "(hoe laat|welke dag|wat voor dag) is het",
    "(wat|hoe) is het weer",
    "regent het",
    "is het (koud|warm|al vrijdag|al weekend|vrijdag|weekend)",
    "(kan|kun|kunt|wil|wilt|zou) (je|jij|u|ge) [<words>] (bestellen|boeken|kopen|sturen|schrijven|opstellen|maken|bouwen|herstellen|resetten|bellen|installeren|openen|wissen|vertalen|hacken|brengen|printen|inplannen|regelen|reserveren|halen)",
    "(bestel|boek|koop|stuur|schrijf|maak|bouw|herstel|reset|installeer|genereer|breng|print|plan|reserveer|vertaal|geef|toon|regel) [me|mij|ons] [dan|eens|nu|even|ook] [eens|even] (een|de|het|mijn|die|dat|me|mij|ons|hoe)",
  ],
  incidents: [
    "[ja|oei|oeps|amai|help|maar|en|sorry|te laat|shit|verdorie] (ik|we|wij) (heb|hebben|had|ben|zijn) [het|dat|al|er|mijn|hem|op|net|daar]",
    "(oei|oeps|amai|help|shit|verdorie|te laat)",
    "het is te laat",
    "(al|reeds) (gedaan|gebeurd|betaald|geklikt|ingevuld|doorgegeven|verstuurd)",
  ],
  ellipses: [
    {
      asks: [
        "(wat als|wat gebeurt er als|en als) (ik|we|wij|je|men|iemand|een bedrijf|ze|niemand) [dat|dit|het|er|ons|me|zich|daar] (niet|niets|negeren|negeer|weigeren|weiger|vergeten|vergeet)",
        "(wat als|wat gebeurt er als|en als) (ik|we|wij|je|men|iemand|een bedrijf|ze) [<words>] (niet|niets)",
        "(wat als|wat gebeurt er als|en als) (ik|we|wij|je|men|iemand|een bedrijf|ze) (dat|dit|het|er|daar|ons) (niet|niets|negeren|negeer|weigeren|weiger)",
        "wat als (ik|we|wij|je|ze) niet",
        "wat riskeren (we|wij|ze)",
        "wat riskeer (ik|je)",
        "(anders|of anders) wat",
        "wat zijn de (gevolgen|risico's)",
        "mogen (we|wij) (dat|dit|het) negeren",
      ],
      means: "boete boetes straf straffen sanctie sancties gevolgen",
    },
    {
      asks: [
        "(aan|bij) wie (moet|kan|mag) (ik|we|wij) (dat|dit|het) [dan] (melden|zeggen|vertellen|aangeven|laten weten)",
        "wie (moet|moeten) (ik|we|wij) [dan] [daarvan|hiervan] (verwittigen|inlichten|waarschuwen|contacteren|op de hoogte brengen)",
        "waar (moet|kan|mag|meld|geef) (ik|we|wij) [dat|dit|het|hem|die] [dan]",
        "moet (ik|we) (dat|dit|het) melden",
        "moeten (we|wij) (dat|dit|het) melden",
        "wie verwittig ik",
      ],
      means: "melden melding waar melden wie verwittigen contact",
    },
    {
      asks: [
        "(tegen wanneer|tot wanneer|hoe snel|hoelang|hoe lang|binnen welke termijn)",
        "(wat is de|is er een) (deadline|termijn)",
        "hoeveel tijd",
      ],
      means: "termijn deadline uren dagen binnen hoe snel",
    },
    {
      asks: [
        "wat kwam [er] (daarna|erna|nadien)",
        "wat (komt|volgt) [er] (daarna|erna|nu)",
        "wat komt er daarna",
        "wat kwam er (daarna|erna|nadien)",
        "wat komt er (daarna|erna|nadien|nu)",
        "daarna|nadien",
        "wat gebeurde er (daarna|nadien|toen)",
        "is er een (opvolger|vervolg|nieuwe)",
      ],
      means: "na daarna opvolger nieuwe vervolg",
    },
    {
      asks: [
        "[heb je|is er|kan je|geef me|geef] [me] (een|een paar|enkele) [recent|concreet|ander|recente|concrete] (voorbeeld|voorbeelden|geval|gevallen)",
        "bijvoorbeeld",
        "zoals [wat|wie]",
      ],
      means: "voorbeeld geval incident aanval",
    },
    {
      asks: ["hoeveel kost (dat|dit|het)", "(is|zijn) (dat|dit|het|ze) gratis", "wat kost (dat|dit|het)"],
      means: "kosten prijs gratis geld",
    },
    {
      asks: [
        "(geldt|telt) (dat|dit|het) [ook] [voor|niet voor]",
        "(vallen|zijn) (we|wij) (daar|hier|er) [ook] (onder|bij)",
        "(en|wat met) (ons|wij|mij|ons bedrijf|kleine bedrijven|kmo's)",
      ],
      means: "toepassing van toepassing voor wie wie moet",
    },
    {
      asks: [
        "hoe (kan|kun|kunnen|moet|voorkom|vermijd|bescherm) (ik|je|we|wij|ge) (dat|dit|het|me|mij|ons|mezelf) [beter] [daartegen|hiertegen] [voorkomen|vermijden|beschermen]",
      ],
      means: "voorkomen beschermen vermijden maatregelen beveiliging",
    },
  ],
};
