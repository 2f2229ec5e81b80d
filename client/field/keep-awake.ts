import type {Stop} from '../../shared/base/clock.ts'

type Lock = {release(): Promise<void>}
type Screen = {request(type: 'screen'): Promise<Lock>}

/**
 * Keeps the screen on while there is something to do. The system lets go whenever the page is hidden, so it is asked again
 * when the page is looked at. Where it is refused (battery low, no such thing) the screen goes dark as ever.
 */
export function keepAwake(options: {
  screen: Screen | undefined
  isWanted: () => boolean
  /** Calls back when that may have changed, or the page is looked at again. */
  onChange: (look: () => void) => Stop
  isVisible: () => boolean
}): Stop {
  const {screen, isWanted, onChange, isVisible} = options
  if (screen === undefined) return () => undefined
  let lock: Lock | undefined
  let isAsking = false
  const look = () => {
    const wanted = isWanted() && isVisible()
    if (!wanted) {
      void lock?.release().catch(() => undefined) // already let go by the system
      lock = undefined
    } else if (lock === undefined && !isAsking) {
      isAsking = true
      screen
        .request('screen')
        .then(
          got => (lock = got),
          () => undefined, // refused: the screen goes dark as ever
        )
        .finally(() => (isAsking = false))
    }
  }
  const stop = onChange(look)
  look()
  return () => {
    stop()
    void lock?.release().catch(() => undefined)
  }
}
