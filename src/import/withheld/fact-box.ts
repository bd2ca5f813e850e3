/** Boxes of facts above a review, whose day of release is a film's, a game's or a book's: "Director: …", "Verlag: …". */

const label =
  /^\W*(?:director|directed by|starring|cast|screenplay|developers?|publishers?|platforms?|genres?|run(?:ning )?time|studio|isbn|pages|page count|artists?|album|record label|distributor|certificate|author|written by|narrator|network|streaming on|tracks?|composer|producers?|format|regie|darsteller(?:innen)?|drehbuch|laufzeit|verlag|verleih|autor(?:in)?|seiten(?:zahl)?|entwickler|plattform(?:en)?|fsk|interpret(?:in)?|réalisat(?:ion|eur|rice)|éditeur|éditions?|durée|développeur|auteure?|plateformes?|avec|directora?|reparto|editorial|duración|desarrollador(?:a)?|géneros?|autora|plataformas?|regia|regista|editore|durata|sviluppatore|genere|autore|piattaform[ae]|regisseur|uitgever(?:ij)?|reżyseria|wydawca|wydawnictwo|regi|förlag|speelduur|platform)\s?:/iu;

/** @param lines of a text's beginning */
export const isFactBox = (lines: readonly string[]) => lines.some((line) => label.test(line));
