/** Cache of the low-rank model in memory, for as long as it is the last. */

import type { Db, Trx } from '../../db/engine/database.ts';
import { currentModel } from '../../db/related/meaning.ts';
import { type StoredModel, saveModel } from '../../db/related/model.ts';
import type { Model, TrainedModel } from './model.ts';

const unpackedModels = new WeakMap<StoredModel, Model>();

/** @returns null while the corpus is too small for one */
export async function loadModel(db: Db): Promise<Model | null> {
  const stored = await currentModel(db);
  return stored === null ? null : unpacked(stored);
}

/** Unpacked once. */
export function unpacked(stored: StoredModel): Model {
  const known = unpackedModels.get(stored);
  if (known !== undefined) return known;
  const { id, dimensions, terms, scales, vectors } = stored;
  const model = {
    id,
    dimensions,
    terms: new Int32Array(Uint8Array.from(terms).buffer),
    scales: new Float32Array(Uint8Array.from(scales).buffer),
    vectors: new Int8Array(Uint8Array.from(vectors).buffer),
  };
  unpackedModels.set(stored, model);
  return model;
}

/** @param articles size of the corpus that it was trained on */
export async function storeModel(trx: Trx, model: TrainedModel, articles: number): Promise<Model> {
  const bytes = ({ buffer, byteOffset, byteLength }: Int32Array | Float32Array | Int8Array) =>
    new Uint8Array(buffer, byteOffset, byteLength);
  const id = await saveModel(trx, {
    articles,
    dimensions: model.dimensions,
    terms: bytes(model.terms),
    scales: bytes(model.scales),
    vectors: bytes(model.vectors),
  });
  return { ...model, id };
}
