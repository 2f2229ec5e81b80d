import type {Clock, Stop} from '../../shared/base/clock.ts'

/** No answer is asked for again after so long, ms: the link comes back within seconds. */
const AGAIN_MS = 500

/** Asks until there is an answer, which is given once, or until it is stopped: nothing is taken for "none". */
export function askUntilAnswered<Answer extends object>(
  clock: Clock,
  ask: () => Promise<Answer | undefined>,
  onAnswer: (answer: Answer) => void,
): Stop {
  let isWanted = true
  let again: Stop = () => undefined

  async function turn(): Promise<void> {
    const answer = await ask()
    if (!isWanted) return
    if (answer !== undefined) onAnswer(answer)
    else again = clock.after(AGAIN_MS, () => void turn())
  }

  void turn()
  return () => {
    isWanted = false
    again()
  }
}
