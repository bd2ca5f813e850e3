/** "Do not use", "nicht veröffentlichen", "nie publikować": the words of a ban in the languages of desks. */

/** Of the piece, in lines of a text as well, where a story may begin so: {@link whole} of notes.ts tells them apart. */
export const publishingBans =
  'not for (?:release|publication)|do not publish|ne pas (?:publier|diffuser)|no (?:publicar|difundir)|não (?:publicar|divulgar)|non (?:pubblicare|diffondere)|niet (?:publiceren|verspreiden)|nie (?:publikować|rozpowszechniać)|publicera (?:inte|ej)|(?:får )?(?:inte|ej) publiceras';
/** Which only notes to editors say. */
export const usingBans =
  "(?:please )?(?:do not|don['’]t) (?:use|run|publish|transmit|release)|not for (?:use|broadcast|transmission)|(?:bitte )?nicht (?:verwenden|veröffentlichen|beachten|drucken|senden|publizieren)|nicht zur veröffentlichung|(?:à )?ne pas (?:utiliser|publier|diffuser)|no (?:usar|utilizar)|não (?:usar|utilizar)|non (?:usare|utilizzare)|niet (?:gebruiken|uitzenden)|nie (?:wykorzystywać|używać|używaj)|använd (?:inte|ej)";
/** "Until" and "before", by which a ban has an end. */
export const until =
  "(?<!\\p{L})(?:until|till|before|prior to|bis|vor|jusqu['’]au?|avant|hasta|antes del?|até|fino al?|prima del?|tot|voor|vóór|przed|do|före|innan|till)(?!\\p{L})";
