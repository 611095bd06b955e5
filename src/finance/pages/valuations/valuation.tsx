import { useState } from 'react'
import { useParams } from 'react-router'
import { send } from '../../../platform/ui/api/client.ts'
import { useSend } from '../../../platform/ui/api/query.ts'
import { Await } from '../../../platform/ui/await.tsx'
import { Button } from '../../../platform/ui/button.tsx'
import { fieldError, ProblemNote } from '../../../platform/ui/dialog.tsx'
import { Choice, FileField, TextField } from '../../../platform/ui/field.tsx'
import { FigureText } from '../../../platform/ui/figure.tsx'
import { instant } from '../../../platform/ui/format.ts'
import { Light } from '../../../platform/ui/light.tsx'
import { PageHead } from '../../../platform/ui/page-head.tsx'
import { isObject, type Json } from '../../../platform/ui/schema-form/json-schema.ts'
import { SchemaField } from '../../../platform/ui/schema-form/schema-form.tsx'
import { useSession } from '../../../platform/ui/session.ts'
import { showWorking, type WorkingSheet } from '../../../platform/ui/working-sheet.ts'
import type { AssetRow } from '../../api/assets/schema.ts'
import { useFinance } from '../../messages/index.ts'
import { evidenceKinds } from '../../model/evidence-kinds.ts'
import { finance, useAsset, useEvidence, useStandard } from '../data.ts'
import { schemaOfClass } from '../my/declare-asset.tsx'
import '../finance.css'

const stale = ['/api/finance/']

/** 打样: weights of single animals as they are read out at the pond; the sheet counts and averages them. */
const SampleSheet = ({ onChange }: { onChange: (sample: Json | null) => void }) => {
  const t = useFinance()
  const today = useSession().data?.today ?? ''
  const [text, setText] = useState('')
  const weights = text
    .split(/[\s,，、;；]+/)
    .map(Number)
    .filter((grams) => Number.isFinite(grams) && grams > 0)
  const mean = weights.length === 0 ? null : weights.reduce((sum, grams) => sum + grams, 0) / weights.length
  return (
    <>
      <TextField
        label={t('sample.weights')}
        hint={t('sample.hint')}
        value={text}
        inputMode="decimal"
        onChange={(next) => {
          setText(next)
          const grams = next
            .split(/[\s,，、;；]+/)
            .map(Number)
            .filter((each) => Number.isFinite(each) && each > 0)
          onChange(
            grams.length === 0
              ? null
              : {
                  on: today,
                  meanGrams: (grams.reduce((sum, each) => sum + each, 0) / grams.length).toFixed(2),
                  animals: grams.length,
                },
          )
        }}
      />
      <p className="muted">
        {mean === null ? t('sample.none') : t('sample.mean', { count: weights.length, grams: mean.toFixed(2) })}
      </p>
    </>
  )
}

