/** Job titles glued to a name: "Ada Archer Senior Reporter", "Redaktorka Ada Archer", "記者 山田太郎". */

import { isGivenName } from '../../attribution/given-names.ts';

const job =
  /^(?:(?:wirtschafts|politik|sport|kultur|lokal|wissenschafts|chef|auslands|online)?(?:redakteur(?:in)?|korrespondent(?:in)?|journalist(?:in|e)?|reporter(?:in|ka)?)|correspondent|editor|reporter|writer|journalist|columnist|producer|analyst|contributor|photographer|host|redactora?|periodista|giornalista|rédacteur|rédactrice|correspondante?|corresponsal|redaktorka|redaktor|dziennikar(?:z|ka)|redaktör|verslaggever|redacteur|korrespondentin|журналист|корреспондент|обозреватель)$/iu;
const rank =
  /^(?:chief|senior|staff|special|associate|deputy|managing|executive|foreign|political|business|economics|science|health|education|environment|technology|sports?|news|crime|legal|royal|world|national|data|assistant|lead|freelance|contributing|diplomatic|defen[cs]e|security|culture|arts|politics|and|&)$/iu;
const cjk = /^(?:記者|编辑|記者・|文|作者|責任編輯|责任编辑|기자)[:： /／]*|(?<![ /／])[ /／]*(?:記者|기자)$/u;

/** The name alone, where a job stands before or behind it; as it is where that leaves no name. */
export function withoutJob(name: string): string {
  const bare = name.replace(cjk, '').trim();
  if (bare !== name && bare !== '') return bare;
  const words = name.split(' ');
  const [first = '', second = ''] = words;
  if (words.length >= 3 && job.test(first) && /^\p{Lu}/u.test(second)) return words.slice(1).join(' ');
  let end = words.length;
  if (!job.test(words[end - 1] ?? '')) return name;
  while (end > 0 && (job.test(words[end - 1] ?? '') || rank.test(words[end - 1] ?? ''))) end -= 1;
  const kept = words.slice(0, end);
  const isPerson = kept.length >= 2 && kept.every((each) => /^\p{Lu}/u.test(each)) && isGivenName(first);
  return isPerson || (kept.length === 2 && isShouted(kept)) ? kept.join(' ') : name;
}

function isShouted(words: readonly string[]): boolean {
  return words.every((word) => /^\p{Lu}[\p{Lu}.'’-]+$/u.test(word));
}
