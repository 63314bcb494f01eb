import type { pay as english } from '../en/pay.ts'

export const pay: typeof english = {
  title: (number) => `Pagar a fatura ${number}`,
  to: (business) => `a ${business}`,
  close: 'Fechar',
  test: 'Modo de teste, sem movimento de dinheiro',
  choice: 'Quanto pagar',
  whole: 'O valor total',
  part: 'Outro valor',
  change: 'Pagar outro valor',
  continue: 'Continuar',
  partLabel: 'Valor a pagar agora',
  partHint: (due) => `Até ${due}. O resto fica em aberto.`,
  partUnclear: (example) => `Indique um valor, como ${example}.`,
  partTooMuch: (due) => `É mais do que o valor em aberto: ${due}.`,
  opening: 'A abrir o formulário de pagamento',
  submit: (amount) => `Pagar ${amount}`,
  paying: 'Pagamento em curso, não feche esta página',
  safe: (business) => `Os seus dados vão diretamente para a Stripe. ${business} nunca os vê.`,
  declined: {
    title: 'O pagamento não foi concluído',
    text: 'Nada foi cobrado. Tente de novo ou escolha outro meio de pagamento.',
  },
  formFailed: {
    title: 'O formulário de pagamento não carregou',
    text: 'Nada foi cobrado. Verifique a ligação à internet ou o bloqueador de anúncios e tente de novo.',
  },
  noConnection: {
    title: 'Sem ligação à internet',
    text: 'Nada foi cobrado: o pagamento ainda não tinha começado. Tente de novo quando a ligação voltar.',
  },
  unavailable: 'Neste momento não é possível pagar aqui',
  tryAgain: 'Tentar de novo',
  paid: {
    title: 'Pagamento concluído. Obrigado.',
    text: (amount, business) => `Pagamento de ${amount} a ${business}.`,
    whole: (business) => `${business} recebeu o valor total.`,
    receipt: (email) => `O recibo está a caminho de ${email}.`,
    soon: 'Dentro de momentos, a fatura aparecerá como paga.',
    done: 'Concluir',
  },
  partPaid: {
    title: (amount) => `Recebemos ${amount}. Obrigado.`,
    titlePlain: 'Pagamento recebido. Obrigado.',
    text: (due) => `Desta fatura resta pagar ${due}.`,
    rest: 'Pagar o resto',
  },
  processing: {
    title: 'O seu banco está a tratar do pagamento',
    text: 'O pagamento foi entregue e não é preciso fazer mais nada. Consoante o banco, demora de um minuto a alguns dias úteis; depois, a fatura aparece como paga.',
    once: 'Por favor, não pague outra vez.',
  },
  lost: {
    title: 'A ligação perdeu-se',
    text: 'O pagamento pode ter sido concluído. Nada se perdeu: verifique antes de voltar a pagar.',
    still: 'Ainda sem ligação. Nada mudou; verifique de novo daqui a pouco.',
    again: 'Verificar de novo',
  },
  checking: 'A confirmar com o banco',
  unfinished: {
    title: 'Nada foi pago',
    text: 'O pagamento não foi concluído e nada foi cobrado. Pode tentar de novo.',
  },
  settled: {
    title: 'Não há mais nada a pagar',
    text: 'Entretanto, esta fatura foi liquidada. Não houve segundo pagamento.',
  },
  signedOut: {
    title: 'A sua sessão tinha terminado',
    text: 'Entre e voltará a esta fatura, que mostra o que já foi pago.',
    signIn: 'Entrar',
  },
}
