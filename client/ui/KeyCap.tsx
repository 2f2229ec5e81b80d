/** A key, or several after one another, as they stand on the keyboard: `Shift R`. */
export function KeyCap({children}: {children: string}) {
  return (
    <span className="caps" aria-hidden>
      {children.split(' ').map(cap => (
        <kbd key={cap}>{cap}</kbd>
      ))}
    </span>
  )
}
