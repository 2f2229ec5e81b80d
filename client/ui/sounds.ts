/** What can be heard. All differ, and each can be tried. */
export const SOUNDS = [
  'sos',
  'alarm',
  'link-lost',
  'handoff',
  'warning',
  'refused',
  'accepted',
  'link-back',
  'message',
] as const
export type Sound = (typeof SOUNDS)[number]

/** A tone: from when, how long (seconds), from and to which pitch (Hz), how loud (0 to 1). */
export type Tone = {
  readonly at: number
  readonly lasts: number
  readonly from: number
  readonly to: number
  readonly gain: number
}

/** Each sound as tones. */
export const SCORES: Readonly<Record<Sound, readonly Tone[]>> = {
  sos: [
    {at: 0, lasts: 0.9, from: 600, to: 1_400, gain: 1},
    {at: 0.9, lasts: 0.9, from: 1_400, to: 600, gain: 1},
  ],
  alarm: pulses(3, 0.15, 0.1, 880, 988, 1),
  warning: pulses(2, 0.2, 0.12, 660, 660, 0.7),
  handoff: [
    {at: 0, lasts: 0.18, from: 523, to: 523, gain: 0.8},
    {at: 0.2, lasts: 0.18, from: 784, to: 784, gain: 0.8},
  ],
  accepted: [{at: 0, lasts: 0.12, from: 784, to: 784, gain: 0.6}],
  refused: pulses(2, 0.14, 0.08, 392, 392, 0.6),
  message: [{at: 0, lasts: 0.04, from: 1_200, to: 1_200, gain: 0.4}],
  'link-lost': [
    {at: 0, lasts: 0.2, from: 660, to: 660, gain: 0.8},
    {at: 0.24, lasts: 0.2, from: 523, to: 523, gain: 0.8},
    {at: 0.48, lasts: 0.3, from: 392, to: 392, gain: 0.8},
  ],
  'link-back': [
    {at: 0, lasts: 0.16, from: 523, to: 523, gain: 0.6},
    {at: 0.2, lasts: 0.2, from: 660, to: 660, gain: 0.6},
  ],
}

/** `blocked`: the browser waits for a click before it lets anything sound. */
export type SpeakerState = 'ready' | 'blocked' | 'absent'

/** Plays sounds by the browser's own synthesis; no file is loaded. */
export class Speaker {
  readonly #make: () => AudioContext | undefined
  #context: AudioContext | undefined

  /** `make` is called at the first use: browsers complain about contexts that are made before a click. */
  constructor(make: () => AudioContext | undefined) {
    this.#make = make
  }

  get state(): SpeakerState {
    if (this.#context === undefined) return 'blocked'
    return this.#context.state === 'running' ? 'ready' : 'blocked'
  }

  /** To be called from a click or a key: from then on sounds are heard. */
  async unlock(): Promise<SpeakerState> {
    this.#context ??= this.#make()
    if (this.#context === undefined) return 'absent'
    if (this.#context.state !== 'running') await this.#context.resume()
    return this.state
  }

  play(sound: Sound): void {
    const context = this.#context
    if (context?.state !== 'running') return
    const start = context.currentTime + 0.02
    for (const tone of SCORES[sound]) sing(context, tone, start + tone.at)
  }
}

/** With soft edges of 10 ms, so that nothing clicks. */
function sing(context: AudioContext, tone: Tone, at: number): void {
  const source = context.createOscillator()
  const volume = context.createGain()
  source.type = 'triangle'
  source.frequency.setValueAtTime(tone.from, at)
  source.frequency.linearRampToValueAtTime(tone.to, at + tone.lasts)
  volume.gain.setValueAtTime(0, at)
  volume.gain.linearRampToValueAtTime(tone.gain * 0.5, at + 0.01)
  volume.gain.setValueAtTime(tone.gain * 0.5, at + tone.lasts - 0.01)
  volume.gain.linearRampToValueAtTime(0, at + tone.lasts)
  source.connect(volume).connect(context.destination)
  source.start(at)
  source.stop(at + tone.lasts + 0.05)
}

function pulses(count: number, lasts: number, gap: number, from: number, to: number, gain: number): readonly Tone[] {
  return Array.from({length: count}, (_, index) => ({at: index * (lasts + gap), lasts, from, to, gain}))
}
