import { useState } from 'react'
import { ApiProblem, send } from './api/client.ts'
import { ProblemNote } from './dialog.tsx'
import { Field } from './field.tsx'
import { instant } from './format.ts'
import { useUi } from './messages/index.ts'
import './photo-field.css'

export type Position = { readonly longitude: number; readonly latitude: number; readonly accuracyM: number }

/** A photo that the server has taken in. The camera's own time and place stand when it wrote them. */
export type StoredPhoto = {
  readonly fileId: string
  readonly name: string
  readonly takenAt: string | null
  readonly camera: { readonly longitude: number; readonly latitude: number } | null
  /** Where the phone stood when the photo was handed in; null when it was not allowed to say. */
  readonly position: Position | null
}

type Reply = {
  readonly id: string
  readonly name: string
  readonly takenAt: string | null
  readonly longitude: number | null
  readonly latitude: number | null
}

const waitMs = 10_000

/** Where the phone stands; null when there is no receiver, no leave or no answer. Needs https or localhost. */
export const whereAmI = (): Promise<Position | null> =>
  new Promise((done) => {
    if (!('geolocation' in navigator)) {
      done(null)
      return
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        done({ longitude: coords.longitude, latitude: coords.latitude, accuracyM: Math.round(coords.accuracy) }),
      () => done(null),
      { enableHighAccuracy: true, timeout: waitMs, maximumAge: 60_000 },
    )
  })

/**
 * Photos taken on the spot: each is stored at once with the place of the phone, so that nothing is lost when the form
 * is refused. On a phone the button opens the camera.
 */
export const PhotoField = ({
  label,
  hint,
  photos,
  onChange,
  most = 9,
  required,
}: {
  label: string
  hint?: string
  photos: readonly StoredPhoto[]
  onChange: (photos: readonly StoredPhoto[]) => void
  most?: number
  required?: boolean
}) => {
  const t = useUi()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const take = async (files: readonly File[]): Promise<void> => {
    setBusy(true)
    setProblem(null)
    const stored: StoredPhoto[] = [...photos]
    try {
      const position = await whereAmI()
      for (const file of files.slice(0, most - photos.length)) {
        const form = new FormData()
        form.append('file', file)
        const reply = await send<Reply>('/api/platform/files', { method: 'POST', body: form })
        stored.push({
          fileId: reply.id,
          name: reply.name,
          takenAt: reply.takenAt,
          camera:
            reply.longitude === null || reply.latitude === null
              ? null
              : { longitude: reply.longitude, latitude: reply.latitude },
          position,
        })
      }
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      setProblem(error)
    } finally {
      setBusy(false)
      onChange(stored)
    }
  }
  const full = photos.length >= most
  return (
    <div className="photo-field">
      <Field label={label} hint={hint ?? t('photo.hint', { most })} required={required}>
        {(attributes) => (
          <span className="file-field">
            <input
              {...attributes}
              className="visually-hidden"
              type="file"
              accept="image/jpeg,image/png"
              capture="environment"
              multiple
              disabled={busy || full}
              required={required === true && photos.length === 0}
              onChange={(event) => {
                void take([...(event.target.files ?? [])])
                event.target.value = ''
              }}
            />
            <label className="button" htmlFor={attributes.id} aria-disabled={busy || full}>
              {t(busy ? 'photo.storing' : 'photo.take')}
            </label>
          </span>
        )}
      </Field>
      <ul className="photo-list">
        {photos.map((photo) => (
          <li key={photo.fileId}>
            <img src={`/api/platform/files/${photo.fileId}`} alt={photo.name} />
            <span className="hint">
              {photo.takenAt === null ? t('photo.noTime') : instant(photo.takenAt)}
              <br />
              {photo.camera !== null
                ? t('photo.camera', place(photo.camera))
                : photo.position !== null
                  ? t('photo.phone', { ...place(photo.position), metres: photo.position.accuracyM })
                  : t('photo.noPlace')}
            </span>
            <button
              type="button"
              className="button button-text"
              onClick={() => onChange(photos.filter((other) => other.fileId !== photo.fileId))}
            >
              {t('action.remove')}
            </button>
          </li>
        ))}
      </ul>
      <ProblemNote problem={problem} />
    </div>
  )
}

const place = (at: { readonly longitude: number; readonly latitude: number }): { east: string; north: string } => ({
  east: at.longitude.toFixed(5),
  north: at.latitude.toFixed(5),
})
