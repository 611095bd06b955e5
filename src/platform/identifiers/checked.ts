/**
 * What every identifier check answers. `parts` is null when the text cannot be taken apart (wrong length or
 * characters); a wrong check digit still shows the parts, so that the page can point at the place.
 */
export type Checked<Reason extends string, Parts> = {
  readonly valid: boolean
  /** The normalised identifier: trimmed, half-width, upper case, without spaces. */
  readonly code: string
  /** The first rule that fails, in the order the module documents. */
  readonly reason?: Reason
  /** Deviations that do not make it invalid. */
  readonly warnings?: readonly Reason[]
  readonly parts: Parts | null
}

/** Trims, turns full-width letters and digits into half-width ones, drops inner spaces, upper-cases. */
export const normaliseIdentifier = (text: string): string =>
  text
    .slice(0, 200)
    .replace(/[！-～]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(/[\s　]/g, '')
    .toUpperCase()
