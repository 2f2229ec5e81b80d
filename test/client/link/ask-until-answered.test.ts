import {expect, test} from 'vitest'
import {askUntilAnswered} from '../../../client/link/ask-until-answered.ts'
import {manualClock} from '../../../shared/base/clock.ts'

const settled = () => new Promise(resolve => setImmediate(resolve))

test('what nobody has answered is asked again, and an answer is given once', async () => {
  const clock = manualClock()
  const answers = [undefined, undefined, {hits: 1}]
  const given: object[] = []
  let asked = 0
  askUntilAnswered(
    clock,
    () => Promise.resolve(answers[asked++]),
    answer => given.push(answer),
  )
  for (let i = 0; i < 5; i++) {
    await settled()
    clock.advance(600)
  }
  expect(asked).toBe(3)
  expect(given).toEqual([{hits: 1}])
})

test('who has stopped asking is not answered, and nothing is asked again', async () => {
  const clock = manualClock()
  const given: object[] = []
  let asked = 0
  const stopLate = askUntilAnswered(
    clock,
    () => Promise.resolve({hits: 1}),
    answer => given.push(answer),
  )
  stopLate()
  const stop = askUntilAnswered<{hits: number}>(
    clock,
    () => {
      asked++
      return Promise.resolve(undefined)
    },
    answer => given.push(answer),
  )
  await settled()
  stop()
  clock.advance(5_000)
  await settled()
  expect(asked).toBe(1)
  expect(given).toEqual([])
})
