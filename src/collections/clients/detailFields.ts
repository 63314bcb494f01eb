/** The details of a client whose changes are kept; all but the e-mail address clients may correct themselves. */
export const detailFields = [
  'name',
  'company',
  'taxId',
  'phone',
  'address',
  'country',
  'locale',
  'currency',
  'email',
] as const
