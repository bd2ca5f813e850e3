/** The kind of a source by the words of its name: "… Ministry", "University of …", "… Inc.", "… Times". */

import type { SourceKind } from './attribution.ts';
import { words } from './word-list.ts';

const headsByKind: readonly (readonly [SourceKind, ReadonlySet<string>])[] = [
  ['NEWS_AGENCY', words('newsagency pressagency newswire')],
  [
    'COMPANY',
    words(`inc inc. gmbh mbh ug sas sarl lda ltda corp corp. corporation ltd ltd. limited llc llp lp plc kg srl spa bv ab asa oy oyj ag gmbh se sa nv co co. company group holding holdings motors airlines
      airways pharmaceuticals pharma technologies technology systems industries energy electric steel robotics software
      semiconductors labs bank bancorp capital partners ventures insurance oil petroleum gas mining shipping logistics
      railways rail foods stores brands studios entertainment telecom communications konzern werke aerospace automotive
      biotech therapeutics publishing hotels resorts solutions associates interactive analytics consulting advisors`),
  ],
  [
    'GOVERNMENT',
    words(`ministry ministries department government parliament senate police treasury chancellery cabinet embassy consulate office bureau
      authority commission court tribunal army navy military guard corps forces command administration agency service council
      constabulary county affairs force legislature assembly inspectorate directorate secretariat presidency prosecution ministerium
      bundesamt landesamt amt finanzamt landtag behörde customs directorate-general watchdog commissariat state's taskforce
      prosecutor's attorney's polizei staatsanwaltschaft behörde regierung`),
  ],
  [
    'ORGANIZATION',
    words(`university universität hochschule institute institut institution association verband federation confederation union
      gewerkschaft foundation stiftung society committee club party partei center centre college school hospital clinic church
      museum trust organization organisation alliance network league academy akademie observatory forum fund initiative
      coalition campaign watch international project movement board charity board's lab laboratory laboratories chamber chambers
      congress conference consortium register exchange theatre orchestra library diocese archdiocese brotherhood
      brigade front rebels militia action aid rescue verein bund zentrum klinikum programme program census partnership syndicate guild
      body front zoo archives observatories survey relief staff newsroom redaktion editors`),
  ],
  [
    'NEWSPAPER',
    words(`times post herald tribune journal gazette chronicle telegraph courier examiner inquirer mercury dispatch argus
      bugle echo sentinel advertiser observer zeitung tageblatt anzeiger nachrichten kurier allgemeine rundschau tagblatt
      newspaper beacon lantern ledger shimbun ilbo daily register-guard star-tribune`),
  ],
  ['BROADCASTER', words('tv television radio broadcasting fm news rundfunk fernsehen channel network-news')],
  ['MAGAZINE', words('magazine weekly review magazin monthly quarterly')],
];

