/**
 * Latent semantic analysis: the directions in which a corpus' texts differ most, found by randomised subspace iteration
 * (Halko, Martinsson and Tropp, "Finding Structure with Randomness", 2011, algorithm 4.4).
 */

/** Texts as rows of weights, each of length 1, packed one behind the other. */
export interface Rows {
  /** Row r has its entries from starts[r] to starts[r + 1]. */
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly weights: Float32Array;
  readonly columnCount: number;
}

export interface Directions {
  readonly dimensions: number;
  /** A column's vector of `dimensions` numbers, one column behind the other. */
  readonly vectors: Float32Array;
}

/** More directions than are wanted make those that are wanted more exact. */
const OVERSAMPLING = 16;
const ITERATIONS = 3;

/**
 * The right singular vectors of the largest singular values, each divided by the root of its value, so that the strong
 * directions (what sections of the paper are about) don't outshout the weak ones (what a story is about).
 *
 * @param dimensions how many; fewer than rows and columns
 */
export function strongestDirections(rows: Rows, dimensions: number, random: () => number): Directions {
  const width = Math.min(dimensions + OVERSAMPLING, rows.columnCount);
  let basis = new Float32Array(rows.columnCount * width).map(() => random() - 0.5);
  // Two large arrays change places: garbage outside the heap would be collected late.
  let next = new Float32Array(basis.length);
  orthonormalise(basis, rows.columnCount, width);
  for (let round = 0; round < ITERATIONS; round += 1) {
    timesGram(rows, basis, width, next);
    [basis, next] = [next, basis];
    orthonormalise(basis, rows.columnCount, width);
  }
  const { values, vectors } = eigen(gramWithin(rows, basis, width), width);
  const order = [...values.keys()].sort((a, b) => (values[b] as number) - (values[a] as number)).slice(0, dimensions);
  const result = new Float32Array(rows.columnCount * order.length);
  for (const [place, index] of order.entries()) {
    // The eigenvalue is the singular value's square.
    const scale = Math.max(values[index] as number, 1e-12) ** -0.25;
    for (let column = 0; column < rows.columnCount; column += 1) {
      let sum = 0;
      for (let k = 0; k < width; k += 1) {
        sum += (basis[column * width + k] as number) * (vectors[k * width + index] as number);
      }
      result[column * order.length + place] = sum * scale;
    }
  }
  return { dimensions: order.length, vectors: result };
}

function project(rows: Rows, row: number, basis: Float32Array, width: number, into: Float64Array): void {
  into.fill(0);
  for (let entry = rows.starts[row] as number; entry < (rows.starts[row + 1] as number); entry += 1) {
    const offset = (rows.columns[entry] as number) * width;
    const weight = rows.weights[entry] as number;
    for (let k = 0; k < width; k += 1) into[k] = (into[k] as number) + weight * (basis[offset + k] as number);
  }
}

/** AᵀA times the basis, a row of A at a time. */
function timesGram(rows: Rows, basis: Float32Array, width: number, result: Float32Array): void {
  result.fill(0);
  const image = new Float64Array(width);
  for (let row = 0; row + 1 < rows.starts.length; row += 1) {
    project(rows, row, basis, width, image);
    for (let entry = rows.starts[row] as number; entry < (rows.starts[row + 1] as number); entry += 1) {
      const offset = (rows.columns[entry] as number) * width;
      const weight = rows.weights[entry] as number;
      for (let k = 0; k < width; k += 1) {
        result[offset + k] = (result[offset + k] as number) + weight * (image[k] as number);
      }
    }
  }
}

function gramWithin(rows: Rows, basis: Float32Array, width: number): Float64Array {
  const gram = new Float64Array(width * width);
  const image = new Float64Array(width);
  for (let row = 0; row + 1 < rows.starts.length; row += 1) {
    project(rows, row, basis, width, image);
    for (let a = 0; a < width; a += 1) {
      for (let b = 0; b < width; b += 1) {
        gram[a * width + b] = (gram[a * width + b] as number) + (image[a] as number) * (image[b] as number);
      }
    }
  }
  return gram;
}

/** Cholesky QR, twice, which makes up for what the first loses to rounding. */
function orthonormalise(basis: Float32Array, height: number, width: number): void {
  for (let pass = 0; pass < 2; pass += 1) {
    const lower = cholesky(gramOf(basis, height, width), width);
    for (let row = 0; row < height; row += 1) {
      const offset = row * width;
      for (let a = 0; a < width; a += 1) {
        let sum = basis[offset + a] as number;
        for (let k = 0; k < a; k += 1) sum -= (lower[a * width + k] as number) * (basis[offset + k] as number);
        basis[offset + a] = sum / (lower[a * width + a] as number);
      }
    }
  }
}

/** The upper half suffices for {@link cholesky}. */
function gramOf(basis: Float32Array, height: number, width: number): Float64Array {
  const gram = new Float64Array(width * width);
  for (let row = 0; row < height; row += 1) {
    const offset = row * width;
    for (let a = 0; a < width; a += 1) {
      const value = basis[offset + a] as number;
      if (value === 0) continue;
      for (let b = a; b < width; b += 1) {
        gram[a * width + b] = (gram[a * width + b] as number) + value * (basis[offset + b] as number);
      }
    }
  }
  return gram;
}

function cholesky(gram: Float64Array, width: number): Float64Array {
  const lower = new Float64Array(width * width);
  for (let i = 0; i < width; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = gram[j * width + i] as number;
      for (let k = 0; k < j; k += 1) sum -= (lower[i * width + k] as number) * (lower[j * width + k] as number);
      lower[i * width + j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / (lower[j * width + j] as number);
    }
  }
  return lower;
}

/** Jacobi's method for a symmetric matrix: rotations until nothing is left beside the diagonal. */
function eigen(matrix: Float64Array, width: number): { values: Float64Array; vectors: Float64Array } {
  const vectors = new Float64Array(width * width);
  for (let i = 0; i < width; i += 1) vectors[i * width + i] = 1;
  for (let sweep = 0; sweep < 15; sweep += 1) {
    let beside = 0;
    for (let p = 0; p < width; p += 1) {
      for (let q = p + 1; q < width; q += 1) {
        const value = matrix[p * width + q] as number;
        beside += value * value;
        if (Math.abs(value) > 1e-12) rotate(matrix, vectors, width, p, q);
      }
    }
    if (beside < 1e-12) break;
  }
  return { values: Float64Array.from({ length: width }, (_, i) => matrix[i * width + i] as number), vectors };
}

function rotate(matrix: Float64Array, vectors: Float64Array, width: number, p: number, q: number): void {
  const at = (i: number, j: number) => matrix[i * width + j] as number;
  const theta = (at(q, q) - at(p, p)) / (2 * at(p, q));
  const tangent = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  const turn = (array: Float64Array, one: number, other: number) => {
    const a = array[one] as number;
    const b = array[other] as number;
    array[one] = cosine * a - sine * b;
    array[other] = sine * a + cosine * b;
  };
  for (let k = 0; k < width; k += 1) turn(matrix, k * width + p, k * width + q);
  for (let k = 0; k < width; k += 1) turn(matrix, p * width + k, q * width + k);
  for (let k = 0; k < width; k += 1) turn(vectors, k * width + p, k * width + q);
}
