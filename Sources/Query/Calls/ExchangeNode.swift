import Diagnostics
import JSON

/// `@17`, `@last`, and `@-1`, the one before the last.
final class ExchangeNode: Node, @unchecked Sendable {
  private let number: Int?
  private let place: Place

  init(_ number: Int?, _ place: Place) {
    self.number = number
    self.place = place
    super.init(isScalar: true)
  }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    do throws(Failure) {
      guard let caller = frame.context.caller else {
        throw Failure(.script, "exchanges are not available here", source: place.source, range: place.range)
      }
      // The parser uses this value for numbers that are too large.
      guard number != .max else {
        throw Failure(.script, "there is no exchange \(place.source[place.range])")
      }
      return try caller.exchange(number, range: place.range)
    } catch {
      var failure = error
      failure.source = failure.source ?? place.source
      failure.range = failure.range ?? place.range
      throw Thrown(.failure(failure), place)
    }
  }
}

/// `exchanges`
final class ExchangesNode: Node, @unchecked Sendable {
  private let place: Place

  init(_ place: Place) {
    self.place = place
    super.init(isScalar: true)
  }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    do throws(Failure) {
      return .array(try frame.context.caller?.exchanges() ?? [])
    } catch {
      throw Thrown(.failure(error), place)
    }
  }
}
