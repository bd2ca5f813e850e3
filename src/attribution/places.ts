/**
 * Place names, peoples and political camps: "Moscow said" names no source, and "Russian" or "Republican" in front of a
 * name isn't a part of it.
 */

import { phrases, words } from './word-list.ts';

// The Intl tables know every country in every language and, as time zones, some 400 cities: only the rest is listed.
const cities = phrases(
  `Westminster, Holyrood, Stormont, Whitehall, Hollywood, Capitol Hill, Silicon Valley, Beijing, Washington, Washington D.C., District of Columbia, New Delhi, Delhi, Mumbai, Ankara, Canberra, Ottawa, Jerusalem, Tel Aviv, Gaza, Geneva, Zurich,
  Zürich, Munich, München, Hamburg, Frankfurt, Cologne, Köln, Düsseldorf, Leipzig, Dresden, Stuttgart, Bonn, Bremen, Hannover, Barcelona,
  Milan, Naples, Turin, Florence, Venice, Lyon, Marseille, Bordeaux, Nice, Strasbourg, Manchester, Liverpool, Birmingham,
  Glasgow, Edinburgh, Cardiff, Belfast, San Francisco, Boston, Miami, Dallas, Houston, Atlanta, Philadelphia, Seattle,
  San Diego, Las Vegas, Austin, Rio de Janeiro, Brasília, Brasilia, Kyiv, Kiev, Kharkiv, Odesa, Odessa, Lviv, Donetsk,
  St. Petersburg, Pyongyang, Hanoi, Islamabad, Lahore, Kandahar, Rabat, Pretoria, Cape Town, Abuja, The Hague, Rotterdam, Antwerp,
  Bern, Basel, Salzburg, Krakow, Gdansk, Taipei, Mecca, Medina, Aleppo, Mosul, Basra, Osaka, Kyoto, Hiroshima, Busan, Incheon,
  Rangoon, Yangon, Naypyidaw, Kashmir, Crimea, Donbas, Siberia, Europe, Asia, Africa, America, Latin America, Middle East, Britain,
  England, Scotland, Wales, Northern Ireland, Great Britain, Holland, U.S., US, USA, U.S.A., U.K., UK, UAE, Turkey, Burma, Ivory Coast,
  Czech Republic, Palestine, West Bank, Gaza Strip, Hong Kong, Macau, Congo, Bavaria, Saxony, Catalonia, Bosnia,
  Bruxelles, Bruselas, Bruxelas, Brussel, Bruksela, Bryssel, Londres, Londra, Londen, Londyn, Parigi, Parijs, Paryż, Roma, Rzym, Moscou, Moscú,
  Moscovo, Mosca, Moskou, Moskwa, Moskau, Moskva, Pékin, Pekín, Pequim, Pechino, Pekin, Peking, Berlino, Berlín, Berlim, Berlijn, Madryt, Lisbonne, Lisboa,
  Varsovie, Varsovia, Varsavia, Warschau, Warszawa, Vienne, Viena, Wien, Wenen, Genève, Ginebra, Genebra, Ginevra, Genf, La Haye, La Haya, Haia, L'Aia, Den Haag,
  Estrasburgo, Strasburgo, Straßburg, Nueva York, Nova York, Nova Iorque, Nowy Jork, Kiew, Kijów, Jérusalem, Jerusalén, Gerusalemme, Téhéran, Teherán, Teherã,
  Teheran, Le Caire, El Cairo, Il Cairo, Kairo, Europa, Asien, Afrika, Amerika, América, África, Afrique, Amérique, Asie, Milano, Torino, Napoli, Firenze, Venezia,
  Sevilla, Valencia, Cataluña, Madrid, Porto, Bayern, Sachsen, Hessen, Brandenburg, Thüringen, Niedersachsen, Nordrhein-Westfalen, NRW, Brandeburgo,
  EE UU, EE.UU., EEUU, EUA, Usa, Stati Uniti, États-Unis, Etats-Unis, Estados Unidos, Verenigde Staten, Federazione Russa, Royaume-Uni, Reino Unido, Regno Unito,
  Corée du Nord, Corée du Sud, Chine, Cisjordanie, Cisjordania, Brussels, Tehran, Doha, Riyadh, New York City, Mariupol, Arctic, Antarctica,
  Brooklyn, Queens, Manhattan, Bronx, Harlem, Staten Island, Silicon Valley, Hollywood, Capitol Hill, Wall Street, Leeds, Sheffield, Bristol,
  Nottingham, Leicester, Newcastle, Southampton, Portsmouth, Brighton, Plymouth, Oxford, Cambridge, Norwich, Hull, Bradford, Sunderland,
  Aberdeen, Dundee, Swansea, Derry, Galway, Limerick, Long Island, Orlando, Tampa, Charlotte, Nashville, Memphis, Baltimore, Pittsburgh,
  Cleveland, Cincinnati, Columbus, Milwaukee, Minneapolis, St. Louis, Kansas City, New Orleans, San Antonio, San Jose, Sacramento, Oakland,
  Portland, Salt Lake City, Albuquerque, Tucson, Rafah, Khan Younis, Ramallah, Hebron, Srinagar, Muzaffarabad, Lagos, Nairobi, Mombasa, Durban`,
);
const states = phrases(
  `Alabama, Alaska, Arizona, Arkansas, California, Colorado, Connecticut, Delaware, Florida, Hawaii, Idaho, Illinois,
  Indiana, Iowa, Kansas, Kentucky, Louisiana, Maine, Maryland, Massachusetts, Michigan, Minnesota, Mississippi, Missouri,
  Montana, Nebraska, Nevada, New Hampshire, New Jersey, New Mexico, North Carolina, North Dakota, Ohio, Oklahoma, Oregon,
  Pennsylvania, Rhode Island, South Carolina, South Dakota, Tennessee, Texas, Utah, Vermont, Virginia, West Virginia,
  Wisconsin, Wyoming, Ontario, Quebec, Alberta, Queensland, Victoria, New South Wales,
  New Brunswick, Nova Scotia, Manitoba, Saskatchewan, British Columbia, Newfoundland, Tasmania, Western Australia, South Australia`,
);

