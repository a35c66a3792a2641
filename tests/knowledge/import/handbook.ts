import { type DocxBlock, heading, link, list, paragraph, steps } from "./docx-file.ts";

/** A handbook for newcomers in French, as a personnel department writes it in a word processor. */
export const HANDBOOK: readonly (DocxBlock | readonly DocxBlock[])[] = [
  heading(0, "Guide du nouveau collaborateur"),
  paragraph("Bienvenue chez Wallotech. Ce guide répond aux questions que tout le monde se pose pendant les premières semaines."),

  heading(1, "Votre arrivée"),
  heading(2, "Votre premier jour"),
  paragraph(
    "Présentez-vous à l’accueil à 9 heures avec votre carte d’identité. Une personne des ressources humaines vient vous chercher et vous fait visiter le bâtiment.",
  ),
  paragraph("L’après-midi, vous recevez votre ordinateur et vous suivez une introduction d’une heure à la sécurité."),
  heading(2, "Votre badge"),
  paragraph(
    "Le badge se retire au bureau 0.12, au rez-de-chaussée, dès le premier matin. Il ouvre les portes entre 6 et 22 heures. En cas de perte, prévenez tout de suite l’accueil au 1234 : le badge sera bloqué et vous en aurez un nouveau le jour même.",
  ),
  heading(2, "Votre parrain ou marraine"),
  paragraph(
    "Pendant trois mois, un collègue expérimenté répond à vos questions et déjeune avec vous une fois par semaine. Son nom se trouve dans votre lettre de bienvenue.",
  ),

  heading(1, "Temps de travail"),
  heading(2, "Horaires"),
  paragraph(
    "L’horaire est flottant : vous arrivez entre 7 h 30 et 9 h 30 et vous partez entre 16 et 19 heures. Une semaine complète compte 38 heures.",
  ),
  heading(2, "Télétravail"),
  paragraph(
    "Vous pouvez travailler à la maison deux jours par semaine, après trois mois d’ancienneté et avec l’accord de votre responsable. Indiquez ces jours dans le calendrier de l’équipe.",
  ),
  heading(2, "Congés"),
  paragraph("Vous avez droit à 26 jours de congé par an. Les demandes se font dans l’application RH."),
  steps(
    "Ouvrez l’application RH.",
    "Choisissez les dates.",
    "Envoyez la demande à votre responsable.",
    "Attendez la confirmation avant de réserver un voyage.",
  ),
  heading(2, "Maladie"),
  paragraph(
    "Prévenez votre responsable avant 10 heures, par téléphone et non par courriel. À partir du deuxième jour, envoyez un certificat médical dans les 48 heures.",
  ),

  heading(1, "Argent"),
  heading(2, "Salaire"),
  paragraph(
    "Le salaire est versé l’avant-dernier jour ouvrable du mois. La fiche de paie se trouve dans votre coffre numérique.",
  ),
  heading(2, "Notes de frais"),
  paragraph(
    "Photographiez le ticket avec l’application de frais et envoyez-le avant la fin du mois. Le remboursement arrive avec le salaire suivant. ",
    link("Règlement des frais", "https://intranet.wallotech.example/frais"),
  ),
  heading(2, "Déplacements domicile-travail"),
  paragraph(
    "L’entreprise prend en charge la totalité de votre abonnement de train, de tram ou de bus. Pour le vélo, vous recevez une indemnité par kilomètre.",
  ),

  heading(1, "Informatique"),
  heading(2, "Matériel informatique"),
  paragraph(
    "L’ordinateur portable, le casque et l’écran vous sont prêtés. S’ils tombent en panne ou se cassent, apportez-les au service informatique, bureau 1.03.",
  ),
  heading(2, "Réseau et wifi"),
  paragraph(
    "Votre ordinateur se connecte tout seul au réseau WT-Interne. Pour votre téléphone personnel, utilisez WT-Invités ; le mot de passe change chaque lundi et s’affiche à l’accueil.",
  ),
  heading(2, "Courriels suspects"),
  paragraph(
    "Ne cliquez sur rien et n’ouvrez aucune pièce jointe. Transférez le message à phishing@wallotech.example, puis supprimez-le.",
  ),
  list("Une banque ne demande jamais de code par courriel.", "Le directeur ne vous demandera jamais un virement urgent."),

  heading(1, "Vie au bureau"),
  heading(2, "Repas de midi"),
  paragraph("Le restaurant du troisième étage sert un repas chaud de 12 à 14 heures. Vous payez avec votre badge."),
  heading(2, "Incendie et évacuation"),
  paragraph(
    "Quand la sirène retentit, quittez le bâtiment par l’escalier le plus proche, sans prendre l’ascenseur, et rejoignez le parking nord.",
  ),
  heading(2, "Accidents et premiers secours"),
  paragraph(
    "Appelez le 112 si la vie de quelqu’un est en danger. Pour une blessure légère, demandez un secouriste au 1212 ; une trousse se trouve à chaque étage.",
  ),
];
