import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays, type CivilDate } from '../../platform/dates.ts'
import { deliverableOn, type EvidenceFact } from './deliverable.ts'

const day = (offset: number): CivilDate => addDays('2022-01-01' as CivilDate, offset)
const paper = (kind: string, offset: number, state: EvidenceFact['state'] = 'verified'): EvidenceFact => ({
  kind,
  state,
  datedOn: day(offset),
  submittedOn: state === 'draft' ? null : day(offset + 2),
})

it('stands from the day of the last required kind, by the date of the document', () => {
  const papers = [paper('document', 10), paper('approval', 30), paper('approval', 40)]
  expect(deliverableOn(['document', 'approval'], papers, day(29))).toMatchObject({
    verified: false,
    verifiedOn: null,
    missing: ['approval'],
  })
  expect(deliverableOn(['document', 'approval'], papers, day(30))).toEqual({
    verified: true,
    verifiedOn: day(30),
    submittedOn: day(12),
    missing: [],
  })
})

it('does not count drafts, hand-ins and returned papers, and tells that something was handed in', () => {
  const papers = [paper('document', 1, 'draft'), paper('document', 2, 'returned'), paper('document', 3, 'submitted')]
  expect(deliverableOn([], papers, day(9))).toEqual({
    verified: false,
    verifiedOn: null,
    submittedOn: day(5),
    missing: [],
  })
  expect(deliverableOn([], papers, day(4)).submittedOn).toBeNull()
})

it('never falls back: what stands on a day stands on every later day', () => {
  const fact = fc.record({
    kind: fc.constantFrom('document', 'photo', 'approval'),
    state: fc.constantFrom<EvidenceFact['state']>('draft', 'submitted', 'verified', 'returned'),
    datedOn: fc.integer({ min: 0, max: 60 }).map(day),
    submittedOn: fc.option(fc.integer({ min: 0, max: 60 }).map(day)),
  })
  fc.assert(
    fc.property(
      fc.array(fact, { maxLength: 8 }),
      fc.subarray(['document', 'photo', 'approval']),
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 0, max: 60 }),
      (papers, required, from, later) => {
        const before = deliverableOn(required, papers, day(from))
        const after = deliverableOn(required, papers, day(from + later))
        expect(before.verified && !after.verified).toBe(false)
        if (before.verified) expect(after.verifiedOn).toBe(before.verifiedOn)
        expect(after.verified).toBe(after.missing.length === 0 && after.verifiedOn !== null)
      },
    ),
  )
})
