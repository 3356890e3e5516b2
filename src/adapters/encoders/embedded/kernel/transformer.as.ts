// The arithmetic of the encoder, in AssemblyScript (WebAssembly with SIMD; `node scripts/build-kernel.ts` makes transformer.wasm).
//
// Memory is laid out by the caller; nothing is allocated here. Matrices are row-major; `rows` of everything that is multiplied is a multiple
// of 4. Weights have 6 bits (stored as 0 … 63, meaning -32 … 31), activations 8 bits: then two products of a pair and their neighbours fit
// a 16-bit lane (4 * 127 * 63 = 32,004), and one widening serves 32 products. Measured on one core: 29 billion multiplications a second,
// against 15 in 32-bit floats.

const WEIGHT_ZERO: f32 = 32

/** The sums of four vectors, as one vector. */
// @ts-expect-error: decorator
@inline
function sumsOf(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = i32x4.add(i32x4.shuffle(a, b, 0, 4, 1, 5), i32x4.shuffle(a, b, 2, 6, 3, 7))
  const cd = i32x4.add(i32x4.shuffle(c, d, 0, 4, 1, 5), i32x4.shuffle(c, d, 2, 6, 3, 7))
  return i32x4.add(i32x4.shuffle(ab, cd, 0, 1, 4, 5), i32x4.shuffle(ab, cd, 2, 3, 6, 7))
}

/** Sum of 32 products of int8 and 6-bit weights, in four 32-bit lanes, added to `sum`. */
// @ts-expect-error: decorator
@inline
function products(x0: v128, x1: v128, w0: v128, w1: v128, ones: v128, sum: v128): v128 {
  const pairs = i16x8.add(i16x8.relaxed_dot_i8x16_i7x16_s(x0, w0), i16x8.relaxed_dot_i8x16_i7x16_s(x1, w1))
  return i32x4.add(sum, i32x4.dot_i16x8_s(pairs, ones))
}

/**
 * Rounds rows of floats to int8, each row with a scale of its own. `scales[row] * out` is about `x`; `zeros[row]` is what the zero point
 * of the weights adds to every product of the row.
 */
export function quantiseRows(x: usize, rows: i32, width: i32, out: usize, scales: usize, zeros: usize): void {
  for (let row = 0; row < rows; row += 1) {
    let most = f32x4.splat(0)
    for (let k = 0; k < width; k += 4) most = f32x4.max(most, f32x4.abs(v128.load(x + (k << 2))))
    const largest = max(
      max(f32x4.extract_lane(most, 0), f32x4.extract_lane(most, 1)),
      max(f32x4.extract_lane(most, 2), f32x4.extract_lane(most, 3)),
    )
    const inverse = f32x4.splat(largest > 0 ? 127 / largest : 0)
    let sum = i32x4.splat(0)
    for (let k = 0; k < width; k += 16) {
      const from = x + (k << 2)
      const a = i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(v128.load(from), inverse)))
      const b = i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(v128.load(from, 16), inverse)))
      const c = i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(v128.load(from, 32), inverse)))
      const d = i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(v128.load(from, 48), inverse)))
      sum = i32x4.add(sum, i32x4.add(i32x4.add(a, b), i32x4.add(c, d)))
      v128.store(out + k, i8x16.narrow_i16x8_s(i16x8.narrow_i32x4_s(a, b), i16x8.narrow_i32x4_s(c, d)))
    }
    f32.store(scales + (row << 2), largest / 127)
    f32.store(zeros + (row << 2), WEIGHT_ZERO * <f32>i32x4.extract_lane(sumsOf(sum, sum, sum, sum), 0))
    x += width << 2
    out += width
  }
}

/**
 * out[row][n] = x[row] · w[n] * scales[row] * weightScales[n] + bias[n]. `w` holds two outputs side by side, in blocks of 32 inputs:
 * 16 of the first, 16 of the second, the next 16 of the first, the next 16 of the second.
 */
