public import Calendar
import Diagnostics

extension ZoneDatabase {
  /// What to write instead of a name that no zone has.
  public func advice(for name: String) -> String {
    names.nearest(to: name).map { "did you mean `\($0)`?" } ?? "write a name such as Europe/Amsterdam"
  }
}
