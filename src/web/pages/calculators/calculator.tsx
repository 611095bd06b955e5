import { type FormEvent, useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import type { Explained } from '../../../platform/explain.ts'
import { ApiProblem, send } from '../../../platform/ui/api/client.ts'
import { Await, Empty } from '../../../platform/ui/await.tsx'
import { Button } from '../../../platform/ui/button.tsx'
import { ProblemNote } from '../../../platform/ui/dialog.tsx'
import { Go } from '../../../platform/ui/link.tsx'
import { useUi } from '../../../platform/ui/messages/index.ts'
import { blank, type Json } from '../../../platform/ui/schema-form/json-schema.ts'
import { SchemaField } from '../../../platform/ui/schema-form/schema-form.tsx'
import { WorkingSteps } from '../../../platform/ui/working.tsx'
import { useWeb } from '../../messages/index.ts'
import { type CalculatorEntry, useCalculators } from './catalogue.ts'
import { ResultView } from './result-view.tsx'
import '../../../platform/ui/page-head.css'
import './calculators.css'

/** Longer addresses are cut by some mail programs; such an input is not put into the link. */
const longestLink = 6000

const readInput = (text: string | null): Json | undefined => {
  if (text === null) return undefined
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

const CalculatorForm = ({ calculator }: { calculator: CalculatorEntry }) => {
  const t = useWeb()
  const ui = useUi()
  const [search, setSearch] = useSearchParams()
  const [input, setInput] = useState<Json | undefined>(
    () => readInput(search.get('input')) ?? calculator.examples[0]?.input ?? blank(calculator.input, calculator.input),
  )
  const [result, setResult] = useState<Explained<Json> | null>(null)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const [busy, setBusy] = useState(false)

  const compute = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    setProblem(null)
    try {
      setResult(await send<Explained<Json>>(calculator.href, { method: 'POST', body: input }))
      const text = JSON.stringify(input)
      setSearch(text.length <= longestLink ? { input: text } : {}, { replace: true, preventScrollReset: true })
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      setProblem(error)
      setResult(null)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="calculator">
      <nav className="crumb no-print">
        <Go to="/services/calculators">{t('calculators.title')}</Go>
        <i>/</i>
        {calculator.moduleTitle}
      </nav>
      <h1>{calculator.title}</h1>
      <p className="muted">{calculator.summary}</p>
      <div className="calculator-body">
        <form className="no-print" onSubmit={(event) => void compute(event)}>
          {calculator.examples.length > 0 && (
            <p className="calculator-examples">
              <span className="hint">{t('calculators.examples')}</span>
              {calculator.examples.map((example) => (
                <Button
                  key={example.title}
                  kind="text"
                  onClick={() => {
                    setInput(example.input)
                    setResult(null)
                    setProblem(null)
                  }}
                >
                  {example.title}
                </Button>
              ))}
            </p>
          )}
          <SchemaField
            schema={calculator.input}
            root={calculator.input}
            value={input}
            onChange={setInput}
            problem={problem}
            pointer=""
            name={calculator.title}
          />
          <ProblemNote problem={problem} />
          <p className="calculator-actions">
            <Button kind="primary" type="submit" busy={busy}>
              {t('calculators.compute')}
            </Button>
            <Button onClick={() => setInput(blank(calculator.input, calculator.input))}>
              {t('calculators.clear')}
            </Button>
          </p>
        </form>
        <section className="calculator-result" aria-live="polite">
          {result === null ? (
            <p className="muted">{t('calculators.waiting')}</p>
          ) : (
            <>
              <header className="section-head">
                <h2>{ui('working.result')}</h2>
                <span className="grow" />
                <span className="hint no-print">{t('calculators.link')}</span>
                <Button kind="text" className="no-print" onClick={() => print()}>
                  {ui('action.print')}
                </Button>
              </header>
              <ResultView value={result.value} />
              <h2 className="calculator-working">{ui('working.title')}</h2>
              <WorkingSteps sheet={{ question: calculator.summary, explained: result }} />
            </>
          )}
        </section>
      </div>
      <p className="hint calculator-api no-print">POST {calculator.href}</p>
    </div>
  )
}

const Calculator = () => {
  const t = useWeb()
  const { module = '', '*': name = '' } = useParams()
  const calculators = useCalculators()
  return (
    <Await query={calculators}>
      {(reply) => {
        const calculator = reply.rows.find((one) => one.module === module && one.name === name)
        if (!calculator) return <Empty title={t('calculators.none')}>{t('calculators.none.text')}</Empty>
        return (
          <>
            <title>{`${calculator.title} · ${t('calculators.title')}`}</title>
            <CalculatorForm key={calculator.href} calculator={calculator} />
          </>
        )
      }}
    </Await>
  )
}

export default Calculator
