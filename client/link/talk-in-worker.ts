import type {Opening, Talk, Told} from './talk.ts'

/**
 * Holds the conversation in a worker of this window, so that decoding never holds up what a person does. One worker to a
 * window: each window has its own person, view and socket, and a worker ends with its window, however that ends.
 */
export function talkInWorker(opening: Opening, onTold: (told: Told) => void): Talk {
  const worker = new Worker(new URL('./talk-worker.ts', import.meta.url), {type: 'module', name: 'talk'})
  worker.addEventListener('message', (event: MessageEvent<Told>) => onTold(event.data))
  worker.postMessage(opening)
  return {
    say: said => worker.postMessage(said),
    close: () => worker.terminate(),
  }
}
