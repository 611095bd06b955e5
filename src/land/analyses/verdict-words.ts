import type { OverlayVerdict } from '../model/overlay.ts'

/** Verdicts as official papers write them, with the colour of their mark. */
export const verdictWords: Readonly<Record<OverlayVerdict, { readonly word: string; readonly hex: string }>> = {
  clear: { word: '不涉及', hex: '1F7A4D' },
  sliver: { word: '细碎重叠，测量核实', hex: '5B6671' },
  checkBySurvey: { word: '须测量核实', hex: 'B07A00' },
  permit: { word: '须经许可', hex: 'B07A00' },
  assessment: { word: '须作评估', hex: 'B07A00' },
  conditional: { word: '有条件', hex: 'B07A00' },
  prohibited: { word: '禁止建设', hex: 'B3261E' },
}