const kindByHead = new Map(headsByKind.flatMap(([kind, heads]) => [...heads].map((head) => [head, kind] as const)));
// "World Anti-Doping Agency": the same heads, but nobody's government.
const beyondAState = words('u.n. un eu e.u. nato world international european african global asian arab');
const germanHeads: readonly (readonly [RegExp, SourceKind])[] = [
  [/ministeriums?$/i, 'GOVERNMENT'],
  [
    /(?:bundes|landes|kriminal|gesundheits|umwelt|finanz|zoll|veterinär|jugend|sozial|ordnungs|bau|verkehrs|schul|standes|ausländer|arbeits|kartell|patent|forst|kultur|vermessungs|wasserwirtschafts)amt(?:e?s)?$/i,
    'GOVERNMENT',
  ],
  [/^\p{Lu}[\p{L}\d ]*-(?:bundestags|landtags|rats|stadtrats|kreistags)?fraktion$/iu, 'ORGANIZATION'],
  [
    /\p{L}(?:staatsanwaltschaft|polizei|behörde|kanzlei|regierung|inspektion|präsidium|leitstelle|warnzentrale)$/iu,
    'GOVERNMENT',
  ],
  [/(?:verband|verein|institut|stiftung|gewerkschaft|universität)e?s?$/i, 'ORGANIZATION'],
  [/^(?!Wiederv)\p{L}{3,}vereinigung$/u, 'ORGANIZATION'],
  [/^\p{Lu}\p{L}+(?:-\p{Lu}\p{L}+)?-Zentrums?$/u, 'ORGANIZATION'],
  [/\p{L}(?:gericht|gerichtshof|rechnungshof)(?:e?s)?$/iu, 'GOVERNMENT'],
  [/^(?:kreis|stadt)?sparkassen?$|^(?:volks|raiffeisen)banken?$/iu, 'COMPANY'],
  [/^[\p{L}-]{0,20}(?:krankenhaus(?:es)?|klinikums?|\p{L}-klinik)$/iu, 'ORGANIZATION'],
  [/^(?:stadtwerken?|verkehrsbetrieben?|\p{L}{2,}-werken?)$/iu, 'COMPANY'],
  [
    /^(?!Kommun|Region|Bostads|Lands)\p{Lu}\p{L}{2,}(?:förbundet|föreningen|partiet|sällskapet|stiftelsen)$/u,
    'ORGANIZATION',
  ],
  [/^(?!Kommun|Region|Läns|Lands)\p{Lu}\p{L}{2,}(?:myndigheten|verket|styrelsen|inspektionen)$/u, 'GOVERNMENT'],
  [
    /\p{L}{3}(?:mieterbund|gemeindebund|städtebund|gewerkschaftsbund|bauernbund|naturschutzbund|sportbund|ärztekammer|handelskammer|handwerkskammer|arbeiterkammer|wirtschaftskammer)(?:e?s)?$/iu,
    'ORGANIZATION',
  ],
  [
    /^(?:Gemeinde|Städte|Lehrer|Beamten|Gewerkschafts|Bauern|Naturschutz|Tierschutz|Mieter|Steuerzahler|Richter|Schützen|Sänger|Imker|Blinden|Heimat|Jugend|Frauen|Turner|Sport|Landes|Ärzte)(?:bund|kammer)(?:e?s)?$/u,
    'ORGANIZATION',
  ],
  [/\p{L}-?(?:zeitung|anzeiger|tagblatt|tageblatt)$/iu, 'NEWSPAPER'],
];
/** Polish bodies have the noun that says what they are between two adjectives: "Główny Urząd Statystyczny". */
const polishHeads: readonly (readonly [RegExp, SourceKind])[] = [
  [
    /(?<=^|\s)(?:Urz(?:ąd|ędu)|Komend[ay]|Sądu?|Inspektoratu?|Izb[ay] Kontroli|Komisj[ai]|Zarządu?|Funduszu?|Straż(?:y)?|Ministerstw[oa]|Prokuratur[ay])(?= \p{L})/u,
    'GOVERNMENT',
  ],
  [
    /(?<=^|\s)(?:Związek|Związku|Instytutu?|Stowarzyszeni[ea]|Rad[ay]|Izb[ay]|Towarzystw[oa]|Fundacj[ai]|Uniwersytetu?|Politechnik[ai]|Akademi[ai]|Centrum)(?= \p{L})/u,
    'ORGANIZATION',
  ],
];
const bareHead =
  /^(?:(?:institut|verband|verein|stiftung|gewerkschaft|universität|ministerium)(?:e?s)?|\p{L}{0,20}krankenhaus(?:es)?|klinikums?|(?:kreis|stadt)?sparkassen?|(?:volks|raiffeisen)banken?)$/iu;
