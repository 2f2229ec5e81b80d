/** How the node does. */
export const diagnostics = {
  diagnostics: {
    title: 'Dieser Knoten',
    figure: 'ms',
    half: 'Hälfte',
    most: '99 %',
    longest: 'längste',
    loop: 'Ereignisschleife verspätet um',
    tick: 'Arbeitszeit eines Takts (alle {{every}} ms)',
    sessions: 'Offene Fenster',
    tracks: 'Gehaltene Objekte',
    frames: 'Gesendete Bilder',
    names: 'Gesendete Namen',
    reports: 'Meldungen je geänderter Zeile',
    ledger: 'Zeilen im Journal',
    memory: 'Speicher des Prozesses, davon Heap',
  },
}
