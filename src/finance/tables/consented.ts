import { type SQL, sql } from 'drizzle-orm'
import { creditPurpose } from '../model/consent-terms.ts'

/**
 * The person whom the row is about lets the actor's bank see this category now. Read from the platform's consents in
 * place, so that a withdrawal closes the rows in its own transaction. `category` is SQL of a column or a literal.
 */
export const consented = (table: string, category: string): SQL =>
  sql.raw(`EXISTS (SELECT 1 FROM consent k WHERE k.county = ${table}.county AND k.person_id = ${table}.person_id
    AND k.controller_id::text = nullif(current_setting('gongfu.organisation', true), '')
    AND k.withdrawn_at IS NULL AND k.valid_from <= now() AND k.valid_until > now()
    AND '${creditPurpose}' = ANY (k.purposes) AND ${category} = ANY (k.data_categories))`)