/** Words that open the name of a body where its kind comes first: "Ministerio de …", "Université de …". */
const openingsByKind: readonly (readonly [SourceKind, ReadonlySet<string>])[] = [
  [
    'GOVERNMENT',
    words(`ministerio ministério ministère ministero ministerie ministerstwo guardia guarda policía polícia polizia policja polizei bundesamt
      landesamt landeskriminalamt staatsanwaltschaft generalstaatsanwaltschaft prefeitura ayuntamiento préfecture prefettura procura parquet
      fiscalía procuradoria prokuratura tribunal tribunale gobierno governo gouvernement consejería junta generalitat amt landkreis kreis gemeinde
      unidad feuerwehr polizeipräsidium polizeiinspektion polizeidirektion kreispolizeibehörde landratsamt kreisverwaltung ordnungsamt kripo kriminalpolizei hochwasserzentrale leitstelle regierungspräsidium brandweer gemeente provincie waterschap veiligheidsregio rechtbank räddningstjänsten polisen stadt stadtverwaltung freistaat hansestadt bezirk kanton protección proteção protezione dirección direção direction senado senato`),
  ],
  [
    'ORGANIZATION',
    words(`universität hochschule institut technische université universidad universidade università universiteit uniwersytet uniwersytetu politechnika
      universitetet instituto istituto instytut asociación associação association associazione stowarzyszenie vereniging federación federação fédération
      federazione confederación confederação confédération confederazione fundación fundação fondation fondazione fundacja stichting
      sindicato syndicat sindacato partido partito comisiones cruz croix-rouge croce observatorio observatório observatoire osservatorio
      academia académie accademia akademia museo musée museu muzeum hospital hôpital ospedale szpital colegio cámara chambre consejo conselho
      conseil consiglio comité comitato amnistía amnistia médicos médecins medici centro centre centrum société iniciativa fc sc sv tsv vfb vfl vfr spvgg tus fsv ssv bsc ehc ksv eintracht borussia arminia alemannia verbraucherzentrale
      organización organização organizzazione organisatie bundesverband zentralverband
      bund stiftung netzwerk bündnis aktionsbündnis bistum erzbistum diözese landeskirche handwerkskammer handelskammer ärztekammer
      zentralkomitee technischen technisches staatstheater stadttheater landestheater staatsoper nationaltheater`),
  ],
  ['COMPANY', words('banco banque banca grupo gruppo groupe compañía companhia compagnia flughafen messe')],
  ['NEWS_AGENCY', words('agencia agência agence agenzia agencja nachrichtenagentur')],
  ['NEWSPAPER', words('diario diário jornal gazeta gazzetta corriere dziennik')],
  ['BROADCASTER', words('rádio cadena télévision televisión televisão polskie sveriges')],
];
/** Endings that name a body only behind another word: "Deutscher Mieterbund", "Deutsche Umwelthilfe". */
const germanTail =
  /\p{L}(?:bund|rat|kammer|hilfe|werk|gesellschaft|forum|club|zentrale|agentur|tag|dienst|sicherung|verwaltung|liga|jugend|union|wacht)(?:e?s)?$/iu;
const kindByOpening = new Map(
  openingsByKind.flatMap(([kind, heads]) => [...heads].map((head) => [head, kind] as const)),
);
/** Words that no person's name has. */
const impersonal = words(
  `great old big open mount sea state street international national global world united royal federal central general public new first   civil human rights daily house games cup olympics stadium airport arena festival   avenue square bridge tower river ocean island islands league world's war treaty agreement
  protocol summit prize award championship championships election elections crisis plan deal law amendment`,
);

function headOf(parts: readonly string[]): string {
  const before = parts.findIndex((part) => /^(?:of|for|für|der|des|von)$/.test(part));
  return (before > 0 ? parts[before - 1] : parts.at(-1))?.toLowerCase() ?? '';
}

