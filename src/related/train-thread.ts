/** Worker thread that trains a model: gets a task, gives back the model, ends. */

import { parentPort, workerData } from 'node:worker_threads';
import { strongestDirections } from './lsa.ts';
import { packModel } from './model.ts';
import type { TrainingTask } from './train.ts';

const { rows, terms, dimensions } = workerData as TrainingTask;

/** The same at every training, so that the same corpus has the same model. */
function repeatableRandom(): () => number {
  let state = 1;
  return () => {
    // Numerical Recipes' linear congruential generator.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const { vectors, dimensions: found } = strongestDirections(rows, dimensions, repeatableRandom());
const model = packModel(terms, found, vectors);
parentPort?.postMessage(model, [model.terms.buffer, model.scales.buffer, model.vectors.buffer] as ArrayBuffer[]);
