/** What credit lines say besides names: labels in front, separators between, parts that name nobody, ranks, gifts and places in a row of pictures. */

/** What a picture may be called behind what kind of one it is: "File photo", "Drone image". */
const kinds =
  'file|stock|staff|handout|library|archive|cover|lead|main|screen|satellite|drone|aerial|composite|combination|contributed|submitted|representational|official|video|photo|pool';

/** In front of a name: "Photo by", "Image credit:", "Screengrab:", "©", "Courtesy of". */
export const label = new RegExp(
  [
    String.raw`^(?:(?:(?:${kinds})[ -]?)?(?:images?|photos?|pictures?|pics?|photographs?|video|stills?|illustrations?|graphics?|maps?|charts?|cartoon|artwork|rendering|cgi|design|drawing|sketch|document|screen ?(?:grabs?|shots?)|headshot|sources?(?= ?:)|foto|fot\.|zdjęcie|bild|bildquelle|bildnachweis|symbolbild|symbolfoto|archivbild|archivfoto|grafik|montage|composite|fotograf|quelle|courtesy)(?: ?(?:credits?|source|courtesy))?`,
    String.raw` ?(?:by\b|(?<=courtesy )of\b|von\b|:|\/|–|—|-|(?<=fot\. ?)|(?=©)) ?|credits? ?: ?|copyright(?: ?:)? ?|courtesy (?:of )?|(?:©|\(c\))(?: ?copyright)?(?: ?:)? ?|(?:by|via|von)(?: ?: ?| ))+`,
  ].join(''),
  'i',
);

export const separator =
  /[/|;,•·—]|(?<=\p{Ll}{4})\. (?=\p{Lu})|-(?=USA TODAY|Pool|Imagn)| (?:photo|photograph|image|picture|illustration) by | (?:via|through|on|for|über) | [-–—] |\((?!c\))|\)/iu;

/** Parts that name nobody: where the picture lay, how it was made, under which licence it stands. */
export const nobody =
  /^(?:(?:file|stock|facebook|instagram|tiktok|twitter|x|youtube|telegram|linkedin|threads|bluesky|snapchat|reddit|whatsapp|google (?:maps|earth|street view)|archive|archivbild|symbolbild|symbolfoto|archiv|handout|pool|screenshot|screengrab|supplied|provided|courtesy|illustration|graphic|undated|library|(?:staff )?photographer|(?:cover|concept|key|fan|box) art|(?:movie|film|series|production|publicity) still|creative commons|(?:official )?trailer|staff(?: (?:reporter|writer|artist))?|state tv|state television|cctv|crown copyright|(?:design|photo|picture|art|graphics) (?:team|desk)|freelance|contributor|correspondent|representational|representative|ai[- ]generated|public domain|all rights reserved)(?:\s+(?:photo|image|picture|photograph|foto|bild))?|photos?|images?|pictures?|reproduction|(?:gift|bequest|purchase|loan|donation) (?:of|from) .*|(?:his|her) majesty .*|buy .*|cc[ -](?:by|0).*|\d{4}|\d\.\d|@.*)$/i;

/** Where a picture stands in a row of several: "Left: Getty; right: AP". */
export const standing =
  /^(?:l-r|r-l|(?:from |clockwise from )?(?:top|bottom|upper|lower|main|inset|left|right|above|below)(?: (?:left|right))?) ?: ?/i;

/** Titles and ranks in front of who took a picture. */
export const rank =
  /^(?:(?:dr|prof|professor|sir|dame|rev|sgt|sergeant|cpl|corporal|capt|captain|lt|lieutenant|maj|major|col|colonel|pte|spc|pfc|cmdr|commander|staff sgt|airman|petty officer)\.? )+(?=\p{Lu}[\p{Ll}.])/iu;

/** Last words of what makers of pictures are called by. */
export const firm = /^(?:gallery|studios?|photography|photographers|productions|films|estate|pictures)$/i;

/** Last words of bodies that are none of a person's. */
export const bodyEnding =
  /^(?:media|live|online|digital|collaboration|line|lines|ferries|harbour|harbor|port|pier|images|press|collection|archives?|gallery|architects|stock)$/i;

/** First words of bodies: "Stadtarchiv …", "Estate of …", "Port of …", "Friends of …". */
export const bodyOpening = /^(?:\p{L}*archiv \p{Lu}|(?:estate|port|friends|archives?|trustees|city|town) of \p{Lu})/iu;
