declare const released: unique symbol

/** Something that one reader may have. Only this folder makes one; only these may be sent to a person or a partner. */
export type Released<T> = T & {readonly [released]: true}

/** Says of a value, cut to its reader, that the reader may have it. */
export function release<T>(value: T): Released<T> {
  return value as Released<T>
}
