import { useState } from 'react'
import { Button } from '../../../platform/ui/button.tsx'
import { Choice, TextField, Tick } from '../../../platform/ui/field.tsx'
import { type ImportReply, type TargetField, targetFields } from '../../api/imports/schema.ts'
import { useLandMap } from '../../messages/map/index.ts'

export type Choices = ImportReply['choices']

const systems = ['EPSG:4490', 'EPSG:4549', 'EPSG:4528', 'EPSG:4550', 'EPSG:4529', 'EPSG:3857'] as const
const encodings = ['utf-8', 'gb18030'] as const

/** How the file is read: system, axes, encoding with its sample, columns. Anything changed is checked again. */
export const ChoicesPanel = ({
  reply,
  busy,
  onApply,
}: {
  reply: ImportReply
  busy: boolean
  onApply: (choices: Choices) => void
}) => {
  const t = useLandMap()
  const [choices, setChoices] = useState<Choices>(reply.choices)
  const [template, setTemplate] = useState('')
  const { check } = reply
  const set = (change: Partial<Choices>): void => setChoices({ ...choices, ...change })
  const mapped = (field: TargetField): string => choices.fields[field] ?? ''
  return (
    <section className="section">
      <header className="section-head">
        <h2>{t('imports.choices')}</h2>
        {check !== null && (
          <span className="hint">
            {t('imports.crs')} {check.crsName} {t(`imports.crs.${check.crsFrom}`)}
          </span>
        )}
      </header>
      <div className="decision-form">
        <Choice
          label={t('imports.crs')}
          value={(systems as readonly string[]).includes(choices.crs ?? '') ? (choices.crs ?? '') : ''}
          empty={t('imports.crs.auto')}
          options={systems.map((value) => ({ value: value as string, title: value }))}
          onChange={(crs) => set({ crs: crs === '' ? null : crs })}
        />
        <Choice
          label={t('imports.encoding')}
          {...(check?.encoding == null
            ? {}
            : {
                hint: t(check.encoding.guessed ? 'imports.encoding.guessed' : 'imports.encoding.told', {
                  name: check.encoding.name,
                }),
              })}
          value={choices.encoding ?? ''}
          empty={t('imports.encoding.auto')}
          options={encodings.map((value) => ({ value, title: value }))}
          onChange={(encoding) => set({ encoding: encoding === '' ? null : encoding })}
        />
        {reply.templates.length > 0 && (
          <Choice
            label={t('imports.template')}
            value=""
            empty={t('imports.template.none')}
            options={reply.templates.map(({ name }) => ({ value: name, title: name }))}
            onChange={(name) => {
              const found = reply.templates.find((one) => one.name === name)
              if (found !== undefined) set({ fields: found.fields })
            }}
          />
        )}
        {reply.target === 'parcels' ? (
          <TextField
            label={t('imports.validFrom')}
            type="date"
            value={choices.validFrom ?? ''}
            onChange={(day) => set({ validFrom: day === '' ? null : day })}
          />
        ) : (
          <TextField
            label={t('imports.source')}
            value={choices.source}
            onChange={(source) => set({ source })}
            maxLength={200}
          />
        )}
        {targetFields[reply.target].map((field) => (
          <Choice
            key={field}
            label={t(`imports.field.${field}`)}
            value={mapped(field)}
            empty={t('imports.crs.auto')}
            options={(check?.fields ?? []).map((name) => ({ value: name, title: name }))}
            onChange={(name) => {
              const { [field]: _gone, ...rest } = choices.fields
              set({ fields: name === '' ? rest : { ...rest, [field]: name } })
            }}
          />
        ))}
        <TextField label={t('imports.template.save')} value={template} onChange={setTemplate} maxLength={60} />
        <div className="wide">
          <Tick checked={choices.swapAxes} onChange={(swapAxes) => set({ swapAxes })}>
            {t('imports.swap')}
          </Tick>
          <Tick checked={choices.leaveOut} onChange={(leaveOut) => set({ leaveOut })}>
            {t('imports.leaveOut')}
          </Tick>
        </div>
        <div className="wide">
          <Button
            busy={busy}
            onClick={() => onApply({ ...choices, template: template.trim() === '' ? null : template.trim() })}
          >
            {t('imports.recheck')}
          </Button>
        </div>
      </div>
    </section>
  )
}
