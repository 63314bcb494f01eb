import type { pay as english } from '../en/pay.ts'

export const pay: typeof english = {
  title: (number) => `Paga la fattura ${number}`,
  to: (business) => `a ${business}`,
  close: 'Chiudi',
  test: 'Modalità di prova, non si muove denaro',
  choice: 'Quanto pagare',
  whole: 'L’intero importo',
  part: 'Un altro importo',
  change: 'Paga un altro importo',
  continue: 'Continua',
  partLabel: 'Importo da pagare ora',
  partHint: (due) => `Fino a ${due}. Il resto rimane da pagare.`,
  partUnclear: (example) => `Inserisca un importo, ad esempio ${example}.`,
  partTooMuch: (due) => `È più di quanto resta da pagare: ${due}.`,
  opening: 'Apertura del modulo di pagamento',
  submit: (amount) => `Paga ${amount}`,
  paying: 'Pagamento in corso, non chiuda questa pagina',
  safe: (business) => `I suoi dati vanno direttamente a Stripe. ${business} non li vede mai.`,
  declined: {
    title: 'Il pagamento non è riuscito',
    text: 'Non è stato addebitato nulla. Riprovi o scelga un altro modo di pagare.',
  },
  formFailed: {
    title: 'Il modulo di pagamento non si è caricato',
    text: 'Non è stato addebitato nulla. Controlli la connessione o il blocco degli annunci e riprovi.',
  },
  noConnection: {
    title: 'Nessuna connessione',
    text: 'Non è stato addebitato nulla: il pagamento non era iniziato. Riprovi quando la connessione è tornata.',
  },
  unavailable: 'In questo momento qui non è possibile pagare',
  tryAgain: 'Riprova',
  paid: {
    title: 'Pagata. Grazie.',
    text: (amount, business) => `Pagamento di ${amount} a ${business}.`,
    whole: (business) => `${business} ha ricevuto l’intero importo.`,
    receipt: (email) => `La ricevuta è in arrivo a ${email}.`,
    soon: 'Tra un attimo la fattura risulterà pagata.',
    done: 'Fine',
  },
  partPaid: {
    title: (amount) => `Ricevuto il pagamento di ${amount}. Grazie.`,
    titlePlain: 'Pagamento ricevuto. Grazie.',
    text: (due) => `Di questa fattura resta da pagare ${due}.`,
    rest: 'Paga il resto',
  },
  processing: {
    title: 'La sua banca lo sta elaborando',
    text: 'Il pagamento è avviato e non deve fare altro. A seconda della banca ci vuole da un minuto a qualche giorno lavorativo; poi la fattura risulterà pagata.',
    once: 'Non paghi una seconda volta.',
  },
  lost: {
    title: 'La connessione si è interrotta',
    text: 'Il pagamento potrebbe essere andato a buon fine. Nulla è andato perso: verifichi prima di pagare di nuovo.',
    still: 'La connessione non è ancora tornata. Nulla è cambiato; verifichi di nuovo tra un attimo.',
    again: 'Verifica di nuovo',
  },
  checking: 'Verifica con la banca in corso',
  unfinished: {
    title: 'Nessun pagamento effettuato',
    text: 'Il pagamento non è stato completato e non è stato addebitato nulla. Può riprovare.',
  },
  settled: {
    title: 'Non resta nulla da pagare',
    text: 'Nel frattempo questa fattura è stata saldata. Non c’è stato un secondo pagamento.',
  },
  signedOut: {
    title: 'La sua sessione era scaduta',
    text: 'Acceda e tornerà a questa fattura, che mostra quanto è stato pagato.',
    signIn: 'Accedi',
  },
}
