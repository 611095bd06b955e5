import { type FormEvent, lazy, Suspense, useEffect, useEffectEvent, useRef, useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import type { Explained } from '../../../platform/explain.ts'
import { ApiProblem, send } from '../../../platform/ui/api/client.ts'
import { Await, Empty } from '../../../platform/ui/await.tsx'
import { Button } from '../../../platform/ui/button.tsx'
import { ProblemNote } from '../../../platform/ui/dialog.tsx'
import { Go } from '../../../platform/ui/link.tsx'
import { useUi } from '../../../platform/ui/messages/index.ts'
import { blank, isObject, type Json } from '../../../platform/ui/schema-form/json-schema.ts'
import { SchemaField } from '../../../platform/ui/schema-form/schema-form.tsx'
import { showWorking } from '../../../platform/ui/working-sheet.ts'
import { useWeb } from '../../messages/index.ts'
import { type FullCalculator, useCalculator } from './catalogue.ts'
import { ResultPlot } from './plot.tsx'
import { plotOf } from './plot-of.ts'
import { ResultView } from './result-view.tsx'
import { Sketch } from './sketch.tsx'
import '../../../platform/ui/page-head.css'
import './calculators.css'

/** On paper only: what the drawer shows on the screen. */
const WorkingSteps = lazy(async () => ({
  default: (await import('../../../platform/ui/working.tsx')).WorkingSteps,
}))

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

/** Pauses of typing after which the server is asked what it thinks. */
const pauseMs = 450

const valueAt = (input: Json | undefined, pointer: string): Json | undefined =>
  pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<Json | undefined>(
      (value, key) => (Array.isArray(value) ? value[Number(key)] : isObject(value) ? value[key] : undefined),
      input,
    )

type Answer = { readonly input: Json | undefined; readonly reply: Explained<Json> }

/** Asks while one types; what is still empty is not complained about until one asks oneself. */
const useAnswer = (calculator: FullCalculator, input: Json | undefined) => {
  const [answer, setAnswer] = useState<Answer | null>(null)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const [busy, setBusy] = useState(false)
  const [asked, setAsked] = useState(false)
  const ask = async (signal?: AbortSignal): Promise<boolean> => {
    try {
      const reply = await send<Explained<Json>>(calculator.href, {
        method: 'POST',
        body: input,
        ...(signal === undefined ? {} : { signal }),
      })
      setAnswer({ input, reply })
      setProblem(null)
      return true
    } catch (error) {
      if (signal?.aborted === true) return false
      if (!(error instanceof ApiProblem)) throw error
      setProblem(error)
      return false
    }
  }
  const pause = useRef(0)
  const live = calculator.deadlineMs === null
  const askOnPause = useEffectEvent((signal: AbortSignal) => void ask(signal))
  useEffect(() => {
    if (!live || input === undefined) return
    const stop = new AbortController()
    // The first answer is there with the page; only typing waits.
    const timer = setTimeout(() => askOnPause(stop.signal), pause.current)
    pause.current = pauseMs
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [input, live])
  const compute = async (): Promise<boolean> => {
    setBusy(true)
    setAsked(true)
    const done = await ask()
    setBusy(false)
    return done
  }
  const fields = problem?.errors.filter(({ pointer }) => asked || valueAt(input, pointer) !== undefined) ?? []
  const shown =
    problem === null || (!asked && problem.errors.length > 0 && fields.length === 0)
      ? null
      : new ApiProblem({
          status: problem.status,
          code: problem.code,
          title: problem.title,
          detail: problem.message,
          errors: fields,
        })
  return { answer, problem: shown, busy, compute, stale: answer !== null && problem !== null }
}

const curlOf = (calculator: FullCalculator, input: Json | undefined): string =>
  `curl -X POST '${location.origin}${calculator.href}' -H 'content-type: application/json' -d '${JSON.stringify(input).replaceAll("'", "'\\''")}'`

const Copy = ({ text, children }: { text: () => string; children: string }) => {
  const ui = useUi()
  const [copied, setCopied] = useState(false)
  // The clipboard exists on https and on localhost only.
  if (navigator.clipboard === undefined) return null
  return (
    <Button kind="text" onClick={() => void navigator.clipboard.writeText(text()).then(() => setCopied(true))}>
      {copied ? ui('action.copied') : children}
    </Button>
  )
}

const CalculatorResult = ({
  calculator,
  answer,
  stale,
}: {
  calculator: FullCalculator
  answer: Answer
  stale: boolean
}) => {
  const t = useWeb()
  const ui = useUi()
  const { reply } = answer
  const plot = plotOf(reply.value, calculator.value, calculator.value)
  const sheet = { question: calculator.summary, explained: reply }
  return (
    <div data-stale={stale ? '' : undefined}>
      <header className="section-head">
        <h2>{ui('working.result')}</h2>
        <span className="grow" />
        {reply.working.length > 0 && (
          <Button kind="text" className="no-print" onClick={() => showWorking(sheet)}>
            {ui('working.how')}
          </Button>
        )}
        <Button kind="text" className="no-print" onClick={() => print()}>
          {ui('action.print')}
        </Button>
      </header>
      {plot && <ResultPlot plot={plot} />}
      <ResultView value={reply.value} schema={calculator.value} root={calculator.value} />
      {answer.input !== undefined && <Sketch input={answer.input} />}
      {reply.warnings.map((warning) => (
        <p key={`${warning.code} ${warning.message}`} className="notice-bar">
          {warning.message}
        </p>
      ))}
      <details className="calculator-raw no-print">
        <summary>{t('calculators.raw')}</summary>
        <pre>{JSON.stringify(reply.value, null, 1)}</pre>
      </details>
      <section className="calculator-working print-only">
        <h2>{ui('working.title')}</h2>
        <Suspense fallback={null}>
          <WorkingSteps sheet={sheet} />
        </Suspense>
      </section>
    </div>
  )
}

const CalculatorForm = ({ calculator }: { calculator: FullCalculator }) => {
  const t = useWeb()
  const [search, setSearch] = useSearchParams()
  const [input, setInput] = useState<Json | undefined>(
    () => readInput(search.get('input')) ?? calculator.examples[0]?.input ?? blank(calculator.input, calculator.input),
  )
  const { answer, problem, busy, compute, stale } = useAnswer(calculator, input)
  const link = (): string => {
    const text = JSON.stringify(input) ?? ''
    const own = `${location.origin}${location.pathname}`
    return text.length <= longestLink ? `${own}?input=${encodeURIComponent(text)}` : own
  }
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!(await compute())) return
    const text = JSON.stringify(input)
    setSearch(text.length <= longestLink ? { input: text } : {}, { replace: true, preventScrollReset: true })
  }
  return (
    <div className="calculator">
      <nav className="crumb no-print">
        <Go to="/services/calculators">{t('calculators.title')}</Go>
        <i>/</i>
        {calculator.moduleTitle}
      </nav>
      <h1>{calculator.title}</h1>
      <p className="muted calculator-summary">{calculator.summary}</p>
      <div className="calculator-body">
        <form noValidate onSubmit={(event) => void submit(event)}>
          {calculator.examples.length > 0 && (
            <p className="calculator-examples no-print">
              <span className="hint">{t('calculators.examples')}</span>
              {calculator.examples.map((example) => (
                <Button
                  key={example.title}
                  kind="text"
                  pressed={JSON.stringify(example.input) === JSON.stringify(input)}
                  onClick={() => setInput(example.input)}
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
          <p className="calculator-actions no-print">
            <Button kind="primary" type="submit" busy={busy}>
              {t('calculators.compute')}
            </Button>
            <Button onClick={() => setInput(blank(calculator.input, calculator.input))}>
              {t('calculators.clear')}
            </Button>
          </p>
        </form>
        <section className="calculator-result" aria-live="polite">
          {answer === null ? (
            <p className="muted">{t('calculators.waiting')}</p>
          ) : (
            <CalculatorResult calculator={calculator} answer={answer} stale={stale} />
          )}
        </section>
      </div>
      <p className="hint calculator-api no-print">
        <Copy text={link}>{t('calculators.copyLink')}</Copy>
        <Copy text={() => curlOf(calculator, input)}>{t('calculators.copyCurl')}</Copy>
        <code>POST {calculator.href}</code>
      </p>
    </div>
  )
}

const Calculator = () => {
  const t = useWeb()
  const { module = '', '*': name = '' } = useParams()
  const calculator = useCalculator(module, name)
  if (calculator.error?.code === 'not_found') {
    return (
      <Empty title={t('calculators.none')} page>
        {t('calculators.none.text')}
      </Empty>
    )
  }
  return (
    <Await query={calculator}>
      {(reply) => (
        <>
          <title>{`${reply.title} · ${t('calculators.title')}`}</title>
          <CalculatorForm key={reply.href} calculator={reply} />
        </>
      )}
    </Await>
  )
}

export default Calculator
