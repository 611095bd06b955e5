import { useEffect, useState } from 'react'
import type { WorkingInput } from '../explain.ts'
import { Button } from './button.tsx'
import { figureText, formatFigure, formatFen, formatNumber, missing } from './format.ts'
import { type Lang, useLang } from './i18n/lang.ts'
import { Go } from './link.tsx'
import { useUi } from './messages/index.ts'
import { showWorking, type ShownStep, useShownWorking, type WorkingSheet } from './working-sheet.ts'

/** A value of a step in full: exact yuan for fen, separators, never rounded away. */
export const workingValue = (
  value: WorkingInput['value'],
  unit: string | undefined,
  lang: Lang,
  words: { yes: string; no: string },
): string => {
  if (value === null) return missing
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (typeof value === 'string') return unit === undefined ? value : `${value} ${unit}`
  if (unit === 'fen' || unit === '分') return `${formatFen(value)} ${lang === 'en' ? 'yuan' : '元'}`
  if (unit === 'fraction') return figureText(formatFigure(value, 'fraction', { decimals: 2, trim: true, lang }))
  const digits = formatNumber(value, Number.isInteger(value) ? 0 : 6, true)
  return unit === undefined || unit === '' || unit === '1' ? digits : unit === '%' ? `${digits}%` : `${digits} ${unit}`
}

const Step = ({ step, number }: { step: ShownStep; number: number }) => {
  const t = useUi()
  const lang = useLang()
  const words = { yes: t('working.yes'), no: t('working.no') }
  const inputs = Object.entries(step.inputs)
  return (
    <li>
      <span className="step-number" aria-hidden="true">
        {number}
      </span>
      <h3>{step.label}</h3>
      <p className="step-formula">{step.formula}</p>
      {inputs.length > 0 && (
        <table className="step-inputs">
          <tbody>
            {inputs.map(([name, input]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className="num">{workingValue(input.value, input.unit, lang, words)}</td>
                {/* `/…` is a page; any other origin names its register in words. */}
                <td className="step-origin">
                  {input.origin?.startsWith('/') ? <Go to={input.origin}>{t('working.origin')}</Go> : input.origin}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="step-result">
        <span>{t('working.result')}</span>
        <b>{workingValue(step.result, step.unit, lang, words)}</b>
      </p>
      {step.source !== '' && <p className="step-source">{step.source}</p>}
    </li>
  )
}

/** The steps as a document; also used by the calculators' pages without the drawer. */
export const WorkingSteps = ({ sheet }: { sheet: WorkingSheet }) => {
  const t = useUi()
  const { working, rules, warnings } = sheet.explained
  const versions = Object.entries(rules)
  return (
    <div className="working">
      <p className="working-question">{sheet.question}</p>
      {working.length === 0 && <p className="muted">{t('working.noSteps')}</p>}
      <ol className="working-steps">
        {working.map((step, index) => (
          <Step key={`${index} ${step.label}`} step={step} number={index + 1} />
        ))}
      </ol>
      {sheet.foot}
      {warnings.length > 0 && (
        <ul className="working-warnings" aria-label={t('working.warnings')}>
          {warnings.map((warning) => (
            <li key={`${warning.code} ${warning.message}`} className="notice-bar">
              {warning.message}
            </li>
          ))}
        </ul>
      )}
      {(sheet.basis !== undefined || versions.length > 0 || sheet.seal !== undefined) && (
        <dl className="working-source">
          {sheet.basis !== undefined && (
            <>
              <dt>{t('working.basis')}</dt>
              <dd>
                {sheet.basis.map((line) => (
                  <span key={line}>{line}</span>
                ))}
              </dd>
            </>
          )}
          {versions.length > 0 && (
            <>
              <dt>{t('working.rules')}</dt>
              <dd>
                {versions.map(([table, version]) => (
                  <span key={table}>
                    {table} {version}
                  </span>
                ))}
              </dd>
            </>
          )}
          {sheet.seal !== undefined && (
            <>
              <dt>{t('working.seal')}</dt>
              <dd>{sheet.seal}</dd>
            </>
          )}
        </dl>
      )}
    </div>
  )
}

/** The working as plain text, for the clipboard. */
export const workingText = (sheet: WorkingSheet, lang: Lang, words: { yes: string; no: string }): string =>
  [
    sheet.question,
    ...sheet.explained.working.flatMap((step, index) => [
      `${index + 1}. ${step.label}`,
      `   ${step.formula}`,
      ...Object.entries(step.inputs).map(
        ([name, input]) => `   ${name}\t${workingValue(input.value, input.unit, lang, words)}`,
      ),
      `   = ${workingValue(step.result, step.unit, lang, words)}`,
      ...(step.source === '' ? [] : [`   ${step.source}`]),
    ]),
    ...(sheet.basis ?? []),
    ...Object.entries(sheet.explained.rules).map(([table, version]) => `${table} ${version}`),
  ].join('\n')

/** 计算书: 544 px beside the page, which stays usable; Escape closes. */
const WorkingDrawer = () => {
  const sheet = useShownWorking()
  const t = useUi()
  const lang = useLang()
  const [copied, setCopied] = useState<WorkingSheet | null>(null)
  useEffect(() => {
    if (!sheet) return
    const close = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') showWorking(null)
    }
    addEventListener('keydown', close)
    return () => removeEventListener('keydown', close)
  }, [sheet])
  if (!sheet) return null
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(workingText(sheet, lang, { yes: t('working.yes'), no: t('working.no') }))
    setCopied(sheet)
  }
  return (
    <aside className="drawer" aria-label={t('working.title')}>
      <header className="drawer-head no-print">
        <h2>{t('working.title')}</h2>
        <span className="grow" />
        {/* The clipboard exists on https and on localhost only. */}
        {navigator.clipboard !== undefined && (
          <Button kind="text" onClick={() => void copy()}>
            {t(copied === sheet ? 'action.copied' : 'action.copy')}
          </Button>
        )}
        <Button kind="text" onClick={() => print()}>
          {t('action.print')}
        </Button>
        <Button kind="text" onClick={() => showWorking(null)}>
          {t('action.close')}
        </Button>
      </header>
      <div className="drawer-body">
        <WorkingSteps sheet={sheet} />
      </div>
    </aside>
  )
}

export default WorkingDrawer