export function multiply(
  x: usize,
  scales: usize,
  zeros: usize,
  rows: i32,
  inputs: i32,
  w: usize,
  weightScales: usize,
  bias: usize,
  outputs: i32,
  out: usize,
): void {
  const ones = i16x8.splat(1)
  const stride = outputs << 2
  for (let row = 0; row < rows; row += 4) {
    const x0 = x + row * inputs
    const x1 = x0 + inputs
    const x2 = x1 + inputs
    const x3 = x2 + inputs
    const rowScales = v128.load(scales + (row << 2))
    const rowZeros = v128.load(zeros + (row << 2))
    let at = w
    for (let n = 0; n < outputs; n += 2) {
      let a0 = i32x4.splat(0)
      let a1 = a0
      let a2 = a0
      let a3 = a0
      let b0 = a0
      let b1 = a0
      let b2 = a0
      let b3 = a0
      for (let k = 0; k < inputs; k += 32) {
        const w0 = v128.load(at)
        const v0 = v128.load(at, 16)
        const w1 = v128.load(at, 32)
        const v1 = v128.load(at, 48)
        at += 64
        let low = v128.load(x0 + k)
        let high = v128.load(x0 + k, 16)
        a0 = products(low, high, w0, w1, ones, a0)
        b0 = products(low, high, v0, v1, ones, b0)
        low = v128.load(x1 + k)
        high = v128.load(x1 + k, 16)
        a1 = products(low, high, w0, w1, ones, a1)
        b1 = products(low, high, v0, v1, ones, b1)
        low = v128.load(x2 + k)
        high = v128.load(x2 + k, 16)
        a2 = products(low, high, w0, w1, ones, a2)
        b2 = products(low, high, v0, v1, ones, b2)
        low = v128.load(x3 + k)
        high = v128.load(x3 + k, 16)
        a3 = products(low, high, w0, w1, ones, a3)
        b3 = products(low, high, v0, v1, ones, b3)
      }
      const first = f32x4.mul(f32x4.sub(f32x4.convert_i32x4_s(sumsOf(a0, a1, a2, a3)), rowZeros), rowScales)
      const second = f32x4.mul(f32x4.sub(f32x4.convert_i32x4_s(sumsOf(b0, b1, b2, b3)), rowZeros), rowScales)
      const n4 = n << 2
      const a = f32x4.add(f32x4.mul(first, v128.load32_splat(weightScales + n4)), v128.load32_splat(bias + n4))
      const b = f32x4.add(f32x4.mul(second, v128.load32_splat(weightScales + n4, 4)), v128.load32_splat(bias + n4, 4))
      let to = out + row * stride + n4
      f32.store(to, f32x4.extract_lane(a, 0))
      f32.store(to, f32x4.extract_lane(b, 0), 4)
      to += stride
      f32.store(to, f32x4.extract_lane(a, 1))
      f32.store(to, f32x4.extract_lane(b, 1), 4)
      to += stride
      f32.store(to, f32x4.extract_lane(a, 2))
      f32.store(to, f32x4.extract_lane(b, 2), 4)
      to += stride
      f32.store(to, f32x4.extract_lane(a, 3))
      f32.store(to, f32x4.extract_lane(b, 3), 4)
    }
  }
}

/** e^x, relative error below 1e-6; inputs below -87 count as -87. Cody and Waite's reduction, a polynomial of degree 6. */
// @ts-expect-error: decorator
@inline
function exponential(x: v128): v128 {
  const clamped = f32x4.max(f32x4.min(x, f32x4.splat(88)), f32x4.splat(-87))
  const n = f32x4.nearest(f32x4.mul(clamped, f32x4.splat(1.44269504)))
  const r = f32x4.sub(f32x4.sub(clamped, f32x4.mul(n, f32x4.splat(0.693359375))), f32x4.mul(n, f32x4.splat(-0.00021219444)))
  let p = f32x4.add(f32x4.mul(r, f32x4.splat(0.0013888889)), f32x4.splat(0.0083333333))
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(0.041666667))
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(0.16666667))
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(0.5))
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1))
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1))
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23)
  return f32x4.mul(p, power)
}

/** The Gaussian error linear unit in place: x Φ(x), with the error function of Abramowitz and Stegun 7.1.26 (error below 1.5e-7). */
export function gelu(x: usize, count: i32): void {
  const one = f32x4.splat(1)
  const sign = i32x4.splat(0x80000000)
  for (const end = x + (count << 2); x < end; x += 16) {
    const value = v128.load(x)
    const z = f32x4.mul(value, f32x4.splat(0.70710678))
    const size = f32x4.abs(z)
    const t = f32x4.div(one, f32x4.add(one, f32x4.mul(size, f32x4.splat(0.3275911))))
    let p = f32x4.add(f32x4.mul(t, f32x4.splat(1.061405429)), f32x4.splat(-1.453152027))
    p = f32x4.add(f32x4.mul(p, t), f32x4.splat(1.421413741))
    p = f32x4.add(f32x4.mul(p, t), f32x4.splat(-0.284496736))
    p = f32x4.add(f32x4.mul(p, t), f32x4.splat(0.254829592))
    p = f32x4.mul(p, t)
    const error = f32x4.sub(one, f32x4.mul(p, exponential(f32x4.neg(f32x4.mul(size, size)))))
    const signed = v128.or(error, v128.and(z, sign))
    v128.store(x, f32x4.mul(f32x4.mul(value, f32x4.splat(0.5)), f32x4.add(one, signed)))
  }
}

