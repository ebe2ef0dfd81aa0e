import Diagnostics
import Foundation
import JSON
import Query
import Testing
import Threads

/// The example in the library's documentation, word for word.
struct DocumentationTests {
  @Test("The example in the documentation produces the documented result")
  func example() throws {
    let filter = try Filter(parsing: ".[] | select(.score > $least) | .name", environment: .init(variables: ["least"]))
    let context = EvaluationContext()
    context.memoryLimit = 512 << 20
    let people = try Value.parse(#"[{"name": "Ada", "score": 9}, {"name": "Bob", "score": 3}]"#)

    var names: [String] = []
    try DeepStack.run { () throws(EvaluationError) in
      try filter.run(people, variables: [5], context: context) { output in
        names.append(output.string ?? "")
        return true
      }
    }
    #expect(names == ["Ada"])
  }

  @Test("The documentation contains the example above")
  func isShown() throws {
    let here = URL(filePath: #filePath)
    let checkout = here.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let article = try String(contentsOf: checkout.appending(path: "Sources/Query/Query.docc/Query.md"), encoding: .utf8)
    let code = try #require(article.firstMatch(of: /```swift\n((?s).*?)```/)).1
    let indented = code.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "    " + $0 }.joined(separator: "\n")
    #expect(try String(contentsOf: here, encoding: .utf8).contains(indented))
  }
}
