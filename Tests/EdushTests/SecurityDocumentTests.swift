import Foundation
import Testing

/// The promises of docs/security.md name the tests that enforce them.
struct SecurityDocumentTests {
  @Test("Every test named in the document exists")
  func testsExist() throws {
    let text = try String(contentsOf: BuiltProgram.checkout.appending(path: "docs/security.md"), encoding: .utf8)
    let names = text.matches(of: /`(\w+Tests|[\w-]+\.transcript)`/).map { String($0.1) }
    #expect(names.count > 20)
    let tests = BuiltProgram.checkout.appending(path: "Tests").path()
    let files = try FileManager.default.subpathsOfDirectory(atPath: tests)
    let known = Set(files.map { $0.split(separator: "/").last.map(String.init) ?? "" })
    for name in names {
      #expect(known.contains(name.hasSuffix("Tests") ? name + ".swift" : name), "\(name)")
    }
  }
}
