/**
 * Stop words by language: what is left out of a text before it is compared, since it says nothing of what the text is
 * about. Postgres' own lists lack modern spellings and the verbs of reporting, and it has none for many languages.
 */

import stopword from 'stopword';
import type { Db } from '../../db/engine/database.ts';
import { lexemesOfWords } from '../../db/related/texts.ts';
import { primaryLanguage, termOf } from './terms.ts';

/** The lists of `stopword` by the language that an article has; Norwegian by either of its written forms. */
const listsByLanguage: Readonly<Record<string, readonly string[]>> = {
  ...{
    af: ['afr'],
    ar: ['ara'],
    bg: ['bul'],
    bn: ['ben'],
    br: ['bre'],
    ca: ['cat'],
    cs: ['ces'],
    da: ['dan'],
    de: ['deu'],
  },
  ...{
    el: ['ell'],
    en: ['eng'],
    eo: ['epo'],
    es: ['spa'],
    et: ['est'],
    eu: ['eus'],
    fa: ['fas'],
    fi: ['fin'],
    fr: ['fra'],
  },
  ...{
    ga: ['gle'],
    gl: ['glg'],
    gu: ['guj'],
    ha: ['hau'],
    he: ['heb'],
    hi: ['hin'],
    hr: ['hrv'],
    hu: ['hun'],
    hy: ['hye'],
  },
  ...{
    id: ['ind'],
    it: ['ita'],
    ja: ['jpn'],
    ko: ['kor'],
    ku: ['kur'],
    la: ['lat'],
    lt: ['lit'],
    lv: ['lav'],
    mr: ['mar'],
  },
  ...{
    ms: ['msa'],
    my: ['mya'],
    nb: ['nob'],
    nl: ['nld'],
    nn: ['nob'],
    no: ['nob'],
    pl: ['pol'],
    pt: ['por', 'porBr'],
  },
  ...{
    ro: ['ron'],
    ru: ['rus'],
    sk: ['slk'],
    sl: ['slv'],
    so: ['som'],
    sr: ['hrv'],
    st: ['sot'],
    sv: ['swe'],
    sw: ['swa'],
  },
  ...{
    th: ['tha'],
    tl: ['tgl'],
    tr: ['tur'],
    uk: ['ukr'],
    ur: ['urd'],
    vi: ['vie'],
    yo: ['yor'],
    zh: ['zho'],
    zu: ['zul'],
  },
};

