import { z } from 'zod'

export const FileId = z.object({ id: z.uuid() })

/** A stored file as the browser sees it. `takenAt` and the position are what the camera wrote. */
export const StoredFile = z.object({
  id: z.string(),
  digest: z.string(),
  kind: z.string(),
  name: z.string(),
  takenAt: z.string().nullable(),
  longitude: z.number().nullable(),
  latitude: z.number().nullable(),
  perceptualHash: z.string().nullable(),
})
