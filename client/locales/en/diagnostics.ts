/** How the node does. */
export const diagnostics = {
  diagnostics: {
    title: 'This node',
    figure: 'ms',
    half: 'half',
    most: '99 %',
    longest: 'longest',
    loop: 'event loop late by',
    tick: 'working time of a tick (every {{every}} ms)',
    sessions: 'Windows open',
    tracks: 'Tracks held',
    frames: 'Frames sent',
    names: 'Names sent',
    reports: 'Reports for each changed row told',
    ledger: 'Rows in the ledger',
    memory: 'Memory of the process, of its heap',
  },
}
