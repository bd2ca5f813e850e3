/** Dates, times and what says so, cut out of a byline: "Updated 3 hours ago", "12.03.2026, 14:05 Uhr". */

import { isWeekday, monthNamed } from '../text/dates.ts';

const said =
  /(?<!\p{L})(?:(?:last|first|zuletzt) )?(?:updated|published|posted|modified|aktualisiert|veröffentlicht|erstellt|publié|mis à jour|modifié|publicado|actualizado|atualizado|pubblicato|aggiornato|gepubliceerd|bijgewerkt|opublikowano|zaktualizowano|publisert|publicerad|uppdaterad)(?!\p{L})(?: (?:on|am|le|el|il|at|em|op|den))?(?: ?:)?/giu;
const ago =
  /(?<!\p{L})(?:\d{1,3} (?:hours?|hrs?|minutes?|mins?|days?|weeks?|months?) ago|vor \d{1,3} (?:stunden?|minuten?|tag(?:en)?)|il y a \d{1,3} (?:heures?|minutes?|jours?)|hace \d{1,3} (?:horas?|minutos?|días?)|\d{1,3}[ -]?min(?:ute)?s?(?: read)?|lesezeit:?.{0,20})(?!\p{L})/giu;
const clock =
  /(?<![\d.])\d{1,2}[:.h]\d{2}(?::\d{2})?(?: ?(?:uhr|hrs|[ap]\.?m\.?))?(?: ?(?:gmt|utc|bst|ist|c?e[sd]?t|[pm][sd]t|mesz?|mez))?(?![\d.])/giu;
const figures =
  /(?<![\d.])(?:\d{1,2}\. ?\d{1,2}\. ?\d{2,4}|\d{1,2}[/-]\d{1,2}[/-]\d{2,4}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日)(?!\d)/gu;
const dayFirst = /(?<!\d)\d{1,2}(?:st|nd|rd|th|\.|er|º)? (?:de )?(\p{L}{3,12})\.?(?:,? (?:de )?\d{4})?(?!\d)/giu;
const monthFirst = /(?<!\p{L})(\p{L}{3,12})\.? \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?(?!\d)/giu;
const word = /(?<!\p{L})\p{L}{2,12}(?!\p{L})/gu;

/** The line with a bar in place of each; most bylines have none. */
export function withoutDates(line: string): string {
  if (!/\d/.test(line)) return line.replace(said, ' | ');
  const ifMonth = (whole: string, month: string) => (monthNamed(month) === undefined ? whole : ' | ');
  const cut = line
    .replace(figures, ' | ')
    .replace(dayFirst, ifMonth)
    .replace(monthFirst, ifMonth)
    .replace(ago, ' | ')
    .replace(clock, ' | ')
    .replace(said, ' | ');
  return cut === line ? line : cut.replace(word, (each) => (isWeekday(each) ? ' | ' : each));
}
