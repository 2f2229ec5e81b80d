/** What a line parts: waters, land, or the regions in which nations co-ordinate search and rescue. */
export const LINE_KINDS = ['sea', 'land', 'sar'] as const
export type LineKind = (typeof LINE_KINDS)[number]
