/** A renderer without a GPU draws at most so often: people must still be able to press keys. */
const SOFTWARE_MS = 250
const HARDWARE_MS = 33
/** Ages and states move on at least once a second. */
const SLOWEST_MS = 1_000
/** A symbol is drawn anew when it has moved so far, CSS pixels. */
const STEP_PIXELS = 0.5

/** How long to wait before the next drawing, ms. Speed is that of the fastest thing on the screen, CSS pixels a second. */
export function pauseFor(what: {
  readonly isSoftware: boolean
  readonly isChanged: boolean
  readonly isSettling: boolean
  readonly pixelsPerSecond: number
}): number {
  const fastest = what.isSoftware ? SOFTWARE_MS : HARDWARE_MS
  if (what.isChanged || what.isSettling) return fastest
  const still = what.pixelsPerSecond > 0 ? (STEP_PIXELS / what.pixelsPerSecond) * 1_000 : SLOWEST_MS
  return Math.min(SLOWEST_MS, Math.max(fastest, still))
}

/** Whether a context is drawn by the processor: SwiftShader, llvmpipe and the like say so themselves. */
export function isSoftware(gl: WebGL2RenderingContext): boolean {
  const named = gl.getExtension('WEBGL_debug_renderer_info')
  const renderer: unknown = gl.getParameter(named === null ? gl.RENDERER : named.UNMASKED_RENDERER_WEBGL)
  return /swiftshader|llvmpipe|software|basic render/i.test(String(renderer))
}
