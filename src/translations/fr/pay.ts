import type { pay as english } from '../en/pay.ts'

export const pay: typeof english = {
  title: (number) => `Payer la facture ${number}`,
  to: (business) => `à ${business}`,
  close: 'Fermer',
  test: 'Mode test, aucun argent n’est débité',
  choice: 'Combien payer',
  whole: 'Le montant total',
  part: 'Un autre montant',
  change: 'Payer un autre montant',
  continue: 'Continuer',
  partLabel: 'Montant à payer maintenant',
  partHint: (due) => `Jusqu’à ${due}. Le reste sera à payer plus tard.`,
  partUnclear: (example) => `Saisissez un montant comme ${example}.`,
  partTooMuch: (due) => `C’est plus que le reste à payer\u202f: ${due}.`,
  opening: 'Ouverture du formulaire de paiement',
  submit: (amount) => `Payer ${amount}`,
  paying: 'Paiement en cours, gardez cette page ouverte',
  safe: (business) => `Vos données vont directement à Stripe. ${business} n’y a jamais accès.`,
  declined: {
    title: 'Le paiement n’a pas abouti',
    text: 'Rien n’a été débité. Réessayez ou choisissez un autre moyen de paiement.',
  },
  formFailed: {
    title: 'Le formulaire de paiement ne s’est pas chargé',
    text: 'Rien n’a été débité. Vérifiez votre connexion ou votre bloqueur de publicités, puis réessayez.',
  },
  noConnection: {
    title: 'Pas de connexion',
    text: 'Rien n’a été débité\u202f: le paiement n’avait pas commencé. Réessayez une fois la connexion rétablie.',
  },
  unavailable: 'Le paiement n’est pas possible ici pour le moment',
  tryAgain: 'Réessayer',
  paid: {
    title: 'C’est payé. Merci.',
    text: (amount, business) => `Paiement de ${amount} à ${business}.`,
    whole: (business) => `${business} a reçu le montant total.`,
    receipt: (email) => `Le reçu part à l’adresse ${email}.`,
    soon: 'La facture l’indiquera dans un instant.',
    done: 'Terminé',
  },
  partPaid: {
    title: (amount) => `Paiement de ${amount} reçu. Merci.`,
    titlePlain: 'Paiement reçu. Merci.',
    text: (due) => `Il reste ${due} à payer sur cette facture.`,
    rest: 'Payer le reste',
  },
  processing: {
    title: 'Votre banque traite le paiement',
    text: 'Le paiement est transmis et vous n’avez plus rien à faire. Selon la banque, il faut d’une minute à quelques jours ouvrés\u202f; la facture sera ensuite indiquée comme payée.',
    once: 'Merci de ne pas payer une seconde fois.',
  },
  lost: {
    title: 'La connexion a été perdue',
    text: 'Le paiement est peut-être passé. Rien n’est perdu\u202f: vérifiez avant de payer à nouveau.',
    still: 'Toujours pas de connexion. Rien n’a changé\u202f; vérifiez à nouveau dans un instant.',
    again: 'Vérifier à nouveau',
  },
  checking: 'Vérification auprès de la banque',
  unfinished: {
    title: 'Rien n’a été payé',
    text: 'Le paiement n’est pas allé au bout et rien n’a été débité. Vous pouvez réessayer.',
  },
  settled: {
    title: 'Plus rien à payer',
    text: 'Cette facture a été réglée entre-temps. Aucun second paiement n’a été effectué.',
  },
  signedOut: {
    title: 'Votre session avait expiré',
    text: 'Connectez-vous pour retrouver cette facture. Elle indique ce qui a été payé.',
    signIn: 'Se connecter',
  },
}
