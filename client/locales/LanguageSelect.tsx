import {chooseLanguage, type Language, LANGUAGE_NAMES, LANGUAGES, useWords} from './catalogue.ts'

/** Every language under its own name; the page changes with the choice. `onChoose`: what else is done with it. */
export function LanguageSelect({testId, onChoose}: {testId?: string; onChoose?: (language: Language) => void}) {
  const {language} = useWords()
  return (
    <select
      value={language}
      data-testid={testId}
      onChange={event => {
        const chosen = LANGUAGES.find(one => one === event.target.value)
        if (chosen === undefined) return
        chooseLanguage(chosen)
        onChoose?.(chosen)
      }}
    >
      {LANGUAGES.map(one => (
        <option key={one} value={one}>
          {LANGUAGE_NAMES[one]}
        </option>
      ))}
    </select>
  )
}
