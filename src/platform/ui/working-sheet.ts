import { type ReactNode, useSyncExternalStore } from 'react'
import type { Explained, WorkingInput, WorkingStep } from '../explain.ts'

type ShownInput = {
  readonly value: WorkingInput['value']
  readonly unit?: string | undefined
  readonly origin?: string | undefined
}

/** A step as it arrives over HTTP: what the server left out may be undefined. */
export type ShownStep = Pick<WorkingStep, 'label' | 'formula' | 'result' | 'source'> & {
  readonly inputs: Readonly<Record<string, ShownInput>>
  readonly unit?: string | undefined
}

type Explanation = Pick<Explained<unknown>, 'rules' | 'warnings'> & { readonly working: readonly ShownStep[] }

export type WorkingSheet = {
  /** The question in one sentence. */
  readonly question: string
  readonly explained: Explanation
  /** What stands below the steps: readings side by side, text of the source. */
  readonly foot?: ReactNode
  /** Law, table row, standard. */
  readonly basis?: readonly string[]
  /** When the figure was sealed, and its digest. */
  readonly seal?: string
}

let open: WorkingSheet | null = null
const listeners = new Set<() => void>()

/** Opens the working beside the page, or closes it with null. */
export const showWorking = (sheet: WorkingSheet | null): void => {
  open = sheet
  for (const listener of listeners) listener()
}

export const useShownWorking = (): WorkingSheet | null =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => open,
  )
