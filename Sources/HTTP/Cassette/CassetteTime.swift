import JSON
import Query

/// A recorded clock reading of a unit: `{"now":1764441000.25,"at":[2,0,5]}`.
struct CassetteTime: Sendable {
  var time: Double
  /// Nil outside of units.
  var place: UnitPlace?

  var value: Value {
    var object: Object = ["now": Value(time)]
    if let place { object["at"] = place.value }
    return Value(object)
  }

  init(_ time: Double, at place: UnitPlace?) {
    self.time = time
    self.place = place
  }

  init(_ object: Object) throws(CassetteFault) {
    guard let time = object["now"]?.double else { throw CassetteFault("`now` is not a number") }
    self.init(time, at: try UnitPlace(recorded: object["at"]))
  }
}

extension UnitPlace {
  /// The place as JSON: `[statement]`, or `[statement, loop, index]` for a row.
  var value: Value { Value(([statement] + (row.map { [$0.loop, $0.index] } ?? [])).map { Value($0) }) }

  /// Nil for null or a missing member.
  init?(recorded value: Value?) throws(CassetteFault) {
    guard let value, !value.isNull else { return nil }
    let numbers = (value.array ?? []).compactMap(\.int)
    switch (value.count, numbers.count) {
    case (1, 1): self.init(statement: numbers[0])
    case (3, 3): self.init(statement: numbers[0], row: Row(loop: numbers[1], index: numbers[2]))
    default: throw CassetteFault("`at` is not the place of a unit")
    }
  }
}
