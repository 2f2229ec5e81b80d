/**
 * Names of many tracks at once, the same bytes for all windows that may have them: u8 `NAME_BLOCK`, then the JSON of
 * `names` (`message.ts`), deflated (RFC 1951). Its first byte tells it from a frame, whose first is its version.
 */
export const NAME_BLOCK = 0x4e
