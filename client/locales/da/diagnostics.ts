/** How the node does. */
export const diagnostics = {
  diagnostics: {
    title: 'Denne node',
    figure: 'ms',
    half: 'halvdelen',
    most: '99 %',
    longest: 'længste',
    loop: 'hændelsesløkken forsinket',
    tick: 'arbejdstid for et slag (hver {{every}} ms)',
    sessions: 'Åbne vinduer',
    tracks: 'Spor i hukommelsen',
    frames: 'Sendte billeder',
    names: 'Sendte navne',
    reports: 'Meldinger pr. ændret række',
    ledger: 'Rækker i protokollen',
    memory: 'Processens hukommelse, heraf heap',
  },
}
