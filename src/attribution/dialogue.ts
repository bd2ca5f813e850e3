/** Direct speech after a dash, which has no closing mark: "– Det är nog, säger Eva Ek.", "– Dość – mówi Ewa Sowa. – Koniec." */

import type { Cues } from './cues.ts';
import { quoteToken, type Token, tokenise } from './tokens.ts';

const opening = /^[–—-]\s+/u;
const dash = /\s[–—-]\s/u;

/** The tokens of a paragraph, what is spoken after dashes as quotations; `undefined` where it isn't direct speech. */
export function dialogueTokens(paragraph: string, cues: Cues): Token[] | undefined {
  const opened = cues.orthography.hasDashes ? opening.exec(paragraph) : null;
  if (opened === null) return undefined;
  const speech = paragraph.slice(opened[0].length);
  const [first = '', ...rest] = speech.split(dash);
  if (rest.length > 0 && opensWithVerb(rest[0] ?? '', cues)) return alternating([first, ...rest], cues);
  const end = endOfSpeech(speech, cues);
  if (end === undefined) return undefined;
  return [quoteToken(speech.slice(0, end)), ...tokenise(speech.slice(end), cues.orthography)];
}

function opensWithVerb(text: string, cues: Cues): boolean {
  const words = text.toLowerCase().match(/[\p{L}'’-]+/gu) ?? [];
  return words.slice(0, 2).some((word, at) => cues.verbs.has(word) || (at === 1 && cues.perfects.has(word)));
}

/** Speech and narration by turns, each behind a dash. */
function alternating(parts: readonly string[], cues: Cues): Token[] {
  const tokens: Token[] = [];
  let isSpeech = true;
  for (const part of parts) {
    if (isSpeech) tokens.push(quoteToken(part));
    else tokens.push(...tokenise(part, cues.orthography));
    isSpeech = !isSpeech;
  }
  return tokens;
}

/** "“No – ha spiegato Anna Ricci – non è vero”": quotations that are broken by who speaks, between two dashes. */
export function withNarration(tokens: readonly Token[], cues: Cues): Token[] {
  return tokens.flatMap((token) => {
    if (token.kind !== 'quote' || !dash.test(token.text)) return [token];
    const parts = token.text.split(dash);
    const isBroken = parts.slice(1, -1).some((part) => opensWithVerb(part, cues));
    if (!isBroken) return [token];
    return parts.flatMap((part, at) =>
      at > 0 && at < parts.length - 1 && opensWithVerb(part, cues)
        ? tokenise(part, cues.orthography)
        : [quoteToken(part)],
    );
  });
}

/** Where the narration begins: behind a mark, with a saying verb. */
function endOfSpeech(speech: string, cues: Cues): number | undefined {
  for (const match of speech.matchAll(/[,?!]\s+(?=(\p{Ll}+)(?!\p{L}))/gu)) {
    if (cues.verbs.has(match[1] ?? '')) return match.index + 1;
  }
  return undefined;
}
