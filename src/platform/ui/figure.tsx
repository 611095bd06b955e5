import { useLang } from './i18n/lang.ts'
import { type FigureOptions, formatFigure } from './format.ts'

type Size = 's' | 'm' | 'l' | 'xl'

/** Number and unit, the unit smaller and one space apart. */
export const FigureText = ({
  value,
  unit,
  size = 'm',
  ...options
}: { value: number | null | undefined; unit: string; size?: Size } & Omit<FigureOptions, 'lang'>) => {
  const figure = formatFigure(value, unit, { ...options, lang: useLang() })
  return (
    <span className={`figure figure-${size}`} data-percent={figure.unit === '%' ? '' : undefined}>
      <span className="figure-number">{figure.number}</span>
      {figure.unit !== '' && <span className="figure-unit">{figure.unit}</span>}
    </span>
  )
}
