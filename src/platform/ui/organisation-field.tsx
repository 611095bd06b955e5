import { useState } from 'react'
import type { z } from 'zod'
import type { OrganisationRow, OrganisationsReply } from '../registers/api/organisations/schema.ts'
import { useGet } from './api/query.ts'
import { Choice, TextField } from './field.tsx'
import { useUi } from './messages/index.ts'

export type Organisation = z.infer<typeof OrganisationRow>

/** Chooses one organisation of the register: some letters of its name, then the one that is meant. */
export const OrganisationField = ({
  label,
  value,
  onChange,
  error,
  except,
}: {
  label: string
  value: Organisation | null
  onChange: (organisation: Organisation | null) => void
  error?: string | undefined
  /** Not offered: the organisation itself, where its head is chosen. */
  except?: string
}) => {
  const t = useUi()
  const [search, setSearch] = useState('')
  const found = useGet<z.infer<typeof OrganisationsReply>>('/api/platform/organisations', {
    ...(search.trim() === '' ? {} : { search: search.trim() }),
    limit: 50,
  })
  const rows = (found.data?.rows ?? []).filter(({ id }) => id !== except)
  const offered = value === null || rows.some(({ id }) => id === value.id) ? rows : [value, ...rows]
  return (
    <>
      <TextField label={t('organisation.search')} value={search} onChange={setSearch} />
      <Choice
        label={label}
        value={value?.id ?? ''}
        options={offered.map(({ id, name }) => ({ value: id, title: name }))}
        empty={t('organisation.none')}
        onChange={(id) => onChange(offered.find((one) => one.id === id) ?? null)}
        error={error}
      />
    </>
  )
}
