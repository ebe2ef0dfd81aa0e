import Foundation
import JSON
import Testing

/// `describe` has an example of every method, and each runs unchanged against the sandbox.
struct MethodExampleTests {
  static let providers = FaultTests.providers

  @Test("Every method has an example that runs", arguments: zip(providers, [7, 17, 5, 25, 2]))
  func examplesRun(provider: String, count: Int) throws {
    let methods = try Self.methods(of: provider)
    #expect(methods.count == count)
    let folder = try TemporaryFolder()
    for method in methods {
      let sandbox = try SandboxProcess()
      let example = try #require(try Self.example(of: method), "\(method) has no example")
      #expect(example.hasPrefix(method))
      let result = try edush(["--yes", "-c", example], in: folder.url, environment: sandbox.variables)
      #expect(result.status == 0, "\(example)\n\(result.error)")
      #expect(!result.output.isEmpty, "\(example)")
      let request = try #require(try sandbox.requests().last, "\(example) sends nothing")
      #expect(request["endpoint"]?.isNull == false, "\(example) is unknown to the sandbox")
    }
  }

  @Test("`describe` of a resource shows the examples of its methods", arguments: ["coderpad.pads", "coursio.auth"])
  func resourceHasExamples(name: String) throws {
    let folder = try TemporaryFolder()
    let text = try edush(["describe", name], in: folder.url).output
    for method in try Self.methods(of: String(name.prefix { $0 != "." })) where method.hasPrefix(name + ".") {
      #expect(text.contains("  \(try Self.example(of: method) ?? "?")\n"), "\(text)")
    }
  }

  @Test("An unlisted method also has an example")
  func openMethodHasExample() throws {
    #expect(try Self.example(of: "coursio.course.getAll") == "coursio.course.getAll")
  }

  @Test("`describe` of a provider shows its address", arguments: providers)
  func providerIsDescribed(provider: String) throws {
    let folder = try TemporaryFolder()
    let text = try edush(["describe", provider], in: folder.url).output
    #expect(text.hasPrefix("\(provider)\n"))
    #expect(text.contains("https://"))
  }

  /// The names of all methods that `describe` lists.
  static func methods(of provider: String) throws -> [String] {
    let folder = try TemporaryFolder()
    let text = try edush(["describe", provider], in: folder.url).output
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let table = lines.drop { $0 != "Methods" }.dropFirst().prefix { !$0.isEmpty }
    return table.flatMap { line in
      let words = line.split(separator: " ").map(String.init)
      return words.dropFirst().map { "\(provider).\(words[0]).\($0)" }
    }
  }

  private static func example(of method: String) throws -> String? {
    let folder = try TemporaryFolder()
    let lines = try edush(["describe", method], in: folder.url).output.split(separator: "\n")
    guard let place = lines.firstIndex(of: "Example"), place + 1 < lines.endIndex else { return nil }
    return lines[place + 1].trimmingCharacters(in: .whitespaces)
  }
}