/** x = norm(x + y), row by row: mean 0, variance 1, then times gamma plus beta. `y` may be 0: nothing is added. */
export function addAndNormalise(x: usize, y: usize, gamma: usize, beta: usize, rows: i32, width: i32): void {
  const bytes = width << 2
  for (let row = 0; row < rows; row += 1) {
    let sum = f32x4.splat(0)
    for (let k = 0; k < bytes; k += 16) {
      let value = v128.load(x + k)
      if (y != 0) {
        value = f32x4.add(value, v128.load(y + k))
        v128.store(x + k, value)
      }
      sum = f32x4.add(sum, value)
    }
    const mean = f32x4.splat(total(sum) / <f32>width)
    let squares = f32x4.splat(0)
    for (let k = 0; k < bytes; k += 16) {
      const away = f32x4.sub(v128.load(x + k), mean)
      squares = f32x4.add(squares, f32x4.mul(away, away))
    }
    const scale = f32x4.splat(1 / sqrt(total(squares) / <f32>width + 1e-12))
    for (let k = 0; k < bytes; k += 16) {
      const value = f32x4.mul(f32x4.sub(v128.load(x + k), mean), scale)
      v128.store(x + k, f32x4.add(f32x4.mul(value, v128.load(gamma + k)), v128.load(beta + k)))
    }
    x += bytes
    if (y != 0) y += bytes
  }
}

// @ts-expect-error: decorator
@inline
function total(a: v128): f32 {
  return f32x4.extract_lane(a, 0) + f32x4.extract_lane(a, 1) + f32x4.extract_lane(a, 2) + f32x4.extract_lane(a, 3)
}

/**
 * Scaled dot-product attention within one sequence. Rows of `x` hold query, key and value, `width` floats each; heads are 32 floats wide.
 * `scores`: room for `length` rounded up to a multiple of 4 floats.
 */
export function attend(x: usize, length: i32, width: i32, out: usize, scores: usize): void {
  const stride = (3 * width) << 2
  const scale: f32 = 0.17677669529663687 // 1 / sqrt(32)
  const padded = (length + 3) & ~3
  for (let head = 0; head < width; head += 32) {
    const queries = x + (head << 2)
    const keys = queries + (width << 2)
    const values = keys + (width << 2)
    for (let row = 0; row < length; row += 1) {
      const query = queries + row * stride
      const q0 = v128.load(query)
      const q1 = v128.load(query, 16)
      const q2 = v128.load(query, 32)
      const q3 = v128.load(query, 48)
      const q4 = v128.load(query, 64)
      const q5 = v128.load(query, 80)
      const q6 = v128.load(query, 96)
      const q7 = v128.load(query, 112)
      let largest: f32 = -3e38
      let key = keys
      for (let other = 0; other < length; other += 1) {
        let a = f32x4.mul(q0, v128.load(key))
        let b = f32x4.mul(q1, v128.load(key, 16))
        a = f32x4.relaxed_madd(q2, v128.load(key, 32), a)
        b = f32x4.relaxed_madd(q3, v128.load(key, 48), b)
        a = f32x4.relaxed_madd(q4, v128.load(key, 64), a)
        b = f32x4.relaxed_madd(q5, v128.load(key, 80), b)
        a = f32x4.relaxed_madd(q6, v128.load(key, 96), a)
        b = f32x4.relaxed_madd(q7, v128.load(key, 112), b)
        const score = total(f32x4.add(a, b)) * scale
        f32.store(scores + (other << 2), score)
        largest = max(largest, score)
        key += stride
      }
      for (let other = length; other < padded; other += 1) f32.store(scores + (other << 2), -3e38)
      let sum = f32x4.splat(0)
      for (let other = 0; other < padded << 2; other += 16) {
        const weight = exponential(f32x4.sub(v128.load(scores + other), f32x4.splat(largest)))
        v128.store(scores + other, weight)
        sum = f32x4.add(sum, weight)
      }
      const share = f32x4.splat(1 / total(sum))
      let c0 = f32x4.splat(0)
      let c1 = c0
      let c2 = c0
      let c3 = c0
      let c4 = c0
      let c5 = c0
      let c6 = c0
      let c7 = c0
      let value = values
      for (let other = 0; other < length; other += 1) {
        const weight = v128.load32_splat(scores + (other << 2))
        c0 = f32x4.relaxed_madd(weight, v128.load(value), c0)
        c1 = f32x4.relaxed_madd(weight, v128.load(value, 16), c1)
        c2 = f32x4.relaxed_madd(weight, v128.load(value, 32), c2)
        c3 = f32x4.relaxed_madd(weight, v128.load(value, 48), c3)
        c4 = f32x4.relaxed_madd(weight, v128.load(value, 64), c4)
        c5 = f32x4.relaxed_madd(weight, v128.load(value, 80), c5)
        c6 = f32x4.relaxed_madd(weight, v128.load(value, 96), c6)
        c7 = f32x4.relaxed_madd(weight, v128.load(value, 112), c7)
        value += stride
      }
      const to = out + ((row * width + head) << 2)
      v128.store(to, f32x4.mul(c0, share))
      v128.store(to, f32x4.mul(c1, share), 16)
      v128.store(to, f32x4.mul(c2, share), 32)
      v128.store(to, f32x4.mul(c3, share), 48)
      v128.store(to, f32x4.mul(c4, share), 64)
      v128.store(to, f32x4.mul(c5, share), 80)
      v128.store(to, f32x4.mul(c6, share), 96)
      v128.store(to, f32x4.mul(c7, share), 112)
    }
  }
}
