import type { Entry, Language, Pack } from "../../src/model.ts";

type Text = Pick<Entry, "title" | "questions" | "keywords" | "summary" | "points" | "steps" | "more" | "tips">;

interface Topic {
  readonly id: string;
  readonly area: string;
  readonly urgent?: boolean;
  readonly related: readonly string[];
  readonly reviewed?: string;
  readonly texts: Readonly<Record<Language, Partial<Text> & Pick<Text, "title" | "questions" | "summary">>>;
}

/** A pack that is not about security, so that the conversation code cannot rely on its subject. */
const TOPICS: readonly Topic[] = [
  {
    id: "flat-tyre",
    area: "trouble",
    urgent: true,
    related: ["no-such-entry", "flat-tyre", "stolen-bike", "bike-shed", "lease-a-bike"],
    reviewed: "2026-11-23",
    texts: {
      en: {
        title: "I have a flat tyre",
        questions: ["my tyre is flat, what now", "puncture on the way to work", "how do I repair a puncture"],
        keywords: ["puncture"],
        summary: "Walk the bike to the shed. The mechanic fixes a puncture for free.",
        steps: ["Stop riding at once.", "Walk the bike to the shed.", "Phone the mechanic, also in the weekend."],
        points: ["A repair takes an hour.", "A spare bike is ready at the desk."],
        more: ["The mechanic stocks inner tubes of all sizes."],
        tips: ["Check your tyres every month."],
      },
      nl: {
        title: "Ik heb een platte band",
        questions: ["mijn band is plat, wat nu", "lek onderweg naar het werk", "hoe herstel ik een lek"],
        keywords: ["lek"],
        summary: "Stap met de fiets naar de stalling. De hersteller maakt een lek gratis.",
        steps: ["Rij niet verder.", "Stap naar de stalling.", "Bel de hersteller, ook in het weekend."],
        points: ["Een herstelling duurt een uur.", "Aan de balie staat een reservefiets."],
        more: ["De hersteller heeft binnenbanden in alle maten."],
        tips: ["Kijk elke maand je banden na."],
      },
      fr: {
        title: "J’ai un pneu crevé",
        questions: ["mon pneu est crevé, que faire", "crevaison en route vers le bureau", "comment réparer une crevaison"],
        keywords: ["crevaison"],
        summary: "Amenez le vélo à l’abri. Le mécanicien répare une crevaison gratuitement.",
        steps: ["Ne roulez plus.", "Amenez le vélo à l’abri.", "Appelez le mécanicien, même le week-end."],
        points: ["Une réparation prend une heure.", "Un vélo de réserve attend à l’accueil."],
        more: ["Le mécanicien a des chambres à air de toutes tailles."],
        tips: ["Vérifiez vos pneus chaque mois."],
      },
      de: {
        title: "Ich habe einen Platten",
        questions: ["mein Reifen ist platt, was nun", "Reifenpanne auf dem Weg zur Arbeit", "wie repariere ich eine Reifenpanne"],
        keywords: ["Reifenpanne"],
        summary: "Schieben Sie das Rad zum Unterstand. Der Mechaniker flickt eine Reifenpanne kostenlos.",
        steps: [
          "Fahren Sie nicht weiter.",
          "Schieben Sie das Rad zum Unterstand.",
          "Rufen Sie den Mechaniker an, auch am Wochenende.",
        ],
        points: ["Eine Reparatur dauert eine Stunde.", "Am Empfang steht ein Ersatzrad."],
        more: ["Der Mechaniker hat Schläuche in allen Größen."],
        tips: ["Prüfen Sie jeden Monat Ihre Reifen."],
      },
    },
  },
  {
    id: "stolen-bike",
    area: "trouble",
    urgent: true,
    related: ["bike-shed"],
    texts: {
      en: {
        title: "My bike was stolen",
        questions: ["somebody stole my bike", "my bike is gone from the shed", "report a stolen bike"],
        summary: "Report the theft to the police and tell the desk the frame number.",
        steps: ["Report the theft to the police.", "Give the frame number to the desk."],
      },
      nl: {
        title: "Mijn fiets is gestolen",
        questions: ["iemand heeft mijn fiets gestolen", "mijn fiets is weg uit de stalling", "diefstal van een fiets melden"],
        summary: "Meld de diefstal bij de politie en geef het framenummer aan de balie.",
        steps: ["Meld de diefstal bij de politie.", "Geef het framenummer aan de balie."],
      },
      fr: {
        title: "On a volé mon vélo",
        questions: ["quelqu’un a volé mon vélo", "mon vélo a disparu de l’abri", "signaler le vol d’un vélo"],
        summary: "Signalez le vol à la police et donnez le numéro de cadre à l’accueil.",
        steps: ["Signalez le vol à la police.", "Donnez le numéro de cadre à l’accueil."],
      },
      de: {
        title: "Mein Rad wurde gestohlen",
        questions: ["jemand hat mein Rad gestohlen", "mein Rad ist aus dem Unterstand weg", "einen Raddiebstahl melden"],
        summary: "Melden Sie den Diebstahl der Polizei und nennen Sie dem Empfang die Rahmennummer.",
        steps: ["Melden Sie den Diebstahl der Polizei.", "Nennen Sie dem Empfang die Rahmennummer."],
      },
    },
  },
  {
    id: "bike-shed",
    area: "parking",
    related: ["shed-rules", "stolen-bike"],
    texts: {
      en: {
        title: "The bike shed",
        questions: ["where is the bike shed", "where can I park my bike", "parking for bicycles"],
        summary: "The shed stands behind building B and opens with your badge.",
        points: ["It is open day and night.", "Chargers for batteries hang on the wall."],
      },
      nl: {
        title: "De fietsenstalling",
        questions: ["waar is de fietsenstalling", "waar kan ik mijn fiets parkeren", "parking voor fietsen"],
        summary: "De stalling staat achter gebouw B en gaat open met je badge.",
        points: ["Ze is dag en nacht open.", "Aan de muur hangen laders voor batterijen."],
      },
      fr: {
        title: "L’abri à vélos",
        questions: ["où est l’abri à vélos", "où garer mon vélo", "parking pour vélos"],
        summary: "L’abri se trouve derrière le bâtiment B et s’ouvre avec votre badge.",
        points: ["Il est ouvert jour et nuit.", "Des chargeurs de batteries sont fixés au mur."],
      },
      de: {
        title: "Der Fahrradunterstand",
        questions: ["wo ist der Fahrradunterstand", "wo parke ich mein Rad", "Parkplatz für Räder"],
        summary: "Der Unterstand steht hinter Gebäude B und öffnet sich mit dem Ausweis.",
        points: ["Er ist Tag und Nacht offen.", "An der Wand hängen Ladegeräte für Akkus."],
      },
    },
  },
  {
    id: "shed-rules",
    area: "parking",
    related: ["bike-shed"],
    texts: {
      en: {
        title: "Rules of the shed",
        questions: [
          "what are the rules of the shed",
          "fine for a scooter in the shed",
          "penalty for leaving a wreck in the shed",
        ],
        summary: "Scooters and wrecks are not allowed; whoever leaves one pays a fine of 20 euro.",
      },
      nl: {
        title: "Regels van de stalling",
        questions: [
          "wat zijn de regels van de stalling",
          "boete voor een scooter in de stalling",
          "straf voor een wrak in de stalling",
        ],
        summary: "Scooters en wrakken mogen niet; wie er een achterlaat, betaalt een boete van 20 euro.",
      },
      fr: {
        title: "Le règlement de l’abri",
        questions: [
          "quel est le règlement de l’abri",
          "amende pour un scooter dans l’abri",
          "sanction pour une épave dans l’abri",
        ],
        summary: "Les scooters et les épaves sont interdits ; qui en laisse une paie une amende de 20 euros.",
      },
      de: {
        title: "Regeln des Unterstands",
        questions: [
          "welche Regeln gelten im Unterstand",
          "Bußgeld für einen Roller im Unterstand",
          "Strafe für ein Wrack im Unterstand",
        ],
        summary: "Roller und Wracks sind nicht erlaubt; wer eines stehen lässt, zahlt ein Bußgeld von 20 Euro.",
      },
    },
  },
  {
    id: "lease-a-bike",
    area: "money",
    related: ["winter-tyres"],
    texts: {
      en: {
        title: "Leasing a bike",
        questions: ["how do I lease a bike", "electric bicycle lease contract", "lease through my salary"],
        summary: "Sign the lease contract at the salary office; it runs for three years.",
        points: ["The contract covers insurance.", "It ends when you leave the company."],
        more: ["A lease can be bought off at the end."],
      },
      nl: {
        title: "Een fiets leasen",
        questions: ["hoe kan ik een fiets leasen", "leasecontract voor een elektrische fiets", "leasing via mijn loon"],
        summary: "Teken het leasecontract bij de loondienst; het loopt drie jaar.",
        points: ["Het contract omvat een verzekering.", "Het eindigt als je vertrekt."],
        more: ["Op het einde kun je de fiets overnemen."],
      },
      fr: {
        title: "Prendre un vélo en leasing",
        questions: [
          "comment prendre un vélo en leasing",
          "contrat de leasing pour un vélo électrique",
          "leasing via mon salaire",
        ],
        summary: "Signez le contrat de leasing au service des salaires ; il court trois ans.",
        points: ["Le contrat comprend une assurance.", "Il prend fin à votre départ."],
        more: ["À la fin, vous pouvez racheter le vélo."],
      },
      de: {
        title: "Ein Rad leasen",
        questions: ["wie lease ich ein Rad", "Leasingvertrag für ein elektrisches Rad", "Leasing über mein Gehalt"],
        summary: "Unterschreiben Sie den Leasingvertrag im Lohnbüro; er läuft drei Jahre.",
        points: ["Der Vertrag umfasst eine Versicherung.", "Er endet mit Ihrem Austritt."],
        more: ["Am Ende können Sie das Rad übernehmen."],
      },
    },
  },
  {
    id: "winter-tyres",
    area: "money",
    related: [],
    texts: {
      en: {
        title: "Winter tyres",
        questions: ["do I get winter tyres", "studded tyres for snow", "who pays for winter tyres"],
        summary: "Spikes for snow are lent from November to March.",
      },
    },
  },
];

