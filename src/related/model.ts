/** A low-rank model in use: what it makes of a text, in a few hundred bytes of memory a term. */

import type { TextTerms } from './terms.ts';

export interface Model {
  readonly id: number;
  readonly dimensions: number;
  /** Ascending. */
  readonly terms: Int32Array;
  /** Of each term: what its bytes are multiplied by. */
  readonly scales: Float32Array;
  /** Of each term: `dimensions` bytes. */
  readonly vectors: Int8Array;
}

/** A model as it is trained, before it is stored. */
export type TrainedModel = Omit<Model, 'id'>;

/** What {@link strongestDirections} found, a byte a number. */
export function packModel(terms: Int32Array, dimensions: number, vectors: Float32Array): TrainedModel {
  const scales = new Float32Array(terms.length);
  const bytes = new Int8Array(terms.length * dimensions);
  for (let row = 0; row < terms.length; row += 1) {
    const vector = vectors.subarray(row * dimensions, (row + 1) * dimensions);
    const largest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const scale = largest / 127 || 1;
    scales[row] = scale;
    for (let k = 0; k < dimensions; k += 1) bytes[row * dimensions + k] = Math.round((vector[k] as number) / scale);
  }
  return { dimensions, terms, scales, vectors: bytes };
}

/**
 * @param weights by term
 * @returns the direction of a text in the model's space, in 127ths; null if it has none of the model's terms
 */
export function meaningOf(model: Model, { terms }: TextTerms, weights: Float32Array): Int8Array | null {
  const sum = new Float64Array(model.dimensions);
  for (let index = 0; index < terms.length; index += 1) {
    const row = indexOf(model.terms, terms[index] as number);
    if (row < 0) continue;
    const factor = (weights[index] as number) * (model.scales[row] as number);
    const offset = row * model.dimensions;
    for (let k = 0; k < model.dimensions; k += 1) {
      sum[k] = (sum[k] as number) + factor * (model.vectors[offset + k] as number);
    }
  }
  const length = Math.sqrt(sum.reduce((squares, value) => squares + value * value, 0));
  return length === 0 ? null : Int8Array.from(sum, (value) => Math.round((value / length) * 127));
}

/** @returns -1 when it isn't there */
export function indexOf(ascending: Int32Array, wanted: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = ascending[middle] as number;
    if (found === wanted) return middle;
    if (found < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
