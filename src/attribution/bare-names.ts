/** German names without an article: "laut Brandt" is by somebody, "laut Gesetz" by nobody, though both have a capital. */

import type { Cues } from './cues.ts';
import { abstract } from './person-here.ts';
import { isPeople, isPlace } from './places.ts';
import type { Token } from './tokens.ts';

/** Nouns that stand there without an article, alone or as the end of a longer one: what is written, measured or fixed. */
const writtenNouns =
  /(?:gesetz|recht|vertrag|plan|bericht|urteil|beschluss|statut|studie|umfrage|statistik|angaben?|prognose|gutachten|protokoll|register|liste|tabelle|karte|buch|duden|lexikon|bibel|koran|sage|legende|norm|regel|reglement|richtlinie|klage|anzeige|antrag|akten?|unterlagen|dokument|dokumenten|daten|zahlen|werten?|schätzung|index|barometer|trend|test|befund|diagnose|analyse|bilanz|homepage|seite|website|programm|kalender|etikett|packung|label|rechnung|notiz|post|tweet|video|foto|brief|schreiben|papier|entwurf|konzept|modell|theorie|formel|definition|lehre|wissen|umfragen|berichten|plänen|medien|presse|zeitungen|vorhersage|aushang|durchsage|fahrplan|wetterdienst|ticker|vorlage|verfassung|paragraf|artikel|absatz|kapitel|tagesordnung|abkommen|lizenz|vorgaben?|auflagen?|kreisen|quellen?)$/;
/** Nouns of people and bodies that stand there so: "laut Polizei", "nach Angaben von Zeugen". */
const unnamed =
  /(?:haus|klinikum|zentrum|institut|büro|agentur|dienst|kanzlei|kammer|rat|senat|kabinett|parlament|vorstand|management|jury|stelle|wache|präsidium|kommando|streitkräfte|betriebe|werke|sender|portal|blatt|magazin|theater|museum|hochschule|akademie|kasse|börse|bank|branche|szene|team|crew|familie|umfeld|lager|seite|spitze|mutterhaus|polizei|feuerwehr|gericht|amt|ministerium|behörden?|kripo|zoll|bund|land|stadt|kreis|gemeinde|verein|klub|club|verband|konzern|firma|unternehmen|hersteller|betreiber|anbieter|veranstalter|trainer|chef|vater|mutter|anklage|armee|militär|klinik|schule|kirche|opposition|experten|zeugen|eltern|nachbarn|leuten|beamten|juristen|kollegen|insassen|passanten|touristen|studenten|patienten|frauen|männern|jugendlichen|verantwortlichen|angehörigen|verwandten|analysten|aktivisten|journalisten|historikern)$/;
/** Several people, or one by what he does: "von Anwohnern", "laut Vermieter". */
const persons = /(?:er|ern|eln|erin|orin|istin|innen|lichen|enden|ierten|ist|isten|ent|enten|ant|anten|loge|logen)$/;

/** Whether a word with a capital stands where only a name or one of these nouns does, and is none of them. */
export function isBareName(tokens: readonly Token[], start: number, end: number, cues: Cues): boolean {
  if (!cues.capitalisesNouns || !isBare(tokens, start, end, cues)) return false;
  return tokens.slice(start, end).every(({ lower, text, isPossessive }) => {
    const isNoun = writtenNouns.test(lower) || unnamed.test(lower) || persons.test(lower) || abstract.test(lower);
    const isKnownNoun = cues.anonymous.has(lower) || cues.mouthpieces.has(lower) || cues.publicBodies.has(lower);
    const isSomebody = cues.roles.has(lower) || cues.roleShape.test(lower) || cues.descriptors.has(lower);
    return !isPossessive && !isNoun && !isKnownNoun && !isSomebody && !isPlace(text) && !isPeople(text);
  });
}

/** "laut X", "nach Angaben von X", "ein Sprecher von X", "X zufolge". */
function isBare(tokens: readonly Token[], start: number, end: number, cues: Cues): boolean {
  const [third, second, before] = [3, 2, 1].map((length) => tokens[start - length]?.lower ?? '');
  const isOf = before === 'von' && (third === 'nach' || cues.mouthpieces.has(second ?? ''));
  return isOf || before === 'laut' || isInFront(tokens, start, end);
}

function isInFront(tokens: readonly Token[], start: number, end: number): boolean {
  const before = tokens[start - 1];
  return tokens[end]?.lower === 'zufolge' && (before?.kind !== 'word' || /t$/.test(before.lower));
}
