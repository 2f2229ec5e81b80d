/** How the node does. */
export const diagnostics = {
  diagnostics: {
    title: 'Ce nœud',
    figure: 'ms',
    half: 'moitié',
    most: '99 %',
    longest: 'le plus long',
    loop: 'retard de la boucle d’événements',
    tick: 'temps de travail d’un tour (toutes les {{every}} ms)',
    sessions: 'Fenêtres ouvertes',
    tracks: 'Pistes détenues',
    frames: 'Images envoyées',
    names: 'Noms envoyés',
    reports: 'Rapports par ligne changée',
    ledger: 'Lignes du registre',
    memory: 'Mémoire du processus, dont le tas',
  },
}