function countries(language: string): string[] {
  const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  return letters.flatMap((a) => letters.flatMap((b) => names.of(a + b) ?? []));
}

function zoneCities(): string[] {
  return Intl.supportedValuesOf('timeZone').map((zone) => (zone.split('/').at(-1) ?? '').replaceAll('_', ' '));
}

export const places: ReadonlySet<string> = new Set([
  ...['en', 'de', 'fr', 'es', 'pt', 'it', 'nl', 'pl', 'sv'].flatMap(countries),
  ...zoneCities(),
  ...cities,
  ...states,
]);

/** Places that are given names as well: "Jordan Peele" is a person. */
export const placesAndNames = words(
  'Paris Jordan Chad Georgia Austin Florence Victoria Sydney Adelaide Charlotte Israel Kenya India Sofia Vienna Lincoln Virginia Carolina Madison Montana Dakota Nevada Jersey Dominica Guadeloupe Melbourne Vincent Nice Troy Lourdes Helena Louis Denver Phoenix Brooklyn Chelsea Houston Santiago Orlando Cleveland Oxford',
);

/** Those by which people sign, too: alone in a byline they are who wrote it rather than where. */
export const placesThatSign = words('Paris Sydney Austin Brooklyn Troy Lincoln Phoenix Dakota');

// Endings catch most peoples; the listed ones have none of them.
const peoples = words(
  `French German Greek Dutch Danish Swiss Czech Thai Iraqi Israeli Pakistani Saudi Emirati Qatari Kuwaiti Omani Yemeni
  Bangladeshi Nepali Afghan Filipino Icelandic Slovak Croat Serb Turk Kurdish Uzbek Kazakh Tajik Kyrgyz Turkmen Welsh
  Azerbaijani Somali Arab Hebrew Basque Catalan European American Latin Western Eastern Northern Southern Greenlandic
  African Asian Bavarian Texan Parisian Californian Belarusian Russian Ukrainian Italian Indian Iranian Canadian
  Australian Austrian Brazilian Hungarian Romanian Bulgarian Norwegian Egyptian Syrian Jordanian Libyan Tunisian
  Algerian Ethiopian Kenyan Nigerian Ghanaian Zambian Ugandan Rwandan Tanzanian Namibian Angolan Cuban Haitian Jamaican
  Mexican Colombian Venezuelan Peruvian Bolivian Chilean Ecuadorian Paraguayan Uruguayan Argentinian Argentine Estonian
  Latvian Lithuanian Armenian Georgian Albanian Macedonian Bosnian Serbian Croatian Slovenian Moldovan Korean Malaysian
  Indonesian Cambodian Singaporean Mongolian Palestinian Belgian Persian Sicilian Crimean Chechen Venetian
  Kremlin-backed British Scottish Irish English Spanish Polish Swedish Finnish Turkish Jewish Flemish Cornish
  Baltic Balkan Nordic Scandinavian Caribbean Pacific Atlantic Mediterranean
  Republican Republicans Democrat Democrats Democratic Conservative Conservatives Tory Tories Liberal Liberals Catholic Catholics
  Muslim Muslims Protestant Orthodox Chinese Japanese Portuguese Maltese Lebanese Sudanese Congolese Vietnamese Taiwanese Senegalese Burmese Cantonese
  Dutchman Dutchwoman Englishman Englishwoman Frenchman Frenchwoman Irishman Irishwoman Welshman Welshwoman Scotsman Scotswoman Cornishman
  Yorkshireman Ulsterman Northerner Southerner Midlander Spaniard Briton Brit Swede Aussie Kiwi Londoner Mancunian Liverpudlian Scouser Geordie
  Glaswegian Dubliner Edinburgher Parisienne Muscovite Neapolitan Floridian Hawaiian Alaskan Ohioan Virginian Québécois Québecer
  Deutsche Deutschen Berliner Hamburger Münchner Kölner Frankfurter Wiener Zürcher Russische Russischen Ukrainische`,
);

export function isPeople(word: string): boolean {
  return peoples.has(word) || peoples.has(word.replace(/^(?:non|anti|pro|ex)-/i, ''));
}

export function isPlace(name: string): boolean {
  return places.has(name);
}

/** How many words at the front of a run are a place or a people. */
export function placeLength(run: readonly string[]): number {
  for (let length = Math.min(4, run.length); length > 0; length -= 1) {
    const name = run.slice(0, length).join(' ');
    const isDirected =
      length === 2 && /^(?:North|South|West|East|Northern|Southern|Eastern|Western|Latin)$/.test(run[0] ?? '');
    if (isPlace(name) || (isPeople(name) && length === 1) || (isDirected && isPeople(run[1] ?? ''))) return length;
  }
  return 0;
}
