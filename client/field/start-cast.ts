import type {DemoUser} from '../link/sign-in.ts'

/** Who is offered where: an operator of each nation, the field units, and everybody else. */
export type Cast = {
  readonly consoles: readonly DemoUser[]
  readonly phones: readonly DemoUser[]
  readonly others: readonly DemoUser[]
}

export function castOf(users: readonly DemoUser[]): Cast {
  const phones = users.filter(user => user.role === 'field')
  const consoles = users.filter(
    (user, index) =>
      user.role === 'operator' &&
      users.findIndex(other => other.role === 'operator' && other.nation === user.nation) === index,
  )
  return {consoles, phones, others: users.filter(user => !phones.includes(user) && !consoles.includes(user))}
}

/** The address that opens a window for this person, in a seat of its own. */
export function addressOf(user: DemoUser): string {
  return `${user.role === 'field' ? '/field' : '/'}?seat-new&as=${encodeURIComponent(user.user)}`
}
