/**
 * A calendar day as the database keeps it: noon UTC of that day, which is the same day in nearly every zone a person
 * may look from. Only its UTC day is ever read back (`dayOf`).
 */
export const storedDay = (day: string): string => `${day}T12:00:00.000Z`
