import JSON

/// A series of numbers as a single line of blocks, with the range below it.
struct Sparkline {
  let numbers: [Double]
  let options: RenderingOptions

  private static let blocks = Array("▁▂▃▄▅▆▇█")

  func write(to output: inout [UInt8]) {
    let room = min(options.room(orElse: 80), 1000)
    let share = (numbers.count + room - 1) / room
    let points = stride(from: 0, to: numbers.count, by: max(1, share)).map { start in
      let part = numbers[start..<min(start + share, numbers.count)]
      // Divide before adding, so that the sum does not overflow.
      return part.reduce(0) { $0 + $1 / Double(part.count) }
    }
    let (lowest, highest) = (numbers.min() ?? 0, numbers.max() ?? 0)
    let line = String(points.map { Self.block($0, lowest, highest) })
    output.append(contentsOf: (Style.bar(line, colour: options.colour) + "\n").utf8)
    let range = "\(Value(lowest).json()) to \(Value(highest).json())"
    let ends = "first \(Value(numbers.first ?? 0).json()), last \(Value(numbers.last ?? 0).json())"
    let mean = share > 1 ? ", each block the mean of \(share)" : ""
    let axis = "\(numbers.count) values, \(range); \(ends)\(mean)"
    output.append(contentsOf: (Style.dim(axis, colour: options.colour) + "\n").utf8)
  }

  private static func block(_ number: Double, _ lowest: Double, _ highest: Double) -> Character {
    let span = highest / 2 - lowest / 2
    guard span > 0 else { return blocks[0] }
    let place = (number / 2 - lowest / 2) / span * Double(blocks.count - 1)
    return blocks[max(0, min(blocks.count - 1, place.isNaN ? 0 : Int(place.rounded())))]
  }
}
