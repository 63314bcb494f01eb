import type { stripe as english } from '../en/stripe.ts'

export const stripe: typeof english = {
  'no-secret-key': 'Falta a chave secreta. Cole-a acima e salve; na Stripe está em Programadores, Chaves de API.',
  'secret-key-unreadable':
    'A chave secreta guardada já não se consegue ler, porque o segredo do próprio site (PAYLOAD_SECRET) mudou. Cole a chave de novo e salve.',
  'no-publishable-key':
    'Falta a chave publicável. Cole-a acima e salve; na Stripe está em Programadores, Chaves de API.',
  'modes-differ': 'Uma chave é de teste, a outra é para dinheiro real. Use duas chaves do mesmo modo.',
  'key-invalid':
    'A Stripe não reconhece a chave secreta. Copie-a de novo da Stripe (Programadores, Chaves de API) e salve.',
  'key-expired': 'A chave secreta expirou. Crie outra na Stripe (Programadores, Chaves de API) e salve-a.',
  unreachable:
    'Neste momento a Stripe não responde a este servidor. Tente de novo daqui a um minuto. Se continuar assim, talvez o servidor não possa abrir ligações à Stripe.',
  refused: 'A Stripe recusou o teste: {reason}',
  account: 'Ligado a {name} ({id}).',
  'charges-disabled':
    'A Stripe ainda não permite que esta conta receba pagamentos. Conclua a ativação no painel da Stripe.',
  'account-forbidden':
    'A chave restrita não pode ler a conta, por isso não se pôde verificar se esta pode receber pagamentos. Confirme no painel da Stripe.',
  'mode-test':
    'Estas são chaves de teste: não se movimenta dinheiro real. Para pagamentos reais, salve aqui chaves live.',
  'mode-live': 'Estas são chaves live: movimenta-se dinheiro real.',
  'rights-missing':
    'A chave restrita não pode usar {list}. Dê-lhe estas permissões na Stripe (Programadores, Chaves de API) ou use uma chave padrão.',
  'rights-unproven':
    'A chave é restrita. Tem de poder escrever PaymentIntents, Refunds, Customers e Customer sessions, e ler Charges, Disputes, Events e PaymentMethods. Se pode escrever, não se consegue testar aqui.',
  publishable: 'A Stripe reconhece a chave publicável.',
  'publishable-invalid':
    'A Stripe não reconhece a chave publicável. Copie-a de novo da Stripe (Programadores, Chaves de API) e salve.',
  'accounts-differ':
    'A chave publicável e a chave secreta são de contas Stripe diferentes. Copie ambas da mesma conta.',
  webhook: 'A Stripe envia os seus eventos para {url}.',
  'webhook-missing':
    'A Stripe não envia eventos para aqui: nenhum webhook tem o endereço {url}. Adicione um na Stripe (Programadores, Webhooks) com este endereço e os eventos indicados acima.',
  'webhook-elsewhere':
    'A Stripe envia os seus eventos para {other}, que não é o endereço deste site. Altere-o na Stripe (Programadores, Webhooks) para {url}.',
  'webhook-local':
    'A internet não chega a {url}, por isso a Stripe não pode enviar eventos para aqui. Durante o desenvolvimento, execute: stripe listen --forward-to {url}',
  'webhook-disabled': 'O webhook está desativado. Ative-o na Stripe (Programadores, Webhooks).',
  'webhook-events': 'O webhook não recebe {events}. Adicione-lhe estes eventos na Stripe.',
  'webhook-twice':
    'A Stripe tem {count} webhooks com este endereço, por isso cada evento chega várias vezes. Deixe apenas um.',
  'webhook-forbidden':
    'A chave restrita não pode ler os webhooks. Confirme na Stripe (Programadores, Webhooks) que há um com o endereço {url} e os eventos indicados acima.',
  'deliveries-failing':
    'A Stripe não conseguiu entregar eventos do último dia. Abra o webhook na Stripe (Programadores, Webhooks) e veja porquê: se a resposta foi 400, o segredo de assinatura não é o correto.',
  'webhook-secret': 'O segredo de assinatura está definido.',
  'no-webhook-secret':
    'Falta o segredo de assinatura, por isso o que a Stripe envia é recusado. Copie-o do webhook na Stripe (começa por whsec_), cole-o acima e salve.',
  'webhook-secret-unreadable':
    'O segredo de assinatura guardado já não se consegue ler, porque o segredo do próprio site (PAYLOAD_SECRET) mudou. Cole-o de novo e salve.',
}
