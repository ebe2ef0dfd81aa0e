import Diagnostics
import Query

extension Checker {
  /// Checks that the arguments of a login are known to the provider and not repeated.
  mutating func checkLogin(_ target: Target, _ arguments: [CallArgument]) {
    let names = arguments.flatMap(\.givenNames)
    var seen: Set<String> = []
    for name in names where !seen.insert(name.text).inserted {
      report(
        .error, "doubled-parameter", "`\(name.text)` of login \(target.text) is given twice",
        hint: "leave one of them out", at: name.range)
    }
    guard let known = environment.loginNames(of: target.provider.text) else { return }
    for name in names where !known.contains(name.text) {
      let near = known.nearest(to: name.text).map { "did you mean `\($0)`?" }
      report(
        .error, "unknown-parameter", "login \(target.text) has no parameter `\(name.text)`",
        hint: near ?? "it takes " + known.map { "`\($0)`" }.joined(separator: ", "), at: name.range)
    }
  }
}

extension CallArgument {
  /// The name of the argument, or the member names if it is an object.
  fileprivate var givenNames: [Name] {
    if let name { return [name] }
    guard case .object(let members) = value.kind else { return [] }
    return members.compactMap { member in
      if case .name(let name) = member.key { name } else { nil }
    }
  }
}
