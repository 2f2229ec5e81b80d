import type {FeatureCollection, Point} from 'geojson'

/**
 * Towns, ports, capes and waters that people name on watch: western Baltic, Channel, and the larger ones of Europe.
 * Names and places are facts, rounded to about a kilometre and written down for this table. Rank 1 shows from afar,
 * 4 only near by. One line each: name, longitude, latitude, rank.
 */
const TOWNS = `
København 12.57 55.68 1
Stockholm 18.07 59.33 1
Oslo 10.75 59.91 1
Helsinki 24.94 60.17 1
Tallinn 24.75 59.44 1
Riga 24.11 56.95 1
Vilnius 25.28 54.69 1
Warszawa 21.01 52.23 1
Berlin 13.40 52.52 1
Hamburg 9.99 53.55 1
Amsterdam 4.90 52.37 1
Bruxelles 4.35 50.85 1
Paris 2.35 48.86 1
London -0.13 51.51 1
Dublin -6.26 53.35 1
Reykjavík -21.94 64.15 1
Madrid -3.70 40.42 1
Lisboa -9.14 38.72 1
Roma 12.50 41.90 1
Athína 23.73 37.98 1
Wien 16.37 48.21 1
Praha 14.42 50.09 1
Budapest 19.04 47.50 1
Bucureşti 26.10 44.43 1
Sofia 23.32 42.70 1
Beograd 20.46 44.82 1
Zagreb 15.98 45.81 1
Kyiv 30.52 50.45 1
Minsk 27.57 53.90 1
Moskva 37.62 55.76 1
Sankt-Peterburg 30.32 59.94 1
Istanbul 28.98 41.01 1
Ankara 32.85 39.93 1
Valletta 14.51 35.90 1
Nicosia 33.37 35.17 1
Bern 7.45 46.95 1
Göteborg 11.97 57.71 1
Malmö 13.00 55.61 2
Gdańsk 18.65 54.35 2
Kaliningrad 20.51 54.71 2
Rostock 12.10 54.09 2
Kiel 10.14 54.32 2
Lübeck 10.69 53.87 2
Aarhus 10.21 56.16 2
Aalborg 9.92 57.05 2
Odense 10.39 55.40 2
Szczecin 14.55 53.43 2
Klaipėda 21.13 55.71 2
Liepāja 21.01 56.51 2
Turku 22.27 60.45 2
Bergen 5.32 60.39 2
Stavanger 5.73 58.97 2
Kristiansand 8.00 58.15 2
Bremerhaven 8.58 53.54 2
Rotterdam 4.48 51.92 2
Antwerpen 4.40 51.22 2
Calais 1.86 50.95 2
Dover 1.31 51.13 2
Dunkerque 2.38 51.03 2
Le Havre 0.11 49.49 2
Cherbourg -1.62 49.64 2
Brest -4.49 48.39 2
Portsmouth -1.09 50.80 2
Plymouth -4.14 50.37 2
Southampton -1.40 50.91 2
Edinburgh -3.19 55.95 2
Marseille 5.37 43.30 2
Barcelona 2.17 41.39 2
Valencia -0.38 39.47 2
Sevilla -5.99 37.39 2
Porto -8.61 41.15 2
Napoli 14.27 40.85 2
Genova 8.93 44.41 2
Palermo 13.36 38.12 2
Venezia 12.34 45.44 2
Split 16.44 43.51 2
Thessaloníki 22.94 40.64 2
Constanţa 28.65 44.18 2
Varna 27.92 43.21 2
Odesa 30.73 46.48 2
Izmir 27.14 38.42 2
München 11.58 48.14 2
Frankfurt 8.68 50.11 2
Poznań 16.93 52.41 2
Gdynia 18.53 54.52 3
Świnoujście 14.25 53.91 3
Kołobrzeg 15.58 54.18 3
Darłowo 16.41 54.42 3
Ustka 16.86 54.58 3
Łeba 17.55 54.76 3
Hel 18.80 54.61 3
Baltiysk 19.91 54.65 3
Sassnitz 13.64 54.52 3
Stralsund 13.09 54.31 3
Greifswald 13.41 54.09 3
Wismar 11.46 53.89 3
Travemünde 10.87 53.96 3
Puttgarden 11.22 54.50 3
Flensburg 9.44 54.78 3
Gedser 11.93 54.57 3
Rødbyhavn 11.35 54.66 3
Rønne 14.70 55.10 3
Nexø 15.13 55.06 3
Helsingør 12.61 56.04 3
Køge 12.18 55.46 3
Næstved 11.76 55.23 3
Korsør 11.14 55.33 3
Kalundborg 11.09 55.68 3
Nakskov 11.14 54.83 3
Svendborg 10.61 55.06 3
Sønderborg 9.79 54.91 3
Fredericia 9.75 55.57 3
Grenaa 10.91 56.41 3
Frederikshavn 10.54 57.44 3
Trelleborg 13.16 55.37 3
Ystad 13.82 55.43 3
Simrishamn 14.35 55.56 3
Helsingborg 12.69 56.05 3
Landskrona 12.83 55.87 3
Karlshamn 14.86 56.17 3
Karlskrona 15.59 56.16 3
Kalmar 16.36 56.66 3
Halmstad 12.86 56.67 3
Varberg 12.25 57.11 3
Åhus 14.30 55.92 3
Visby 18.29 57.64 3
Oskarshamn 16.45 57.26 3
Ventspils 21.56 57.39 3
Folkestone 1.17 51.08 3
Ramsgate 1.42 51.33 3
Hastings 0.57 50.85 3
Newhaven 0.06 50.79 3
Brighton -0.14 50.82 3
Boulogne-sur-Mer 1.61 50.73 3
Dieppe 1.08 49.92 3
Fécamp 0.37 49.76 3
Ouistreham -0.25 49.28 3
Saint-Malo -2.03 48.65 3
Roscoff -3.98 48.73 3
Saint Peter Port -2.54 49.46 3
Saint Helier -2.10 49.19 3
Weymouth -2.46 50.61 3
Poole -1.98 50.72 3
Falmouth -5.07 50.15 3
Penzance -5.54 50.12 3
Oostende 2.92 51.23 3
Zeebrugge 3.20 51.33 3
Vlissingen 3.57 51.44 3
Harwich 1.28 51.95 3
Felixstowe 1.35 51.96 3
Den Helder 4.76 52.96 3
IJmuiden 4.61 52.46 3
Cuxhaven 8.71 53.86 3
Emden 7.21 53.37 3
Esbjerg 8.45 55.47 3
Skagen 10.59 57.72 4
Klintholm 12.47 54.95 4
Hesnæs 12.15 54.82 4
Stege 12.29 54.98 4
Rødvig 12.38 55.25 4
Skillinge 14.28 55.47 4
Abbekås 13.61 55.39 4
Skanör 12.84 55.42 4
Falsterbo 12.83 55.39 4
Barth 12.73 54.37 4
Warnemünde 12.08 54.18 4
Kühlungsborn 11.75 54.15 4
Burg auf Fehmarn 11.20 54.44 4
Heiligenhafen 10.98 54.37 4
Peenemünde 13.77 54.14 4
Allinge 14.80 55.28 4
Hasle 14.70 55.18 4
Svaneke 15.14 55.14 4
`
const WATERS = `
Baltic Sea 17.5 55.6 1
North Sea 3.5 56.0 1
English Channel -2.5 50.15 1
Kattegat 11.4 56.8 2
Skagerrak 9.0 57.9 2
Bay of Biscay -4.0 45.5 1
Gulf of Bothnia 19.8 62.2 1
Gulf of Finland 26.0 59.85 2
Gulf of Riga 23.6 57.6 2
Mediterranean Sea 6.0 39.5 1
Adriatic Sea 15.5 43.0 2
Aegean Sea 25.2 38.6 2
Black Sea 33.0 43.3 1
Irish Sea -5.0 53.7 2
Norwegian Sea 3.0 66.0 1
Arkona Basin 13.6 54.85 3
Bornholmsgat 14.4 55.35 3
Mecklenburg Bay 11.5 54.25 3
Kiel Bay 10.6 54.55 3
Pomeranian Bay 14.4 54.15 3
Öresund 12.72 55.80 3
Great Belt 11.0 55.45 3
Fehmarn Belt 11.2 54.59 4
Kadetrinne 12.2 54.50 4
Hanö Bay 14.9 55.75 3
Gdańsk Bay 19.2 54.55 3
Strait of Dover 1.45 51.03 3
German Bight 7.6 54.1 2
`
const ISLANDS = `
Bornholm 14.93 55.13 2
Rügen 13.40 54.42 3
Møn 12.30 55.00 3
Falster 11.95 54.80 3
Lolland 11.45 54.76 3
Fehmarn 11.17 54.47 3
Usedom 14.00 53.95 3
Gotland 18.50 57.45 2
Öland 16.65 56.75 3
Sjælland 11.80 55.50 2
Fyn 10.35 55.33 2
Hiddensee 13.11 54.56 4
Guernsey -2.58 49.46 3
Jersey -2.13 49.22 3
Alderney -2.20 49.71 4
Isle of Wight -1.30 50.68 3
`

export type PlaceKind = 'town' | 'water' | 'island'
export type Place = {name: string; kind: PlaceKind; rank: number}

/** The table as points. Made anew for each caller, who is asked for it once a day. */
export function placesGeoJson(): FeatureCollection<Point, Place> {
  const features = [...read(TOWNS, 'town'), ...read(WATERS, 'water'), ...read(ISLANDS, 'island')]
  return {type: 'FeatureCollection', features}
}

function read(table: string, kind: PlaceKind): FeatureCollection<Point, Place>['features'] {
  return table
    .trim()
    .split('\n')
    .map(line => {
      const words = line.split(' ')
      const [lon = NaN, lat = NaN, rank = NaN] = words.slice(-3).map(Number)
      return {
        type: 'Feature',
        properties: {name: words.slice(0, -3).join(' '), kind, rank},
        geometry: {type: 'Point', coordinates: [lon, lat]},
      }
    })
}