/** The kind of a body by its words; `undefined` when they don't show it to be one. */
export function kindOfBody(parts: readonly string[]): SourceKind | undefined {
  const lower = parts.map((part) => part.toLowerCase());
  if (parts.length > 1 && lower.includes('broadcasting')) return 'BROADCASTER';
  if (parts.length > 1 && /^(?:news|press) agency$/.test(lower.slice(-2).join(' '))) return 'NEWS_AGENCY';
  const whole = parts.join(' ');
  if (
    parts.length === 1 &&
    /(?<!\p{L})\p{L}{3,}\.(?:com|org|net|de|co\.uk|io|fr|es|it|nl|pl|se|pt|br|at|ch|eu|info|news)$/iu.test(whole)
  )
    return 'WEBSITE';
  const german = germanHeads.find(([shape]) => shape.test(parts[0] ?? '') || shape.test(parts.at(-1) ?? ''));
  // "Klinikum Nordstadt GmbH"
  if (german?.[1] === 'ORGANIZATION' && /^(?:g?gmbh|mbh|ag)$/.test(lower.at(-1) ?? '')) return 'COMPANY';
  if (german !== undefined) return german[1];
  if (parts.length < 2) return undefined;
  if (/^IG \p{Lu}/u.test(whole)) return 'ORGANIZATION';
  const polish = polishHeads.find(([shape]) => shape.test(whole));
  if (polish !== undefined) return polish[1];
  if (/^(?:daily|weekly|sunday|evening)$/.test(lower[0] ?? '')) return 'NEWSPAPER';
  // "Journal of …" is a learned one.
  if (headOf(parts) === 'journal' && lower.includes('of')) return 'MAGAZINE';
  const opening = opensBody(parts[0] ?? '') ? kindByOpening.get(withoutGenitive(lower[0] ?? '')) : undefined;
  if (
    /^(?:Deutsche|Europäische|Bayerische|Evangelische|Katholische)[mnrs]?$/.test(parts[0] ?? '') &&
    germanTail.test(parts.at(-1) ?? '')
  )
    return 'ORGANIZATION';
  // "Bank of England", "Ministry of Trade": the head stands before "of"; otherwise it is the last word.
  const kind =
    kindByHead.get(headOf(parts)) ?? opening ?? (lower.length > 1 ? kindByHead.get(lower.at(-1) ?? '') : undefined);
  if (kind === 'GOVERNMENT' && lower.some((part) => beyondAState.has(part))) return 'ORGANIZATION';
  if (kind === 'COMPANY' && /^bank$/.test(headOf(parts)) && lower.includes('central')) return 'GOVERNMENT';
  return kind;
}

/** "Dem Institut zufolge": whether a word says what a body is, and not which. */
export function isBareHead(word: string): boolean {
  return bareHead.test(word);
}

/** Whether no personal name has a word. */
export function isImpersonal(word: string): boolean {
  return impersonal.has(word.toLowerCase());
}

/** Whether a word with a capital is the first of a body's name. */
export function opensBody(word: string): boolean {
  return kindByOpening.has(withoutGenitive(word.toLowerCase())) && /^\p{Lu}/u.test(word);
}

/** German "des Landratsamts Cham", "des Landkreises Goslar". */
function withoutGenitive(word: string): string {
  return word.replace(/(?<=\p{L}{3}(?:amt|kreis|präsidium|bistum|hafen|theater|institut|verband|bund))e?s$/u, '');
}

/** The words of a name as printed, those that are written together without a blank: "Ministère de l'Air". */
export function joined(parts: readonly string[]): string {
  return parts
    .join(' ')
    .replaceAll(' ,', ',')
    .replace(/(?<=(?:^| )(?:l|d|dell|all|dall|nell|sull)') /giu, '');
}

export function isHeadWord(word: string): boolean {
  return kindByHead.has(word.toLowerCase());
}

const MAX_NAME_WORDS = 6;

/** Two to six words that can be a personal name: capitals or initials, none that only things have. */
export function isPersonal(parts: readonly string[]): boolean {
  const names = parts
    .map((part) => part.replace(/^(?:[ae]\p{Ll}{1,2}-|[dl]['’])(?=\p{Lu})/u, ''))
    .filter((part) => /^\p{Lu}/u.test(part));
  return (
    names.length >= 2 &&
    parts.length <= MAX_NAME_WORDS &&
    names.every((part) =>
      /^(?:(?:\p{Lu}\.)+|\p{Lu}ª?|\p{Lu}(?=[\p{L}'’-]*\p{Ll})[\p{L}'’-]+|Jr\.|Sr\.|I{1,3}V?)$/u.test(part),
    ) &&
    !names.some((part) => impersonal.has(part.toLowerCase()))
  );
}
