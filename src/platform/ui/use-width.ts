import { type RefCallback, useCallback, useRef, useState } from 'react'

type Size = { readonly width: number; readonly height: number }

/** The size of an element in CSS pixels, followed as it changes; SVG text then keeps its size. */
export const useSize = (initial: Size): [RefCallback<HTMLElement>, Size] => {
  const [size, setSize] = useState(initial)
  const observer = useRef<ResizeObserver | null>(null)
  const box = useCallback((element: HTMLElement | null) => {
    observer.current?.disconnect()
    if (!element) return
    const measure = (): void => {
      const width = Math.max(240, Math.floor(element.clientWidth))
      const height = Math.max(80, Math.floor(element.clientHeight))
      setSize((known) => (known.width === width && known.height === height ? known : { width, height }))
    }
    measure()
    observer.current = new ResizeObserver(measure)
    observer.current.observe(element)
  }, [])
  return [box, size]
}

export const useWidth = (initial: number): [RefCallback<HTMLElement>, number] => {
  const [box, size] = useSize({ width: initial, height: 80 })
  return [box, size.width]
}
