import { useSyncExternalStore } from 'react'

export type Lang = 'zh-CN' | 'en'

const storageKey = 'gongfu.lang'
const listeners = new Set<() => void>()

const stored = (): Lang => {
  try {
    return localStorage.getItem(storageKey) === 'en' ? 'en' : 'zh-CN'
  } catch {
    // Storage is refused in some private windows; the choice then lasts as long as the page.
    return 'zh-CN'
  }
}

let present: Lang = typeof document === 'undefined' ? 'zh-CN' : stored()

const apply = (): void => {
  document.documentElement.lang = present
}
if (typeof document !== 'undefined') apply()

export const setLang = (lang: Lang): void => {
  present = lang
  apply()
  try {
    localStorage.setItem(storageKey, lang)
  } catch {
    // See stored().
  }
  for (const listener of listeners) listener()
}

export const readLang = (): Lang => present

/** The language of the page; changes re-render every reader. */
export const useLang = (): Lang =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => present,
  )
