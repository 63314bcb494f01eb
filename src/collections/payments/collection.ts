import type { CollectionConfig, TextField } from 'payload'

import { operationsOnly, staffOnly, withPermission } from '../../access/staff.ts'
import { adminComponents } from '../../adminComponents.ts'
import type { ResolvedOptions } from '../../options.ts'
import { adminLabel, adminOptions } from '../../translations/adminLabel.ts'
import { computedMoney, currency, day, instant, line } from '../fields/values.ts'
import { tellCode } from '../hooks/problem.ts'
import { refuseForeignId } from '../hooks/refuseForeignId.ts'
import { completePayment } from './hooks/completePayment.ts'
import { guardLedger, keepLedger } from './hooks/guardLedger.ts'
import { settle } from './hooks/settle.ts'

const onceWritten = { update: () => false }

/** What the panel above the form says in its own words. */
const hiddenText = (name: string): TextField => ({
  name,
  type: 'text',
  access: operationsOnly,
  admin: { hidden: true },
})

export const paymentsCollection = (options: ResolvedOptions): CollectionConfig => ({
  slug: options.slugs.payments,
  labels: {
    singular: adminLabel((t) => t.collections.payments.singular),
    plural: adminLabel((t) => t.collections.payments.plural),
  },
  admin: {
    group: adminLabel((t) => t.groups.billing),
    description: adminLabel((t) => t.collections.payments.description),
    ...(options.enabled
      ? { components: { beforeListTable: [adminComponents.liveList, adminComponents.reconciliation] } }
      : {}),
    useAsTitle: 'id',
    listSearchableFields: ['note'],
    defaultColumns: ['receivedAt', 'client', 'invoice', 'amount', 'method', 'status'],
  },
  defaultSort: '-receivedAt',
  access: { create: withPermission('canRecordPayments'), read: staffOnly, update: staffOnly, delete: () => false },
  disableBulkEdit: true,
  disableDuplicate: true,
  versions: false,
  // All that a client's totals add up, so that they are read from the index alone.
  indexes: [
    { fields: ['client', 'status', 'method', 'currency', 'amount', 'amountReturned'] },
    // The client's credit, wherever it lies.
    { fields: ['client', 'amountUnapplied'] },
    // What is still on its way, for the worker that asks Stripe.
    { fields: ['status', 'method'] },
  ],
  hooks: {
    beforeOperation: [refuseForeignId],
    beforeValidate: [completePayment],
    beforeChange: [guardLedger],
    afterChange: [settle],
    beforeDelete: [keepLedger],
    afterError: [tellCode],
  },
  fields: [
    ...(options.enabled
      ? [{ name: 'panel', type: 'ui' as const, admin: { components: { Field: adminComponents.paymentPanel } } }]
      : []),
    {
      type: 'row',
      fields: [
        {
          name: 'client',
          type: 'relationship',
          relationTo: options.slugs.clients,
          label: adminLabel((t) => t.fields.client),
          required: true,
          index: true,
          access: onceWritten,
          admin: { width: '50%', components: { Cell: adminComponents.relatedCell } },
        },
        {
          name: 'invoice',
          type: 'relationship',
          relationTo: options.slugs.invoices,
          label: adminLabel((t) => t.fields.invoice),
          index: true,
          access: onceWritten,
          // What a payment was recorded on stays right when that invoice is voided later.
          filterOptions: ({ id, data }) =>
            id
              ? true
              : {
                  kind: { equals: 'invoice' },
                  status: { not_in: ['draft', 'void'] },
                  ...((data as { client?: unknown }).client
                    ? { client: { equals: (data as { client: unknown }).client } }
                    : {}),
                },
          admin: { width: '50%', components: { Cell: adminComponents.relatedCell } },
        },
      ],
    },
    {
      type: 'row',
      fields: [
        {
          name: 'amount',
          type: 'number',
          label: adminLabel((t) => t.fields.amount),
          required: true,
          access: onceWritten,
          admin: { width: '30%', components: { Cell: adminComponents.moneyCell, Field: adminComponents.moneyField } },
        },
        currency((t) => t.fields.currency, { required: true, access: onceWritten, admin: { width: '20%' } }),
        {
          name: 'method',
          type: 'select',
          label: adminLabel((t) => t.fields.method),
          options: adminOptions('method'),
          defaultValue: 'bank-transfer',
          required: true,
          access: onceWritten,
          filterOptions: ({ options: all, data }) =>
            (data as { id?: unknown }).id
              ? all
              : all.filter(
                  (option) => typeof option === 'string' || (option.value !== 'stripe' && option.value !== 'credit'),
                ),
          admin: { width: '25%' },
        },
        day('receivedAt', (t) => t.fields.receivedAt, { access: onceWritten, index: true, admin: { width: '25%' } }),
      ],
    },
    line('note', (t) => t.fields.note),
    {
      name: 'status',
      type: 'select',
      label: adminLabel((t) => t.fields.status),
      options: adminOptions('paymentStatus'),
      defaultValue: 'succeeded',
      index: true,
      access: operationsOnly,
      admin: { hidden: true, components: { Cell: adminComponents.statusCell } },
    },
    instant('reversedAt', (t) => t.options.paymentStatus.reversed, { admin: { hidden: true } }),
    {
      name: 'refunds',
      type: 'array',
      label: adminLabel((t) => t.fields.refunds),
      access: operationsOnly,
      // The panel above the form tells them, as money.
      admin: { hidden: true },
      fields: [
        { name: 'amount', type: 'number', label: adminLabel((t) => t.fields.amount), required: true },
        { name: 'at', type: 'date', required: true },
        { name: 'stripeId', type: 'text', admin: { hidden: true } },
        {
          name: 'status',
          type: 'select',
          label: adminLabel((t) => t.fields.status),
          options: adminOptions('refundStatus'),
        },
      ],
    },
    computedMoney('amountReturned', (t) => t.fields.amountReturned),
    computedMoney('amountMoved', (t) => t.fields.amountMoved),
    computedMoney('amountUnapplied', (t) => t.fields.amountUnapplied),
    computedMoney('disputeLost', (t) => t.fields.disputeLost),
    {
      name: 'source',
      type: 'relationship',
      relationTo: options.slugs.payments,
      label: adminLabel((t) => t.fields.source),
      index: true,
      access: operationsOnly,
      admin: { hidden: true },
    },
    hiddenText('methodDetail'),
    hiddenText('payerEmail'),
    hiddenText('lastFailure'),
    hiddenText('disputeStatus'),
    {
      name: 'stripePaymentIntent',
      type: 'text',
      unique: true,
      index: true,
      access: operationsOnly,
      admin: { hidden: true },
    },
    { name: 'stripeCharge', type: 'text', unique: true, index: true, access: operationsOnly, admin: { hidden: true } },
    { name: 'stripeVersion', type: 'number', defaultValue: 0, access: operationsOnly, admin: { hidden: true } },
    { name: 'cancelRequested', type: 'checkbox', defaultValue: false, access: operationsOnly, admin: { hidden: true } },
    { name: 'receiptQueuedAt', type: 'date', access: operationsOnly, admin: { hidden: true } },
  ],
})
