import type { pay as english } from '../en/pay.ts'

export const pay: typeof english = {
  title: (number) => `Rechnung ${number} bezahlen`,
  to: (business) => `an ${business}`,
  close: 'Schließen',
  test: 'Testmodus, es fließt kein Geld',
  choice: 'Wie viel möchten Sie zahlen?',
  whole: 'Den ganzen Betrag',
  part: 'Einen anderen Betrag',
  change: 'Anderen Betrag zahlen',
  continue: 'Weiter',
  partLabel: 'Betrag, den Sie jetzt zahlen',
  partHint: (due) => `Bis zu ${due}. Der Rest bleibt offen.`,
  partUnclear: (example) => `Geben Sie einen Betrag wie ${example} ein.`,
  partTooMuch: (due) => `Das ist mehr als der offene Betrag: ${due}.`,
  opening: 'Das Zahlungsformular wird geöffnet',
  submit: (amount) => `${amount} bezahlen`,
  paying: 'Die Zahlung läuft, bitte diese Seite offen lassen',
  safe: (business) => `Ihre Daten gehen direkt an Stripe. ${business} bekommt sie nie zu sehen.`,
  declined: {
    title: 'Die Zahlung ist fehlgeschlagen',
    text: 'Es wurde nichts abgebucht. Versuchen Sie es noch einmal oder wählen Sie eine andere Zahlungsart.',
  },
  formFailed: {
    title: 'Das Zahlungsformular ließ sich nicht laden',
    text: 'Es wurde nichts abgebucht. Prüfen Sie Ihre Verbindung oder einen Werbeblocker und versuchen Sie es dann noch einmal.',
  },
  noConnection: {
    title: 'Keine Verbindung',
    text: 'Es wurde nichts abgebucht: Die Zahlung hatte noch nicht begonnen. Versuchen Sie es wieder, sobald Sie online sind.',
  },
  unavailable: 'Hier ist gerade keine Zahlung möglich',
  tryAgain: 'Erneut versuchen',
  paid: {
    title: 'Bezahlt. Vielen Dank.',
    text: (amount, business) => `${amount} an ${business} bezahlt.`,
    whole: (business) => `${business} hat den ganzen Betrag erhalten.`,
    receipt: (email) => `Die Zahlungsbestätigung ist unterwegs an ${email}.`,
    soon: 'Die Rechnung zeigt das gleich an.',
    done: 'Fertig',
  },
  partPaid: {
    title: (amount) => `${amount} erhalten. Vielen Dank.`,
    titlePlain: 'Erhalten. Vielen Dank.',
    text: (due) => `Von dieser Rechnung sind noch ${due} offen.`,
    rest: 'Rest bezahlen',
  },
  processing: {
    title: 'Ihre Bank bearbeitet die Zahlung',
    text: 'Die Zahlung ist übergeben; Sie brauchen nichts weiter zu tun. Je nach Bank dauert es zwischen einer Minute und ein paar Werktagen, dann steht die Rechnung auf „Bezahlt“.',
    once: 'Bitte zahlen Sie nicht ein zweites Mal.',
  },
  lost: {
    title: 'Die Verbindung ist abgebrochen',
    text: 'Vielleicht ist die Zahlung trotzdem durchgegangen. Es ist nichts verloren: Prüfen Sie den Stand, bevor Sie noch einmal zahlen.',
    still: 'Noch immer keine Verbindung. Es hat sich nichts geändert; prüfen Sie es gleich noch einmal.',
    again: 'Noch einmal prüfen',
  },
  checking: 'Wir fragen bei der Bank nach',
  unfinished: {
    title: 'Es wurde nichts bezahlt',
    text: 'Die Zahlung wurde nicht abgeschlossen; abgebucht wurde nichts. Sie können es noch einmal versuchen.',
  },
  settled: {
    title: 'Nichts mehr zu zahlen',
    text: 'Diese Rechnung wurde inzwischen beglichen. Es gab keine zweite Zahlung.',
  },
  signedOut: {
    title: 'Ihre Sitzung war abgelaufen',
    text: 'Melden Sie sich an, und Sie sind wieder bei dieser Rechnung. Dort steht, was bezahlt ist.',
    signIn: 'Anmelden',
  },
}
