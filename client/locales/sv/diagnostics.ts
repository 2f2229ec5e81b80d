/** How the node does. */
export const diagnostics = {
  diagnostics: {
    title: 'Den här noden',
    figure: 'ms',
    half: 'hälften',
    most: '99 %',
    longest: 'längst',
    loop: 'händelseslingan sen med',
    tick: 'arbetstid för ett slag (var {{every}} ms)',
    sessions: 'Öppna fönster',
    tracks: 'Spår i minnet',
    frames: 'Sända bilder',
    names: 'Sända namn',
    reports: 'Rapporter per ändrad rad',
    ledger: 'Rader i liggaren',
    memory: 'Processens minne, varav heap',
  },
}