/** Words of reporting, of time and of number, which every piece of news has, by language. */
const wordsOfNews: Readonly<Record<string, string>> = {
  en: `according added amid amidst already although among announced around ask asked away back became become began called come day
    days described despite due during earlier even every first five four friday given go going gone however including
    january february march april june july august september october november december know known last late later least
    less long made making man many may men monday month months near need never new news next number often one part people
    per percent put recently reported reportedly saturday saw say saying says second see seen several show since six
    spokesman spokeswoman statement sunday take taken tell tells thing third though three thursday time times today told
    tomorrow tuesday two us use used using want wednesday week weeks went whether within without woman women work would
    year years yesterday yet`,
  de: `ab abend angaben angekündigt anfang april august berichtet berichten berichtete bestätigt bestätigte betonte betont bislang bisher
    deutlich dezember dienstag donnerstag drei ebenso ende erklärt erklärte erklären erstmals februar fordert forderte
    freitag fünf gab gegenüber geht gibt gilt heißt hieß hätte januar jedoch juli juni jährlich kam kommen kommt könnte künftig
    laut lassen lässt liegt mai mal mann meldet meldete millionen mittwoch mitteilte mitgeteilt monat monate monaten
    montag märz müsse nacht neue neuen neuer november oktober pro prozent rund sagen sagt sagte samstag september seien
    sechs sieben sogar soll sollen sollte sonntag sowie spricht sprecher sprecherin steht stellt stunden tag tage tagen
    teilt teilte tun uhr unterdessen vergangene vergangenen viele vielen vier vorfall warnt warnte weiter weitere weiteren
    weiterhin will woche wochen worden würde würden zudem zufolge zuletzt zwei zwölf zunächst`,
  fr: `ajoute ajouté affirme affirmé annonce annoncé août après-midi assure avril année années ans aujourd'hui aussi autre autres
    cent cinq contre déclaré déclare depuis deux dernier dernière dernières derniers dès dimanche dire dit dont décembre
    encore explique expliqué faire fait février fois hier indique indiqué janvier jeudi jour jours juillet juin lors lundi
    mai mardi mars mercredi millions mois novembre octobre personnes plus plusieurs pourrait précise précisé près premier
    première quatre rappelle samedi selon semaine semaines septembre six souligne tous tout toute toutes trois vendredi`,
  es: `abril afirma afirmó agosto agregó además ahora anunció aseguró aunque año años ayer cinco cuatro declaró después día días dice dicho
    diciembre dijo domingo dos enero explicó febrero hace hacer hasta hoy indicó informó jueves julio junio lunes martes
    marzo mayo mes meses miércoles millones noviembre nuevo nueva octubre otra otras otros parte personas primer primera
    puede próximo pasado sábado según seis semana semanas señaló septiembre tras tres viernes vez`,
  it: `afferma affermato aggiunto agosto altri ancora anni anno annunciato aprile ora cinque cosa detto dice dichiarato dicembre
    domenica dopo due essere febbraio fatto gennaio giorni giorno giovedì giugno ieri lunedì luglio maggio martedì marzo
    mercoledì mesi mese milioni novembre nuova nuovo oggi ottobre persone poi prima primo può quattro riferito sabato
    secondo sei sempre settembre settimana spiega spiegato stata stato tre venerdì volta`,
  nl: `aldus april augustus dag dagen december dinsdag donderdag drie eerste februari gaat gezegd heeft jaar jaren januari juli
    juni komt laat laten maand maanden maandag maart maken meer meldt mei mensen miljoen nieuwe november oktober september
    twee uur vandaag verklaarde vier vijf volgens vrijdag weer week weken woensdag woordvoerder zaterdag zegt zegt zei
    zeggen zondag`,
  pl: `czwartek dni dnia dodał dodała dwa dwóch grudnia kwietnia lat lata lipca listopada lutego maja marca miesięcy mówi mówił
    niedziela nowy nowe października piątek podał podkreślił poinformował poinformowała poniedziałek powiedział
    powiedziała pierwszy roku rok sierpnia sobota stycznia środa trzy tys tydzień według września wtorek zł`,
  pt: `abril acrescentou afirma afirmou agosto ainda ano anos anunciou ontem cinco declarou depois dezembro dia dias disse diz dois
    domingo duas explicou fevereiro fez hoje informou janeiro julho junho maio março mês meses milhões nova novembro novo
    outras outros outubro parte pessoas pode primeira primeiro quatro quarta quinta sábado segunda segundo seis semana
    semanas setembro sexta terça três vez`,
  sv: `april augusti berättar dag dagar december enligt fem februari fredag fyra får första går göra hade igår idag januari juli juni
    kommer kronor lördag maj mars meddelar miljoner måndag månad månader november nya nytt oktober onsdag procent sa sade
    säga säger september söndag tisdag torsdag tre två under uppger vecka veckan år året`,
  da: `april august dag dage december fem februar fire fortalte fortæller fredag første ifølge januar juli juni lørdag maj mandag marts
    millioner måned november nye oktober onsdag oplyser sagde sagt september siger søndag tirsdag torsdag tre uge år`,
  nb: `april august dag dager desember fem februar fire forteller fredag første ifølge januar juli juni lørdag mai mandag mars
    millioner måned november nye oktober onsdag opplyser sa sagt september sier søndag tirsdag torsdag tre uke år`,
};

/** By language; stems are the same in every database, since Postgres has them. */
const known = new Map<string, ReadonlySet<number>>();

/** The terms of a language's stop words; its first asking in a process reads their stems. */
export async function stopTermsOf(db: Db, language: string): Promise<ReadonlySet<number>> {
  const primary = primaryLanguage(language);
  const found = known.get(primary);
  if (found !== undefined) return found;
  const words = stopWordsOf(primary);
  const lexemes =
    words.length === 0
      ? []
      : await lexemesOfWords(
          db,
          words.map((word) => ({ language: primary, word })),
        );
  const terms = new Set(lexemes.flat().map((lexeme) => termOf(primary, lexeme)));
  known.set(primary, terms);
  return terms;
}

function stopWordsOf(language: string): string[] {
  const lists = (listsByLanguage[language] ?? []).flatMap((name) => stopword[name] ?? []);
  const own = wordsOfNews[language === 'no' || language === 'nn' ? 'nb' : language]?.split(/\s+/) ?? [];
  return [...new Set([...lists, ...own])];
}
