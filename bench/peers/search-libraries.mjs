/** Search libraries of the registry, as their documents recommend them, for `npm run evaluate -- search --peers`. */

import { create, insertMultiple, search } from '@orama/orama';
import MiniSearch from 'minisearch';

/** A letter in five may be wrong, and words begin as they are typed. */
const miniSearch = {
  name: 'MiniSearch',
  async index(texts) {
    const index = new MiniSearch({ fields: ['text'], searchOptions: { fuzzy: 0.2, prefix: true } });
    index.addAll(texts.map((text, id) => ({ id, text })));
    return async (query, most) =>
      index
        .search(query)
        .slice(0, most)
        .map(({ id }) => id);
  },
};

const languages = { en: 'english', de: 'german' };

/** With its stemmer of the texts' language, and any word of a query. */
const orama = {
  name: 'Orama',
  async index(texts, language) {
    const name = languages[language.split('-')[0]] ?? 'english';
    const { stemmer } = await import(`@orama/stemmers/${name}`);
    const { stopwords } = await import(`@orama/stopwords/${name}`);
    const db = create({
      schema: { text: 'string' },
      components: { tokenizer: { stemming: true, stemmer, language: name, stopWords: stopwords } },
    });
    await insertMultiple(
      db,
      texts.map((text, id) => ({ id: String(id), text })),
    );
    return async (query, most) => {
      const found = await search(db, { term: query, limit: most, tolerance: 0 });
      // One that tolerates errors ranks worse where there are none, so that it is asked only where nothing is found.
      const { hits } = found.count > 0 ? found : await search(db, { term: query, limit: most, tolerance: 1 });
      return hits.map(({ id }) => Number(id));
    };
  },
};

export const searchLibraries = [miniSearch, orama];
