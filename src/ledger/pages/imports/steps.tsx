import { useLedger } from '../../messages/index.ts'

const steps = ['upload', 'check', 'confirm', 'bind'] as const

/** Where in the import one is. */
export const ImportSteps = ({ at }: { at: (typeof steps)[number] }) => {
  const t = useLedger()
  const here = steps.indexOf(at)
  return (
    <ol className="import-steps no-print">
      {steps.map((step, index) => (
        <li key={step} aria-current={index === here ? 'step' : undefined} data-done={index < here ? '' : undefined}>
          <i>{index + 1}</i>
          {t(`import.step.${step}`)}
        </li>
      ))}
    </ol>
  )
}
