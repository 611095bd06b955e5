import { useSyncExternalStore } from 'react'

const storageKey = 'gongfu.type'
const listeners = new Set<() => void>()

const stored = (): boolean => {
  try {
    return localStorage.getItem(storageKey) === 'large'
  } catch {
    return false
  }
}

let large = typeof document === 'undefined' ? false : stored()

const apply = (): void => {
  if (large) document.documentElement.dataset['type'] = 'large'
  else delete document.documentElement.dataset['type']
}
if (typeof document !== 'undefined') apply()

export const setLargeType = (on: boolean): void => {
  large = on
  apply()
  try {
    localStorage.setItem(storageKey, on ? 'large' : 'standard')
  } catch {
    // Storage refused: the choice lasts as long as the page.
  }
  for (const listener of listeners) listener()
}

/** 大字版 (《老年人、残疾人常用终端产品适老化》 practice): not the same page enlarged, but fewer facts, one per line. */
export const useLargeType = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => large,
  )
