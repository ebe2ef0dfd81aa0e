public import JSON

/// The beginning of a value as compact JSON on one line, with `…` where it was cut; safe for a terminal. Reads no more of
/// the value than it shows. For messages: ``expected a number, not {"id":1,"name":"Bo…``.
public func preview(_ value: Value, columns limit: Int = 60, mask: Mask? = nil) -> String {
  var writer = JSONWriter(isTerminal: true, mask: mask)
  // Four bytes a column, and zero-width marks behind some of them.
  let columns = min(max(0, limit), 1 << 20)
  writer.byteLimit = columns * 8 + 16
  var output = [UInt8]()
  writer.write(value, to: &output)
  return String(decoding: output, as: UTF8.self).shortened(toColumns: columns)
}
