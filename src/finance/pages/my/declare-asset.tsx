import { useState } from 'react'
import { useSend } from '../../../platform/ui/api/query.ts'
import { Await } from '../../../platform/ui/await.tsx'
import { Button } from '../../../platform/ui/button.tsx'
import { Dialog, ProblemNote } from '../../../platform/ui/dialog.tsx'
import { Choice, TextField, Tick } from '../../../platform/ui/field.tsx'
import { useUi } from '../../../platform/ui/messages/index.ts'
import {
  blank,
  isObject,
  type Json,
  type JsonSchema,
  resolve,
  variantsOf,
} from '../../../platform/ui/schema-form/json-schema.ts'
import { SchemaField } from '../../../platform/ui/schema-form/schema-form.tsx'
import { useFinance } from '../../messages/index.ts'
import { type AssetClass, assetClasses } from '../../model/asset-classes.ts'
import { finance, useStandard } from '../data.ts'

/** Said by others: the day by the valuer, the evidence by the papers. */
const notAsked = ['asOf', 'evidence', 'class', 'sample', 'deaths', 'harvested', 'priceFenPerKg', 'costIncurredFen']

const without = (schema: JsonSchema): JsonSchema => ({
  ...schema,
  properties: Object.fromEntries(Object.entries(schema.properties ?? {}).filter(([key]) => !notAsked.includes(key))),
  required: (schema.required ?? []).filter((key) => !notAsked.includes(key)),
})

const namesClass = (schema: JsonSchema | undefined, wanted: AssetClass): boolean =>
  schema !== undefined && (schema.const === wanted || (schema.enum ?? []).includes(wanted))

/** The part of a standard's request that concerns a class, less what the family does not say. */
export const schemaOfClass = (wanted: AssetClass, root: JsonSchema): JsonSchema | null => {
  if (wanted === 'living_aquatic') return without(root)
  const found = variantsOf(root)
    .map((variant) => resolve(variant, root))
    .find((variant) => namesClass(variant.properties?.['class'], wanted))
  return found === undefined ? null : without(found)
}

/** 申报资产: the class decides what is asked, in the words of the published standard. */
export const DeclareAsset = ({ onClose }: { onClose: () => void }) => {
  const t = useFinance()
  const ui = useUi()
  const [assetClass, setAssetClass] = useState<AssetClass>('pond_right')
  const standard = useStandard(assetClass)
  const [title, setTitle] = useState('')
  const [registerKey, setRegisterKey] = useState('')
  const [here, setHere] = useState(false)
  const [facts, setFacts] = useState<Json | undefined>(undefined)
  const save = useSend<readonly [number, number] | null>({
    path: `${finance}/assets`,
    body: (position) => ({
      class: assetClass,
      title,
      registerKey: registerKey.trim() === '' ? null : registerKey.trim(),
      position,
      // The level is that of the papers; the standard wants one named.
      facts: { ...(isObject(facts) ? facts : {}), evidence: 'E4' },
    }),
    stale: ['/api/finance/'],
  })
  const submit = (): void => {
    const store = (position: readonly [number, number] | null) => save.mutate(position, { onSuccess: onClose })
    if (!here || !('geolocation' in navigator)) return store(null)
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => store([coords.longitude, coords.latitude]),
      () => store(null),
    )
  }
  return (
    <Dialog
      title={t('records.asset.add')}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{ui('action.cancel')}</Button>
          <Button kind="primary" type="submit" form="asset" busy={save.isPending}>
            {t('records.asset.declare')}
          </Button>
        </>
      }
    >
      <form
        id="asset"
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Choice
          label={t('records.asset.class')}
          value={assetClass}
          onChange={(next) => {
            if (next === '') return
            setAssetClass(next)
            setFacts(undefined)
          }}
          options={assetClasses.map((value) => ({ value, title: t(`class.${value}`) }))}
        />
        <TextField label={t('records.asset.title')} value={title} onChange={setTitle} required />
        <TextField
          label={t('records.asset.key')}
          value={registerKey}
          onChange={setRegisterKey}
          hint={t('records.asset.key.hint')}
        />
        <Await query={standard} lines={4}>
          {({ input: root }) => {
            const schema = schemaOfClass(assetClass, root)
            return schema === null ? null : (
              <SchemaField
                key={assetClass}
                schema={schema}
                root={root}
                value={facts ?? blank(schema, root)}
                onChange={setFacts}
                problem={save.error}
                pointer=""
                name=""
              />
            )
          }}
        </Await>
        <Tick checked={here} onChange={setHere}>
          {t('records.asset.here')}
        </Tick>
        <ProblemNote problem={save.error} />
      </form>
    </Dialog>
  )
}
