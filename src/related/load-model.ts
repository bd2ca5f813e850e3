/** Cache of the low-rank model in memory, for as long as it is the last. */

import type { Db, Trx } from '../../db/engine/database.ts';
import { latestModel, modelById, type StoredModel, saveModel } from '../../db/related/model.ts';
import type { Model, TrainedModel } from './model.ts';

/** By database, since a process may have several open. */
const loaded = new WeakMap<object, Model>();

/** @returns null while the corpus is too small for one */
export async function loadModel(db: Db): Promise<Model | null> {
  const latest = await latestModel(db);
  if (latest === null) return null;
  const owner = db.getExecutor().adapter;
  const known = loaded.get(owner);
  if (known?.id === latest.id) return known;
  const stored = await modelById(db, latest.id);
  if (stored === null) return null;
  const model = unpacked(stored);
  loaded.set(owner, model);
  return model;
}

function unpacked({ id, dimensions, terms, scales, vectors }: StoredModel): Model {
  return {
    id,
    dimensions,
    terms: new Int32Array(Uint8Array.from(terms).buffer),
    scales: new Float32Array(Uint8Array.from(scales).buffer),
    vectors: new Int8Array(Uint8Array.from(vectors).buffer),
  };
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