export const LANGUAGES = ["en", "nl", "fr", "de"] as const;

export const BICYCLE_PACK: Pack = {
  id: "bicycles",
  name: { en: "Bicycles at work", nl: "Fietsen op het werk", fr: "Le vélo au travail", de: "Das Rad bei der Arbeit" },
  languages: LANGUAGES,
  defaultLanguage: "en",
  areas: [
    {
      id: "trouble",
      title: { en: "Breakdown and theft", nl: "Pech en diefstal", fr: "Panne et vol", de: "Panne und Diebstahl" },
    },
    { id: "parking", title: { en: "Parking", nl: "Parkeren", fr: "Stationnement", de: "Abstellen" } },
    { id: "money", title: { en: "Costs and salary", nl: "Kosten en loon", fr: "Coûts et salaire", de: "Kosten und Gehalt" } },
  ],
  contacts: [
    {
      title: { en: "Bike desk", nl: "Fietsbalie", fr: "Accueil vélo", de: "Radempfang" },
      when: { en: "on working days", nl: "op werkdagen", fr: "les jours ouvrables", de: "an Werktagen" },
      phone: { en: "02 555 01 02" },
      email: { en: "bikes@example.org", nl: "fietsen@example.org" },
      url: { en: "https://bikes.example.org" },
    },
  ],
  entries: TOPICS.flatMap(({ id, area, urgent = false, related, reviewed, texts }) =>
    Object.entries(texts).map(
      ([language, text]): Entry => ({
        keywords: [],
        points: [],
        steps: [],
        more: [],
        tips: [],
        ...text,
        id,
        area,
        language,
        urgent,
        related,
        quiz: [],
        facts: [],
        sources: [{ title: `Handbook, ${text.title}`, url: `https://handbook.example.org/${id}`, asOf: "2026-02" }],
        ...(reviewed === undefined ? {} : { reviewed }),
      }),
    ),
  ),
};
