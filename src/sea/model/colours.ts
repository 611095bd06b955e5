/** Colours of warnings, from the lowest to the highest. */
export const colours = ['blue', 'yellow', 'orange', 'red'] as const
export type Colour = (typeof colours)[number]

export const colourZh: Readonly<Record<Colour, string>> = { blue: '蓝色', yellow: '黄色', orange: '橙色', red: '红色' }
