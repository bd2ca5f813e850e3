/** Kinds of real text on which the attribution finder went wrong: for each, who is found, and who must not be. */

import { describe, expect, test } from 'vitest';
import { parseCreditLine } from '../../src/attribution/credit.ts';
import { findAttributions } from '../../src/attribution/find.ts';
import type { KnownSource } from '../../src/attribution/known-sources.ts';

/** One list, so that the index of its names is made once. */
const noneKnown: readonly KnownSource[] = [];

function found(body: string, language: string): string[] {
  const attributions = findAttributions({ headline: '', body, language }, noneKnown);
  return attributions.map(({ role, source }) => `${role} ${source.name}`);
}

type Case = readonly [language: string, body: string, found: readonly string[]];

const kinds: Readonly<Record<string, readonly Case[]>> = {
  'German bodies count and firms reckon, banks and hospitals have names, and what is said of stands behind a name': [
    ['de', 'Das Statistische Landesamt registrierte 12.000 Unfälle.', ['CITED Statistisches Landesamt']],
    ['de', 'Die Sparkasse Emsland meldete einen Gewinn.', ['CITED Sparkasse Emsland']],
    ['de', 'Nach Angaben des Krankenhauses Bergheim lebt das Kind.', ['CITED Krankenhaus Bergheim']],
    ['de', 'Der Fahrer wurde laut Krankenhaus nur leicht verletzt.', []],
    ['de', 'Das Kreiskrankenhaus teilte mit, das Kind lebe.', []],
    ['de', '„Das Urteil ist falsch“, hielt Verteidiger Egon Harms dagegen.', ['QUOTED Egon Harms']],
    ['de', 'Der Chef des Konzerns Lindtal, Egon Harms, erwartet für 2027 hohe Preise.', ['CITED Egon Harms']],
    ['de', 'Am Montag räumte Vorstand Egon Harms Versäumnisse ein.', ['CITED Egon Harms']],
    ['de', 'Die Gewerkschaft Nordbund zählt 40.000 Mitglieder.', []],
    ['de', '„Es ist spät“, sagte Hans Peter Weisheit.', ['QUOTED Hans Peter Weisheit']],
  ],
  'whoever a sentence opens with speaks, however long what explains them is': [
    ['en', 'Ada Quill of the harbour board, a pilot for nine years, said “no boat is safe.”', ['QUOTED Ada Quill']],
    [
      'en',
      'Ada Quill, head of the Council to Protect Piers and Wharves, a charity, said it was late.',
      ['CITED Ada Quill'],
    ],
    ['en', 'Ada Quill, R-Idaho, whose views have changed, said it was late.', ['CITED Ada Quill']],
    ['en', 'Ada Quill, the mayor, backed the plan, saying “it is time.”', ['QUOTED Ada Quill']],
    ['en', 'Lawyers for Ada Quill and Leo Marsh said they were late.', []],
    ['en', 'An aide to Ada Quill, who spoke on condition of anonymity, said it was late.', []],
  ],
  'a word before which an article or an owner stands is a noun': [
    ['en', 'Ada Quill said the comments were “out of place.”', ['QUOTED Ada Quill']],
    ['en', 'The claims said little.', []],
  ],
  'a public body is one that is named, and not one of several': [
    ['en', 'Norway’s state rescue service said it was late.', ["CITED Norway's State Rescue Service"]],
    ['en', 'A Norwegian court said it was late.', []],
    ['en', 'The Oslo office said it was late.', []],
    ['de', 'Norwegens Armee teilte mit, es sei spät.', ['CITED Norwegens Armee']],
    ['de', 'Dem Institut zufolge ist es spät.', []],
  ],
  'a group that is called by what it wants is one name': [
    ['en', '“It is late,” said Citizens for Merrow.', ['QUOTED Citizens for Merrow']],
    ['en', 'The charity Keep Our Pier said it was late.', ['CITED Keep Our Pier']],
    ['en', 'Friends of Ada Quill said it was late.', []],
  ],
  'media that were told, that hold a paper or that know': [
    ['en', 'She went on, telling Reuters that it was late.', ['CITED Reuters']],
    ['en', 'Ada Quill confirmed the news to Reuters.', ['CITED Ada Quill', 'CITED Reuters']],
    ['en', '“It is late,” Reuters quoted him as saying.', ['CITED Reuters']],
    ['de', 'Das Papier liegt der dpa vor.', ['CITED dpa']],
    ['de', 'Nach Spiegel-Informationen ist es spät.', ['CITED Der Spiegel']],
    ['de', 'Das geht aus einem Bericht der Universität Bonn hervor.', ['CITED Universität Bonn']],
    ['it', 'Lo ha reso noto il sindaco Carlo Benassi.', ['CITED Carlo Benassi']],
    ['it', 'Il sindaco Carlo Benassi ha un noto amico.', []],
  ],
  'a verb that has a thing for its object needs a clause, unless a body or an office speaks': [
    ['en', 'Marcus Webb confirmed his place in the final.', []],
    ['en', 'Marcus Webb told his wife to call the police.', []],
    ['en', 'Marcus Webb confirmed his place was safe.', ['CITED Marcus Webb']],
    ['en', 'Mayor Marcus Webb confirmed the closure.', ['CITED Marcus Webb']],
    ['en', 'Marcus Webb, the mayor, confirmed the closure.', ['CITED Marcus Webb']],
    ['en', 'Manchester United confirmed the signing.', ['CITED Manchester United']],
    ['en', 'It fell even before Mayor Marcus Webb confirmed it.', []],
    ['fr', 'Anne Roche a confirmé sa forme en gagnant la course.', []],
    ['fr', 'La ministre Anne Roche a confirmé la fermeture.', ['CITED Anne Roche']],
    ['es', 'Ana Ruiz aseguró la victoria.', []],
    ['it', 'Anna Ricci ha rivelato un tatuaggio.', []],
    ['pl', 'Adam Nowak zapowiedział wizytę.', []],
    ['pl', 'Minister Adam Nowak zapowiedział nowe przepisy.', ['CITED Adam Nowak']],
  ],
  'a verb with another word in its clause says nothing': [
    ['de', 'Sänger Jonas Reimers sagte das Konzert in Kiel ab.', []],
    ['de', 'Am Montag meldete sich Eva Kern krank.', []],
    ['de', 'Anna Kern teilte das Brot mit den Kindern.', []],
    ['de', 'Das teilte Anna Kern am Montag mit.', ['CITED Anna Kern']],
    ['de', 'Was Anna Kern dazu sagte, ist nicht bekannt.', []],
    ['nl', 'Anna Bakker meldde zich ziek.', []],
    ['sv', 'Anna Berg sa upp sig från Volvo.', []],
  ],
  'examples, owners and other cases are not who speaks': [
    ['de', 'Firmen wie Bosch und Siemens berichten von Engpässen.', []],
    ['de', 'Wie Bosch berichtet, gibt es Engpässe.', ['CITED Bosch']],
    ['en', 'Firms such as Tesla say trade is down.', []],
    ['de', 'Ein Händler der Deutschen Bank sagte, die Aktie falle.', []],
    ['de', 'Ein Sprecher der Deutschen Bank sagte, die Aktie falle.', ['CITED Deutsche Bank']],
    [
      'de',
      'Laut Angaben des von der Hamas geführten Gesundheitsministeriums starben zehn.',
      ['CITED Gesundheitsministerium'],
    ],
    ['en', 'Mayor Ann Grey met Democrats who resist the deal, saying it is bad.', []],
    ['en', 'An aide to the House Ways and Means Committee, who asked for silence, said it was late.', []],
    ['en', 'Mr. Lane warns of war and says President Ann Grey is wrong.', ['CITED Lane']],
    ['en', "Ann Grey's report said the dam was safe.", []],
    ['pl', 'Brat Adama Nowaka mówi, że go nie zna.', []],
    ['pl', 'Zdaniem Adama Nowaka był spalony.', ['CITED Adam Nowak']],
    ['pl', 'Zdaniem ekonomisty Marka Hołuby ceny spadną.', ['CITED Marek Hołuba']],
  ],
  'what somebody found, felt or was called is not what she said': [
    ['en', 'Ruth Dane found that the door was open.', []],
    ['en', 'Professor Ruth Dane found that coffee helps.', ['CITED Ruth Dane']],
    ['en', 'Ruth Dane thinks she can win.', []],
    ['en', 'Ruth Dane thinks that she can win.', ['CITED Ruth Dane']],
    ['en', "Ruth Dane's sign read: “Stay calm.”", []],
    ['en', 'Because Ruth Dane said so, the deal was done.', []],
  ],
  'an opinion counts where it is quoted': [
    ['es', 'Para Ana Ruiz, los indicios son “sólidos”.', ['QUOTED Ana Ruiz']],
    ['es', 'Para Ana Ruiz es su tercer título.', []],
    ['fr', "Pour Béatrice Lanvin, c'est « une honte ».", ['QUOTED Béatrice Lanvin']],
    ['it', "Per l'Inter è una vittoria importante.", []],
  ],
  'a person and what she is of are told apart': [
    ['de', '„Das reicht nicht“, sagt Johanna Bähr von der Deutschen Gesellschaft für Wetter.', ['QUOTED Johanna Bähr']],
    ['pl', 'Szef MSWiA Adam Nowak napisał, że to koniec.', ['CITED Adam Nowak']],
    ['pl', 'Burmistrz Łodzi Adam Nowak powiedział, że to koniec.', ['CITED Adam Nowak']],
    ['es', 'La diputada del PP Ana Ruiz calificó la medida de “error”.', ['QUOTED Ana Ruiz']],
    ['es', '“Se cierra”, dijo a EFE Ana Ruiz, alcaldesa de Lugo.', ['QUOTED Ana Ruiz', 'CITED EFE']],
    ['en', '“We tested them,” says reviewer Petra Ashdown.', ['QUOTED Petra Ashdown']],
    ['pt', '“Erro”, destacou o prefeito de Passos e presidente da AMEG, Rui Serrano.', ['QUOTED Rui Serrano']],
    ['de', 'Ein DWD-Sprecher sagte, es werde kalt.', ['CITED DWD']],
    ['de', 'Der Deutsche Bauernverband teilte mit, es sei spät.', ['CITED Deutscher Bauernverband']],
    ['en', 'Ruth Dane KC said it was late.', ['CITED Ruth Dane']],
    ['en', 'Kent Police said it was late.', ['CITED Kent Police']],
    ['en', 'Amnesty International UK said it was late.', ['CITED Amnesty International']],
    ['fr', 'Le patron du navire Punta Vent, Joan Ferrer, admet que tout va mal.', ['CITED Joan Ferrer']],
  ],
  'somebody is called again by what the text goes on with': [
    ['en', 'Council leader Greg Tailor opened it.\n\n“No,” Tailor said.', ['QUOTED Greg Tailor']],
    ['de', 'Da kam Anführer Laith al-Balaous. „Nein“, sagte Balaous.', ['QUOTED Laith al-Balaous']],
    [
      'es',
      'Habló el fiscal Álvaro García Ortiz. García Ortiz dijo que no. García dijo que sí.',
      ['CITED Álvaro García Ortiz'],
    ],
    ['nl', 'Woordvoerder Anne Koster was er snel bij. Koster: „Het was goed.”', ['QUOTED Anne Koster']],
    ['de', 'Der Historiker Joachim Brandt hält das für falsch. „Sie ist echt“, sagt er.', ['QUOTED Joachim Brandt']],
    [
      'de',
      'Sebastian Hendel empfand den Wind als „schön“, wie er der dpa sagte.',
      ['QUOTED Sebastian Hendel', 'CITED dpa'],
    ],
    ['pt', 'A ministra Inês Sousa garante que não sabia. “É um erro”, diz.', ['QUOTED Inês Sousa']],
    ['en', 'Bob Lane sued the council and said that he would win.', ['CITED Bob Lane']],
    ['de', 'Die Firma Voltara baut Akkus. Laut Voltara läuft die Anlage.', ['CITED Voltara']],
  ],
  'media are found beside those who speak to them': [
    [
      'de',
      'Karl Heuser nannte Kerbach (Jahrgang 1980) im „Tagesspiegel“ ein „Auslaufmodell“.',
      ['QUOTED Karl Heuser', 'CITED Tagesspiegel'],
    ],
    ['de', 'Danach erklärte Karl Heuser gegenüber der Welt: „Nein.“', ['QUOTED Karl Heuser', 'CITED Die Welt']],
    ['de', 'Nach „Handelsblatt“-Informationen ist es spät.', ['CITED Handelsblatt']],
    ['de', 'Die „Bild“-Zeitung berichtet, es sei spät.', ['CITED Bild']],
    ['de', 'Samsung wird Heise zufolge das Urteil prüfen.', ['CITED Heise']],
    [
      'it',
      '«Siamo qui», racconta al Messaggero il sindaco Guido Bassani.',
      ['QUOTED Guido Bassani', 'CITED Il Messaggero'],
    ],
    ['en', 'Bob Lane wrote in the Guardian that trade was down.', ['CITED Guardian', 'CITED Bob Lane']],
    ['fr', 'Sur BFMTV, Anne Roche a assuré que le texte serait voté.', ['CITED Anne Roche', 'CITED BFM TV']],
  ],
  'who holds a post is found behind all that describes it': [
    ['en', 'Counsel for the growers Ada Quill said it was late.', ['CITED Ada Quill']],
    ['en', '“It is late,” said vice president for operations Ada Quill.', ['QUOTED Ada Quill']],
    ['en', 'The attorney for singer Ada Quill said it was late.', []],
    ['fr', 'Le directeur adjoint du port Luc Pons affirme que tout va mal.', ['CITED Luc Pons']],
    ['fr', 'Le directeur du lycée Luc Pons affirme que tout va mal.', []],
    ['es', 'La secretaria de Estado de Pesca Ana Ruiz dijo que no.', ['CITED Ana Ruiz']],
  ],
  'particles belong to the name, wherever it stands': [
    ['de', 'Von der Aue sagte, es sei spät.', ['CITED Von der Aue']],
    ['de', 'Ulrike von der Aue kam. „Nein“, sagte von der Aue.', ['QUOTED Ulrike von der Aue']],
    ['de', 'Von der Brücke aus sagte der Mann, es sei spät.', []],
    ['nl', 'Femke van ’t Veen zegt dat het laat is. Volgens Van ’t Veen is het laat.', ["CITED Femke van 't Veen"]],
    ['fr', '« Non », a déclaré Mme de Vaux.', ['QUOTED de Vaux']],
    ['it', 'Paolo Dell’Olmo era a Bari. Dell’Olmo ha detto che è tardi.', ["CITED Paolo Dell'Olmo"]],
    ['pt', 'A juíza Marta da Luz e Souto disse que acabou.', ['CITED Marta da Luz e Souto']],
    ['pt', 'Marta da Luz e Souto disseram que acabou.', ['CITED Marta da Luz', 'CITED Souto']],
    ['en', 'Faisal bin Rashid al-Maliki said it was late.', ['CITED Faisal bin Rashid al-Maliki']],
  ],
  'laut and von lead to a firm that nobody knows, and to no noun': [
    ['de', 'Laut Voltara läuft die Anlage.', ['CITED Voltara']],
    ['de', 'Nach Angaben von Voltara läuft die Anlage.', ['CITED Voltara']],
    ['de', 'Nach Angaben von Jana Roth läuft die Anlage.', ['CITED Jana Roth']],
    ['de', 'Ein Sprecher von Voltara sagte, die Anlage laufe.', ['CITED Voltara']],
    ['de', 'Laut Mietvertrag läuft die Anlage.', []],
    ['de', 'Nach Angaben von Anwohnern läuft die Anlage.', []],
  ],
  'laws and their parts say nothing': [
    ['en', 'According to Article 9, it is late.', []],
    ['es', 'Según la Ley 4, es tarde.', []],
    ['pl', 'Według Kodeksu jest za późno.', []],
    ['sv', 'Enligt Jordabalken är det sent.', []],
  ],
  'what is supposed, rumoured or played isn’t said': [
    ['en', 'If Mayor Ada Quill says it is late, they go.', []],
    ['en', 'He denied rumours that Ada Quill said it was late.', []],
    ['en', 'In the film, Captain Quill says: “It is late.”', []],
    ['de', 'Wenn Jana Roth sagt, dass es spät ist, gehen sie.', []],
  ],
  'what a medium tells in its own words isn’t quoted of it': [
    ['en', 'Reuters reported that she was “very close” to a deal.', ['CITED Reuters']],
    ['en', 'The Fox News host complained that “it is late.”', []],
    ['en', 'WikiLeaks said it was late. Wikileaks wrote that it was early.', ['CITED WikiLeaks']],
  ],
  'a title of once is nobody’s any more': [
    ['en', 'It was built by former President Ada Quill. “No,” the president said.', []],
    ['en', 'The court of Chief Justice John Quill met. “No,” Quill said.', ['QUOTED John Quill']],
  ],
  'a surname is known in another spelling': [
    ['en', 'Mayor Sergei Shumkov left. “No,” Schumkow said.', ['QUOTED Sergei Shumkov']],
    ['en', 'Mayor Sergei Shumkov left. “No,” Shumkova said.', ['QUOTED Shumkova']],
  ],
  'between direct speech and a person’s name any verb is one of saying': [
    ['de', '„Das ist doch ein Skandal“, empört sich die Rentnerin Jana Roth.', ['QUOTED Jana Roth']],
    ['de', '„Das ist doch ein Skandal“, gedreht von Jana Roth, läuft wieder.', []],
    ['de', '„Das ist doch ein Skandal“, ist Kern überzeugt.', ['QUOTED Kern']],
    ['de', '„Das ist doch ein Skandal“, sagte Kern der dpa.', ['QUOTED Kern', 'CITED dpa']],
  ],
  'a set phrase says what its verb alone does not': [
    ['de', 'Greenpeace geht davon aus, dass es spät ist.', ['CITED Greenpeace']],
    ['de', 'Greenpeace geht aus dem Haus, weil es spät ist.', []],
    ['de', 'Zu diesem Schluss kommt eine Studie der Universität Bonn.', ['CITED Universität Bonn']],
    ['en', 'Ada Quill asked why the doors were locked.', ['CITED Ada Quill']],
    ['en', 'Ada Quill, asked why the doors were locked, left.', []],
  ],
  'where the verb is last its subject opens the clause': [
    ['de', 'Wie das „Handelsblatt“ unter Berufung auf Insider schreibt, ist es spät.', ['CITED Handelsblatt']],
    ['de', 'Es ist spät, wie der Verein Seenot am Montag in Kiel bekannt gab.', ['CITED Verein Seenot']],
  ],
  'a longer title is not the medium that it begins with': [
    ['en', 'It is late, researchers reported in the journal Nature Geoscience.', ['CITED Nature Geoscience']],
    [
      'en',
      'In an interview with the Sunday Ledger, Ada Quill said it was late.',
      ['CITED Sunday Ledger', 'CITED Ada Quill'],
    ],
    ['de', 'Es ist spät, sagte Jana Roth dem Sender NDR Info.', ['CITED Jana Roth', 'CITED NDR']],
  ],
  'a firm that reports its sales says nothing': [
    ['en', 'Tesla and Ford reported falling sales in the quarter.', []],
    ['en', 'Tesla reported that sales had fallen.', ['CITED Tesla']],
  ],
  'speech is read however it is set': [
    ['it', '“Non si può – ha spiegato la sindaca Monica Fabbri – perché è tardi”.', ['QUOTED Monica Fabbri']],
    ['nl', ',,Dit moet stoppen”, zegt burgemeester Jan Tigelaar.', ['QUOTED Jan Tigelaar']],
    ['pl', '– Nie mamy wyboru – podkreślił w czwartek wójt Jan Bury.', ['QUOTED Jan Bury']],
    ['fr', "« C'est une honte », s'est emporté Luc Pons.", ['QUOTED Luc Pons']],
    ['de', '„Es fehlt an allem“, sagte Karl Heuser am 7. Mai der dpa.', ['QUOTED Karl Heuser', 'CITED dpa']],
  ],
  'German indirect speech is said whatever its verb is, and only in main clauses': [
    ['de', 'Die Kasse sei leer, orakelte Minister Egon Harms.', ['CITED Egon Harms']],
    ['de', 'Die Kasse sei leer, brabbelt der Rentner Egon Harms.', ['CITED Egon Harms']],
    ['de', 'Minister Egon Harms orakelte am Montag, die Kasse sei leer.', ['CITED Egon Harms']],
    ['de', 'Weil die Kasse leer sei, fuhr Egon Harms nach Bonn.', []],
    ['de', 'Dass Geld fehlt, hat Rektor Egon Harms bereits im März eingeräumt.', ['CITED Egon Harms']],
    ['de', 'Als das Geld fehlte, ergänzte Rektor Egon Harms den Betrag.', []],
    ['de', 'Den Vorwurf wies Rektor Egon Harms zurück.', ['CITED Egon Harms']],
  ],
  'German speakers are found behind what somebody thinks, in front of a colon and of speech of its own': [
    ['de', 'Für Egon Harms ist das „ein Schlag ins Gesicht“.', ['QUOTED Egon Harms']],
    ['de', 'Für Egon Harms gab es „tosenden Applaus“.', []],
    ['de', 'Anders sieht das Wirt Egon Harms: „Wir brauchen das Geld.“', ['QUOTED Egon Harms']],
    ['de', 'Enttäuscht ist auch Wirt Egon Harms: „Wir brauchen das Geld.“', ['QUOTED Egon Harms']],
    ['de', 'Wirt Egon Harms winkt ab. „Das Geld reicht nie und nimmer.“', ['QUOTED Egon Harms']],
    ['de', '„Das Geld reicht nicht“, lautet das Fazit von Trainer Egon Harms.', ['QUOTED Egon Harms']],
    ['de', 'Züchter Pitt Lamprecht sagt: „Das Geld reicht nicht.“', ['QUOTED Pitt Lamprecht']],
    ['de', 'Chefarzt Ingo Lenz betonte, das Geld fehle.', ['CITED Ingo Lenz']],
  ],
  'German bodies are known again by their noun, in the genitive and behind another': [
    ['de', 'Der SV Lichtenau trennt sich. Das teilte der Verein mit.', ['CITED SV Lichtenau']],
    ['de', 'Das Innenministerium prüft das. Das Ministerium teilte mit, es eile.', ['CITED Innenministerium']],
    ['de', 'Die Universität Ahlen baut mit der Universität Soest. Die Universität teilte mit, es eile.', []],
    ['de', 'Nach vorläufigen Zahlen des Landratsamts Cham sinkt der Pegel.', ['CITED Landratsamt Cham']],
    ['de', 'Nach eigenen Angaben ist Egon Harms gesund.', []],
    ['de', 'Das teilten Polizei und Staatsanwaltschaft Fulda mit.', ['CITED Staatsanwaltschaft Fulda']],
    ['de', 'Eine Sprecherin der Reederei Norvia bestätigte das auf NDR-Anfrage.', ['CITED Norvia', 'CITED NDR']],
    ['de', 'Die Strecke bleibt zu, wie es beim Landkreis Goslar heißt.', ['CITED Landkreis Goslar']],
  ],
};

