/** The form that boxes anywhere on the page belong to. */
export const EXPORT_FORM = 'export'
