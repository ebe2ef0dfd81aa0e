public import Calendar
import Diagnostics

extension ZoneDatabase {
  /// A hint for an unknown zone name.
  public func advice(for name: String) -> String {
    names.nearest(to: name).map { "did you mean `\($0)`?" } ?? "write a name such as Europe/Amsterdam"
  }
}
