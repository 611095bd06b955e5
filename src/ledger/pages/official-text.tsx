import type { LightState } from '../../platform/ui/light.tsx'
import './official-text.css'

export type Marked = {
  readonly from: number
  readonly to: number
  readonly no: number
  readonly light: LightState
  readonly id: string
}

/** Cuts a text at the marks. Marks that overlap an earlier one are shown from where that one ends. */
export const cutAtMarks = (
  text: string,
  marks: readonly Marked[],
): readonly { text: string; mark: Marked | null }[] => {
  const pieces: { text: string; mark: Marked | null }[] = []
  let at = 0
  for (const mark of [...marks].sort((a, b) => a.from - b.from || a.no - b.no)) {
    const from = Math.max(at, mark.from)
    const to = Math.min(text.length, mark.to)
    if (to <= from) continue
    if (from > at) pieces.push({ text: text.slice(at, from), mark: null })
    pieces.push({ text: text.slice(from, to), mark })
    at = to
  }
  if (at < text.length) pieces.push({ text: text.slice(at), mark: null })
  return pieces
}

/**
 * The State's words, in Song type, word for word; every phrase that a target was read from is marked with its number
 * and light, and leads to the row on the right.
 */
export const OfficialText = ({
  text,
  marks,
  chosen,
  onChoose,
}: {
  text: string
  marks: readonly Marked[]
  chosen: string | null
  onChoose: (id: string) => void
}) => (
  <>
    {cutAtMarks(text.trimEnd(), marks).map((piece) =>
      piece.mark === null ? (
        <span key={`plain ${piece.text}`} className="official-plain">
          {piece.text}
        </span>
      ) : (
        <MarkedPiece
          key={piece.mark.id}
          text={piece.text}
          mark={piece.mark}
          chosen={chosen === piece.mark.id}
          onChoose={onChoose}
        />
      ),
    )}
  </>
)

const MarkedPiece = ({
  text,
  mark,
  chosen,
  onChoose,
}: {
  text: string
  mark: Marked
  chosen: boolean
  onChoose: (id: string) => void
}) => (
  <mark data-light={mark.light} data-chosen={chosen ? '' : undefined}>
    {/* A link and no button: a button is one block, a phrase must break with its line. */}
    <a
      href={`?target=${encodeURIComponent(mark.id)}`}
      onClick={(event) => {
        event.preventDefault()
        onChoose(mark.id)
      }}
    >
      {text}
      <sup>{mark.no}</sup>
    </a>
  </mark>
)
