import { requireStaff } from '../access/staff.ts'
import { PortalError } from '../errors.ts'
import { reversePayment } from '../operations/reversePayment.ts'
import { parseId } from '../store.ts'
import { json, portalEndpoint } from './answer.ts'

export const paymentEndpoints = [
  /** `POST /api/payments/:id/reverse`: takes back a payment recorded by mistake → `{ payment }`. 409 `already-reversed`. */
  portalEndpoint({
    path: '/:id/reverse',
    method: 'post',
    handler: async (req) => {
      await requireStaff(req, 'canRecordPayments')
      const id = parseId(req, req.routeParams?.id)
      if (id === null) throw new PortalError('not-found')
      const { status, reversedAt } = await reversePayment(req, id)
      return json({ payment: { id, status, reversedAt } })
    },
  }),
]
