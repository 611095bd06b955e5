import { isOfficial } from '../identity/roles.ts'
import type { Actor } from '../context.ts'
import type { Modules } from '../module.ts'
import type { CaseEventRule, CaseRecord, CaseType, EventHolder } from './case-type.ts'
import { offeredEvents } from './life-cycle.ts'

/** Roles that hold the permission by default. */
const rolesOf = (modules: Modules, permission: string): readonly string[] =>
  modules.flatMap((module) => module.permissions.filter((each) => each.id === permission)).flatMap(({ roles }) => roles)

/** A permission that a household, a firm or the public holds says nothing about whose case it is. */
const heldPrivately = (modules: Modules, permission: string): boolean =>
  rolesOf(modules, permission).some((role) => !isOfficial([role]))

export const holderOf = (modules: Modules, rule: CaseEventRule): EventHolder =>
  rule.by ?? (heldPrivately(modules, rule.permission) ? 'own' : 'anyone')

/** Permissions that show the case to officials. */
export const readersOf = (modules: Modules, type: CaseType): string[] =>
  type.confidential === true
    ? []
    : [...new Set(type.events.map((rule) => rule.permission).filter((each) => !heldPrivately(modules, each)))]

type Whose = Pick<CaseRecord, 'openedBy' | 'householdId' | 'organisationId' | 'areaCode'>

/** County, town and village prefixes of a statistical code: each matches exactly one kind of official. */
const areas = (code: string): string[] =>
  [6, 9, 12].filter((length) => length <= code.length).map((length) => code.slice(0, length))

const keys = (holder: EventHolder, record: Whose): string[] => {
  if (holder === 'anyone') return ['*']
  if (holder === 'organisation') return record.organisationId === null ? [] : [`organisation:${record.organisationId}`]
  if (holder === 'area') return areas(record.areaCode ?? '').map((code) => `area:${code}`)
  return [
    `account:${record.openedBy}`,
    ...(record.householdId === null ? [] : [`household:${record.householdId}`]),
    ...(record.organisationId === null ? [] : [`organisation:${record.organisationId}`]),
  ]
}

/** The keys under which an actor finds his turns. */
export const actorKeys = (actor: Actor): string[] => [
  '*',
  `account:${actor.id}`,
  ...(actor.householdId === null ? [] : [`household:${actor.householdId}`]),
  ...(actor.organisationId === null ? [] : [`organisation:${actor.organisationId}`]),
  `area:${actor.area}`,
]

/** True when the event belongs to this actor, permission aside. */
export const isHolder = (modules: Modules, rule: CaseEventRule, record: Whose, actor: Actor): boolean => {
  const mine = new Set(actorKeys(actor))
  return keys(holderOf(modules, rule), record).some((key) => mine.has(key))
}

export type Turn = { readonly permission: string; readonly holder: string }

/** Everybody whose turn it is in the case's present state. */
export const turnsOf = (modules: Modules, type: CaseType, record: CaseRecord): Turn[] => {
  const offered = new Set(offeredEvents(type, record))
  const turns = type.events
    .filter((rule) => offered.has(rule.event))
    .flatMap((rule) => keys(holderOf(modules, rule), record).map((holder) => ({ permission: rule.permission, holder })))
  return [...new Map(turns.map((turn) => [`${turn.permission} ${turn.holder}`, turn])).values()]
}

/** Titles of those who may fire the event, for the page of one who may not. */
export const whoMay = (modules: Modules, permission: string): readonly string[] => rolesOf(modules, permission)
