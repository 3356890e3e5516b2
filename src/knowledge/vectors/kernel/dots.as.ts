// Inner products of one vector with many, in AssemblyScript (WebAssembly with SIMD; `node scripts/build-kernel.ts` makes dots.wasm).
//
// Memory is laid out by the caller; nothing is allocated here. `width` is a multiple of 16; rows are int8, one behind the other, at a
// multiple of 16. The query is int16 (its int8 values, widened once), so that each 16 values of a row cost one load, two widenings and two
// pairwise products.

/** `out[row]` = `scale` * `scales[row]` * the product of the query and the row, for `rows` rows. */
export function dots(query: usize, rows: usize, scales: usize, count: i32, width: i32, scale: f32, out: usize): void {
  for (let row = 0; row < count; row += 1) {
    let low = i32x4.splat(0)
    let high = i32x4.splat(0)
    const at = rows + <usize>row * <usize>width
    for (let k = 0; k < width; k += 16) {
      const values = v128.load(at + k)
      const asked = query + (k << 1)
      low = i32x4.add(low, i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_s(values), v128.load(asked)))
      high = i32x4.add(high, i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_s(values), v128.load(asked, 16)))
    }
    const sum = i32x4.add(low, high)
    const whole =
      i32x4.extract_lane(sum, 0) + i32x4.extract_lane(sum, 1) + i32x4.extract_lane(sum, 2) + i32x4.extract_lane(sum, 3)
    store<f32>(out + (<usize>row << 2), <f32>whole * scale * load<f32>(scales + (<usize>row << 2)))
  }
}

/** `out[row]` = the product of a vector and row `row`, all in floats; for learning. */
export function products(vector: usize, rows: usize, count: i32, width: i32, out: usize): void {
  for (let row = 0; row < count; row += 1) {
    let low = f32x4.splat(0)
    let high = f32x4.splat(0)
    const at = rows + ((<usize>row * <usize>width) << 2)
    for (let k = 0; k < width; k += 8) {
      const place = <usize>k << 2
      low = f32x4.add(low, f32x4.mul(v128.load(at + place), v128.load(vector + place)))
      high = f32x4.add(high, f32x4.mul(v128.load(at + place, 16), v128.load(vector + place, 16)))
    }
    const sum = f32x4.add(low, high)
    store<f32>(
      out + (<usize>row << 2),
      f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 1) + f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3),
    )
  }
}

/** One step of Adagrad on one row: what it has learned so often already, it learns more slowly. */
export function step(vector: usize, row: usize, squares: usize, width: i32, gradient: f32, rate: f32): void {
  const by = f32x4.splat(gradient)
  const pace = f32x4.splat(rate)
  for (let k = 0; k < width; k += 4) {
    const place = <usize>k << 2
    const slope = f32x4.mul(by, v128.load(vector + place))
    const square = f32x4.add(v128.load(squares + place), f32x4.mul(slope, slope))
    v128.store(squares + place, square)
    const change = f32x4.div(f32x4.mul(pace, slope), f32x4.sqrt(square))
    v128.store(row + place, f32x4.sub(v128.load(row + place), change))
  }
}
