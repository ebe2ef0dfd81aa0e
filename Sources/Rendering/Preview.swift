public import JSON

/// Returns the beginning of a value as compact JSON on a single line, with `…` if it was truncated; safe for a
/// terminal. Reads only as much of the value as it shows. For messages such as ``expected a number, not
/// {"id":1,"name":"Bo…``.
public func preview(_ value: Value, columns limit: Int = 60, mask: Mask? = nil) -> String {
  var writer = JSONWriter(isTerminal: true, mask: mask)
  // Four bytes per column, and zero-width marks after some of them.
  let columns = min(max(0, limit), 1 << 20)
  writer.byteLimit = columns * 8 + 16
  var output = [UInt8]()
  writer.write(value, to: &output)
  return String(decoding: output, as: UTF8.self).shortened(toColumns: columns)
}
