import { devices, test } from '@playwright/test'

import { tellStory } from './support/story.ts'

test('an invoice from draft to paid, in English, on a wide screen', async ({ page, browser }, info) => {
  await tellStory(
    page,
    browser,
    {
      language: 'en',
      email: `story-en-${info.workerIndex}@client.test`,
      device: { viewport: { width: 1440, height: 900 } },
      figures: { total: '€142.97', part: '€100.00', rest: '€42.97' },
      words: {
        send: /^Send …/,
        confirmSend: 'Send',
        recordPayment: /^Record a payment/,
        record: /^Record €/,
        subject: /^Invoice .+ from Estudio Lumen: €142\.97, due /,
        paid: /Paid/,
        due: /Due/,
        newInvoice: 'New invoice',
      },
    },
    info.outputPath('.'),
  )
})

test('una factura, de borrador a pagada, en español y en el teléfono', async ({ page, browser }, info) => {
  await tellStory(
    page,
    browser,
    {
      language: 'es',
      email: `historia-es-${info.workerIndex}@cliente.test`,
      device: devices['Pixel 7'],
      figures: { total: '142,97 €', part: '100,00 €', rest: '42,97 €' },
      words: {
        send: /^Enviar…/,
        confirmSend: 'Enviar',
        recordPayment: /^Anotar un pago/,
        record: /^Anotar \d/,
        subject: /^Factura .+ de Estudio Lumen: 142,97 €, vence el /,
        paid: /Pagada/,
        due: /Vence/,
        newInvoice: 'Factura nueva',
      },
    },
    info.outputPath('.'),
  )
})
