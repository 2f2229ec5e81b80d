/** A designator, call sign, number, time or coordinate: read from left to right in every language. */
export function Id({children, testId}: {children: string; testId?: string}) {
  return (
    <bdi dir="ltr" className="id" data-testid={testId}>
      {children}
    </bdi>
  )
}
