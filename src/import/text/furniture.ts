/** Boilerplate lines of a plain-text page: headings of boxes, buttons, notices; none is ever content. */

import { oneLine } from '../../text/line.ts';
import { isDeskContact } from '../wire/desk-contact.ts';

/** `hot`: what readers turn to; `cards`: other stories; `tags`: other stories, or the names of topics; `author`: who wrote it. */
export type SectionKind = 'hot' | 'cards' | 'tags' | 'author';

const sections: Readonly<Record<SectionKind, RegExp>> = {
  hot: /^(?:hot (?:this week|today|now|topics|stories|right now)|what'?s hot|trending(?: (?:now|this week|today|stories|topics|news|articles))?|most (?:read|popular|viewed|shared)(?: (?:this week|today|now|stories|articles|news))?|popular(?: (?:this week|now|today|stories|posts|articles))?|top stories(?: this week)?|meistgelesen(?:e artikel)?|am meisten gelesen|beliebt|(?:les )?(?:articles )?(?:les )?plus lus|tendances|populaires|(?:lo|las|los) más (?:leídos?|leídas?|vistos?|vistas?)|más leídas|tendencias|najczęściej czytane|najpopularniejsze|popularne|アクセスランキング|(?:人気)?ランキング|人気(?:の)?記事|よく読まれている記事|(?:i |le )?più lett[ie]|(?:as |os )?mais lid[ao]s|meest gelezen|mest lästa?|mest leste?|热门文章|热门新闻)$/,
  cards:
    /^(?:related(?: (?:articles?|stories|story|posts?|news|content|coverage|reading|links))?|(?:more|latest|recent|other|further)(?: (?:articles?|stories|news|posts?|headlines|coverage|like this|on this(?: story| topic)?))|latest|more from .{2,40}|more in .{2,40}|you (?:may|might) (?:also )?like|read (?:also|next)|also read|up next|next up|see also|recommended(?: (?:for you|stories|articles|reading))?|don'?t miss|editor'?s? (?:picks?|choice)|in case you missed it|must reads?|ähnliche artikel|verwandte (?:artikel|themen)|mehr zum thema|weitere artikel|lesen sie auch|das könnte sie (?:auch )?interessieren|(?:à )?lire (?:aussi|également)|voir aussi|sur le même sujet|articles liés|dans la même rubrique|(?:también )?(?:te|le) puede interesar|(?:noticias|artículos) relacionad[ao]s|le[ae] también|ver también|(?:czytaj|zobacz) (?:także|też|również)|powiązane(?: artykuły)?|podobne artykuły|polecane|więcej na ten temat|関連(?:記事|ニュース)|おすすめ(?:記事)?|あわせて読みたい|最新(?:記事|ニュース)|leggi anche|articoli correlati|potrebbe interessarti|(?:leia|veja) também|notícias relacionadas|lees ook|gerelateerde artikelen|läs också|les også|相关(?:文章|新闻))$/,
  tags: /^(?:topics?|tags?|themen|in this (?:article|story)|filed under|keywords|schlagwörter|mots[- ]clés|thèmes|sujets|étiquettes|temas|etiquetas|tagi|tematy|słowa kluczowe|タグ|キーワード|トピック|argomenti|assuntos|onderwerpen|ämnen|标签|关键词)$/,
  author:
    /^(?:about (?:the )?authors?|über (?:den autor|die autorin)|à propos de l'aut(?:eur|rice)|sobre (?:el autor|la autora|o autor|a autora)|o autor(?:ze|ce)|sull'aut(?:ore|rice)|over de auteur|om författaren|著者について|筆者紹介)$/,
};

const buttons =
  /^(?:share(?: (?:this|on|via|article|this (?:article|story|post))(?: .{1,20})?)?|advertisement|advertising|anzeige|werbung|ad|sponsored(?: content)?|promoted|(?:read|learn|show|view|load|see) (?:more|all|less|full (?:article|story))(?: (?:here|stories|comments))?|continue reading.*|weiterlesen|mehr lesen|teilen|drucken|kommentare?|subscribe(?: (?:now|today|here|to .{2,60}))?|sign up(?: .{2,60})?|sign in|log ?in|register|newsletter|get (?:our|the) .{0,30}newsletter.*|join our .{2,40}|jetzt abonnieren|newsletter abonnieren|follow(?: us)?(?: on .{2,30})?|print|e-?mail|copy(?: link)?|link copied!?|save|bookmark|listen(?: to (?:this )?article)?|comments?|\d+ comments?|leave a (?:comment|reply)|add a comment|view comments|facebook|twitter|x|whatsapp|telegram|linkedin|reddit|instagram|youtube|pinterest|tiktok|rss|skip to (?:main )?content|back to top|menu|search|home|close|open|toggle.*|loading.*|accept(?: all)?(?: cookies)?|cookie (?:policy|settings|notice)|privacy policy|terms (?:of (?:use|service)|and conditions)|contact(?: us)?|about(?: us)?|impressum|datenschutz|previous(?: article)?|next(?: article)?|image|photo|video|gallery|play|watch|live|breaking(?: news)?|\d+ ?(?:min(?:ute)?s?|minuten) (?:read|lesezeit)|(?:©|\(c\)|copyright).*|all rights reserved.*|skip advertisement|by clicking.*|we use cookies.*|enable javascript.*|please enable.*)$/;

/** Links to another story set between the paragraphs: "Read more: …", "Related: …". */
const inlineLink =
  /^(?:read (?:more|also|next|our)|(?:à )?lire aussi|le[ae] también|(?:czytaj|zobacz) (?:także|też|również)|leggi anche|leia também|also read|see also|related(?: article| story)?|more on this|watch|lesen sie auch|mehr dazu|more)\s*[:>»|–—]\s*\S/i;

const inlineTags =
  /^(?:tags?|topics?|keywords|filed under|themen|schlagwörter|mots[- ]clés|temas|etiquetas|tagi|tematy|słowa kluczowe|タグ|キーワード)\s*[:：]\s*(\S.*)$/iu;

/** The names of topics in a line that begins by saying so: "Tags: Harbour, Transport". */
export function tagsOfLine(line: string): string | undefined {
  return inlineTags.exec(line)?.[1];
}

function bare(line: string): string {
  return line
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/^[\s#*_=>»›•·|–—-]+|(?<![\s#*_=:<«›»•·|–—….>-])[\s#*_=:<«›»•·|–—….>-]+$/gu, '')
    .replace(/\s+/g, ' ');
}

/** The heading of a section without what marks it as one. */
export function titleOf(line: string): string {
  return oneLine(line).replace(/^[\s#*_=>»›•·|–—-]+|(?<![\s#*_=:<«›»•·|–—>-])[\s#*_=:<«›»•·|–—>-]+$/gu, '');
}

/** The section that a line opens as its heading, if it does. */
export function sectionOf(line: string): SectionKind | undefined {
  const text = bare(line);
  return (Object.keys(sections) as SectionKind[]).find((kind) => sections[kind].test(text));
}

export function isFurniture(line: string): boolean {
  const text = bare(line);
  return text === '' || buttons.test(text) || inlineLink.test(line.trim()) || isDeskContact(line);
}
