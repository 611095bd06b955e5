import { type RefCallback, useCallback, useRef, useState } from 'react'

/** The width of an element in CSS pixels, followed as it changes; SVG text then keeps its size. */
export const useWidth = (initial: number): [RefCallback<HTMLElement>, number] => {
  const [width, setWidth] = useState(initial)
  const observer = useRef<ResizeObserver | null>(null)
  const box = useCallback((element: HTMLElement | null) => {
    observer.current?.disconnect()
    if (!element) return
    const measure = (): void => setWidth(Math.max(240, Math.floor(element.clientWidth)))
    measure()
    observer.current = new ResizeObserver(measure)
    observer.current.observe(element)
  }, [])
  return [box, width]
}
