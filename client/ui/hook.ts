/** What may be asked of a window from outside, by name. */
export type Questions = Readonly<Record<string, () => unknown>>

let offered: Questions = {}

/** Adds what a part of the window can tell; the same name again replaces the older answer. */
export function offer(questions: Questions): void {
  offered = {...offered, ...questions}
  if ('__tripoint' in window) openHook()
}

/** Lets browser tests ask: `window.__tripoint`. Only for a node that says that it was started for tests. */
export function openHook(): void {
  Object.assign(window, {__tripoint: offered})
}