const EvidencePanel = ({ asset }: { asset: AssetRow }) => {
  const t = useFinance()
  const evidence = useEvidence(asset.id)
  const [kind, setKind] = useState<string>('photo')
  const [no, setNo] = useState('')
  const [file, setFile] = useState<File | null>(null)
  const add = useSend({
    path: `${finance}/assets/${asset.id}/evidence`,
    body: () => {
      const form = new FormData()
      form.append('kind', kind)
      if (no.trim() !== '') form.append('documentNo', no.trim())
      if (file !== null) form.append('file', file)
      return form
    },
    stale,
  })
  return (
    <section>
      <Await query={evidence} lines={3}>
        {({ level, rows }) => (
          <>
            <div className="section-head">
              <h2>{t('valuation.evidence')}</h2>
              <span className="hint">{t(`evidence.${level}`)}</span>
            </div>
            <table className="rows">
              <tbody>
                {rows.map((row) => (
                  <tr key={row.id}>
                    <td>
                      {t(`evidence.kind.${row.kind}`)} {row.documentNo}
                      <small>
                        {instant(row.recordedAt)}
                        {row.distanceM !== null && ` · ${t('evidence.distance', { metres: row.distanceM })}`}
                      </small>
                    </td>
                    <td className="num">
                      {row.hasFile && (
                        <a href={`${finance}/assets/${asset.id}/evidence/${row.id}`}>{t('evidence.open')}</a>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        )}
      </Await>
      <form
        className="form-grid"
        onSubmit={(event) => {
          event.preventDefault()
          add.mutate(undefined, {
            onSuccess: () => {
              setNo('')
              setFile(null)
            },
          })
        }}
      >
        <div className="form-row">
          <Choice
            label={t('evidence.kind')}
            value={kind}
            onChange={setKind}
            options={evidenceKinds.map((value) => ({ value, title: t(`evidence.kind.${value}`) }))}
          />
          <TextField
            label={t('evidence.no')}
            value={no}
            onChange={setNo}
            error={fieldError(add.error, '/documentNo')}
          />
        </div>
        <FileField
          label={t('evidence.file')}
          file={file}
          onChange={setFile}
          accept="image/*,.pdf"
          error={fieldError(add.error, '/file')}
        />
        <ProblemNote problem={add.error} />
        <p>
          <Button type="submit" busy={add.isPending}>
            {t('evidence.add')}
          </Button>
        </p>
      </form>
    </section>
  )
}

const ValueForm = ({ asset }: { asset: AssetRow }) => {
  const t = useFinance()
  const standard = useStandard(asset.class)
  const said = Object.fromEntries(
    Object.entries(asset.facts).filter(([key]) => !['class', 'evidence'].includes(key)),
  ) as Json
  const [facts, setFacts] = useState<Json | undefined>(said)
  const [sample, setSample] = useState<Json | null>(null)
  const value = useSend({
    path: `${finance}/assets/${asset.id}/value`,
    body: () => ({
      findings: { ...(isObject(facts) ? facts : {}), ...(sample === null ? {} : { sample }) },
    }),
    version: () => asset.version,
    stale,
  })
  const second = useSend({
    path: `${finance}/assets/${asset.id}/countersign`,
    body: () => undefined,
    version: () => asset.version,
    stale,
  })
  const waits = asset.valuation !== null && !asset.valuation.signed && asset.valuation.endReason === null
  return (
    <section>
      <h2>{t('valuation.form')}</h2>
      <form
        className="form-grid"
        onSubmit={(event) => {
          event.preventDefault()
          value.mutate(undefined)
        }}
      >
        <Await query={standard} lines={4}>
          {({ input: root }) => {
            const schema = schemaOfClass(asset.class, root)
            return schema === null ? null : (
              <SchemaField
                schema={schema}
                root={root}
                value={facts}
                onChange={setFacts}
                problem={value.error}
                pointer=""
                name=""
              />
            )
          }}
        </Await>
        {asset.class === 'living_aquatic' && <SampleSheet onChange={setSample} />}
        <ProblemNote problem={value.error ?? second.error} />
        <p className="two-actions">
          {waits && (
            <Button busy={second.isPending} onClick={() => second.mutate(undefined)}>
              {t('valuation.second')}
            </Button>
          )}
          <Button kind="primary" type="submit" busy={value.isPending}>
            {t('valuation.sign')}
          </Button>
        </p>
      </form>
    </section>
  )
}

/** 现场评估: what was said, what was found, the papers, and the value by the published standard. */
const ValuationPage = () => {
  const t = useFinance()
  const { id = '' } = useParams()
  const open = async (asset: AssetRow): Promise<void> =>
    showWorking({
      question: t('sheet.question', { title: asset.title }),
      explained: await send<WorkingSheet['explained']>(`${finance}/assets/${asset.id}/working`),
    })
  return (
    <Await query={useAsset(id)}>
      {(asset) => (
        <>
          <PageHead
            crumbs={[
              { title: t('module.title'), to: '/finance' },
              { title: t('valuations.title'), to: '/finance/valuations' },
              { title: asset.title },
            ]}
            title={asset.title}
            beside={<span className="tag">{t(`class.${asset.class}`)}</span>}
            ruled
          />
          <div className="family">
            {asset.valuation !== null && (
              <section>
                <div className="facts">
                  <span>
                    {t('column.market')}
                    <br />
                    <FigureText value={asset.valuation.marketFen} unit="fen" size="s" />
                  </span>
                  <span>
                    {t('column.counted')}
                    <br />
                    <FigureText value={asset.valuation.countedFen} unit="fen" size="s" />
                  </span>
                  <span>
                    {t('column.until')}
                    <br />
                    {asset.valuation.validUntil}
                    <br />
                    <Light
                      state={asset.valuation.valid ? 'met' : asset.valuation.signed ? 'overdue' : 'at_risk'}
                      word={t(
                        asset.valuation.valid
                          ? 'valuation.valid'
                          : asset.valuation.signed
                            ? 'asset.expired'
                            : 'asset.waitsSecond',
                      )}
                    />
                  </span>
                </div>
                <Button kind="text" onClick={() => void open(asset)}>
                  {t('valuation.working')}
                </Button>
              </section>
            )}
            <EvidencePanel asset={asset} />
            <ValueForm key={asset.version} asset={asset} />
          </div>
        </>
      )}
    </Await>
  )
}

export default ValuationPage
