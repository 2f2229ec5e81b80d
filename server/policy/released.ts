declare const released: unique symbol

/** Something that one reader may have. Only this folder makes one; only these may be sent to a person or a partner. */
export type Released<T> = T & {readonly [released]: true}
