/** Labels of embargoes in further languages, alone in front of a text: "情報解禁：5月20日", "禁运：", "Εμπάργκο έως". An embargo on oil is news. */

import { normalForm } from '../../text/piled-marks.ts';
import { monthNamed } from '../text/dates.ts';

const label = '(?:эмбарго|ембарго|엠바고|εμπ[άα]ργκο|ambargo|embargó)';
const labelled = new RegExp(
  `^[^\\p{L}\\p{N}]{0,20}(?:${label}(?:\\s{0,9}[:：!]|\\s{1,9}(?:до|έως|μέχρι|까지)[\\s:：]|[^\\p{L}\\p{N}]{0,20}$)|解禁(?:日時|時刻|時間)\\s{0,9}[:：]|не для (?:публикации|печати|распространения)(?:[^\\p{L}\\p{N}]{0,20}$|\\s{1,9}до\\s))`,
  'iu',
);
/** What is told of films, oil and arms as well: only with a time behind it, or with nothing. */
const ambiguous =
  /^[^\p{L}\p{N}]{0,20}(?:(?:情報|報道|発表|公開)?解禁|エンバーゴ|(?:新闻|新聞|媒体|媒體)?(?:禁运|禁運|禁发|禁發)|보도\s?(?:제한|유예|금지)|엠바고|(?:под )?[эе]мбарго|embargó|cấm (?:vận|đăng|phát hành|phát sóng)|embargo(?:ul)?)[\s()（）]{0,9}(?:日時|日|时间|時間|時刻|期限)?\s{0,9}(?:[:：=】］\]]|[–—]|\s-\s|は|(?:до|do|până(?: la)?|hingga|sampai|đến|cho đến|tới|trước|至|直至|到|(?=\d))(?!\p{L}))(.{0,60})/isu;
/** "5月20日", "20.5.2026", "6:00", "20 tháng 5", "20. května 2026". */
const time =
  /[\d一二三四五六七八九十]\s?(?:[月日时時点點월일시]|giờ|tháng)|\d{1,2}:\d\d|\d[/.-]\s?\d{1,2}(?:[/.-]\s?\d|\s|$)|\d{1,2}\.? (?:de )?\p{L}{3,12}\.?,? (?:de )?20\d\d|20\d\d\. \p{L}{3,12} \d|明日|明天|今日|今晚|会見|會見|发布会|發布會|発表後|放送後|họp báo/iu;
/** A time alone, and what it opens: "5月20日 午前5時 情報解禁". */
const opensThen =
  /^[\s\d本明翌年月日時分半午前後朝夕夜零正曜火水木金土:：、,/（）()［］【】頃より以降に※-]{4,40}(?:情報|報道)?解禁[^\p{L}\p{N}]{0,20}$/u;

/** "5月20日前禁止发布" */
const forbiddenUntil =
  /^[\d\s:年月日时時点點上下午前后後之在]{3,30}(?:禁止|不得|请勿|請勿)(?:发布|發布|刊登|刊發|刊发|报道|報道|公开|公開)/u;

/** Whether a line of a text or a note begins with such a label. */
export function isLabelledElsewhere(line: string): boolean {
  // Figures and signs of full width are those of ASCII.
  const said = normalForm(line.slice(0, 200), 'NFKC');
  if (labelled.test(said) || (opensThen.test(said) && /\d/.test(said)) || forbiddenUntil.test(said)) return true;
  const rest = ambiguous.exec(said)?.[1];
  return rest !== undefined && (time.test(rest) || isDay(rest) || !/[\p{L}\p{N}]/u.test(rest));
}

/** "20 mai ora 18": a day with the name of its month, with a time or nothing behind it. */
function isDay(text: string): boolean {
  const name = /\d{1,2}\.? (?:de )?(\p{L}{3,12})\.?(?:[^\p{L}]{0,9}$|[^\n]{0,20}\d)/u.exec(text)?.[1];
  return name !== undefined && monthNamed(name) !== undefined;
}
