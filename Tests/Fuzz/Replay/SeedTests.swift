import Foundation
import Testing

/// Every seed and every former finding keeps the promises of its target, as do some of their mutations.
@Suite("The fuzz targets") struct SeedTests {
  @Test("keep their promises for their seeds", arguments: FuzzTarget.allCases)
  func seeds(_ target: FuzzTarget) throws {
    let seeds = try Seeds(target)
    #expect(!seeds.all.isEmpty)
    for (name, bytes) in seeds.all {
      #expect(throws: Never.self, "\(target)/\(name)") { try target.check(bytes) }
    }
  }

  @Test("keep their promises for mutations of their seeds", arguments: FuzzTarget.allCases)
  func mutations(_ target: FuzzTarget) throws {
    let short = try Seeds(target).all.map(\.bytes).filter { $0.count < 400 }
    var mutator = Mutator(short)
    for _ in 0..<60 {
      let bytes = mutator.next()
      #expect(throws: Never.self, "\(target): \(String(decoding: bytes, as: UTF8.self))") { try target.check(bytes) }
    }
  }
}

/// The files of `Seeds/<target>`.
struct Seeds {
  let all: [(name: String, bytes: [UInt8])]

  init(_ target: FuzzTarget, beside file: String = #filePath) throws {
    let folder = URL(filePath: file).deletingLastPathComponent().deletingLastPathComponent().appending(
      path: "Seeds/\(target)")
    all = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { name in
      (name, Array(try Data(contentsOf: folder.appending(path: name))))
    }
  }
}
