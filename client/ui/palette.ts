import tokens from './tokens.json' with {type: 'json'}

/** Colours of the light level; `sun` is the field unit's by day. */
export type PaletteName = keyof typeof tokens
/** `bg.sea`, `alarm.ink` …: the same names in every palette. */
export type Token = keyof (typeof tokens)['dusk']
export type Tokens = Readonly<Record<Token, string>>

/** The colours of a palette as `#RRGGBB`. */
export function tokensOf(palette: PaletteName): Tokens {
  return tokens[palette]
}

/** The tokens as CSS custom properties, a rule per palette: `--bg-sea` under `[data-palette='dusk']`. */
export function tokensCss(): string {
  return Object.entries(tokens).map(rule).join('\n')
}

function rule([palette, colours]: [string, Tokens]): string {
  const lines = Object.entries(colours).map(
    ([token, colour]) => `  --${token.replace('.', '-')}: ${colour.toLowerCase()};`,
  )
  return `[data-palette='${palette}'] {\n${lines.join('\n')}\n}\n`
}