describe.each(Object.entries(kinds))('%s', (_, cases) => {
  test.each(cases)('%s: %s', (language, body, names) => {
    expect(found(body, language)).toEqual(names);
  });
});

test.each([
  ['Alex Goodlett/AP', ['PERSON Alex Goodlett', 'NEWS_AGENCY Associated Press']],
  ['Jane Roe, Staff Photographer', ['PERSON Jane Roe']],
  ['Macworld Staff', ['ORGANIZATION Macworld Staff']],
  ['Foto: Stadt Kiel', ['GOVERNMENT Stadt Kiel']],
  ['Symbolbild: Jana Roth', ['PERSON Jana Roth']],
  ['Photo by: Jane Roe', ['PERSON Jane Roe']],
  ['Alamy Stock Photo', ['COMPANY Alamy']],
  ['Jane Roe/PA', ['PERSON Jane Roe', 'NEWS_AGENCY PA Media']],
  ['U.S. Coast Guard photo by Petty Officer Jane Roe', ['GOVERNMENT U.S. Coast Guard', 'PERSON Jane Roe']],
])('a credit names staff, towns and agencies for what they are: %s', (line, names) => {
  expect(parseCreditLine(line, noneKnown).sources.map(({ kind, name }) => `${kind} ${name}`)).toEqual(names);
});
