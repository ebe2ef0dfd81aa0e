import Diagnostics
import HTTP

/// The files of a description: the main file and those it references. Their offsets are consecutive, so that a range
/// also identifies the file.
final class DescriptionFiles {
  /// Reads a file in the description's folder by its path.
  typealias Reader = (_ path: String) throws -> SourceText

  /// Why a reference cannot be followed.
  enum Missing: Error {
    /// It leads to the network or to another folder.
    case outside
    case unreadable(String)
    case faulty([Diagnostic])
  }

  private struct File {
    var source: SourceText
    var root: SourceNode
    /// The offset of its first byte.
    var offset: Int
  }

  private static let mostFiles = 20_000

  let root: SourceNode
  private let reader: Reader?
  private var files: [File]
  private var known: [String: Result<Int, Missing>] = [:]

  init(_ source: SourceText, reader: Reader?) throws(Diagnostics) {
    root = try SourceReading.read(source)
    self.reader = reader
    files = [File(source: source, root: root, offset: 0)]
  }

  var first: SourceText { files[0].source }

  /// The file that contains a range, and the range within the file.
  func place(of range: SourceRange) -> (source: SourceText, range: SourceRange) {
    let file = files[index(of: range)]
    return (file.source, SourceRange(range.lower - file.offset, range.upper - file.offset))
  }

  /// The index of the file that contains a range.
  func index(of range: SourceRange) -> Int {
    guard files.count > 1 else { return 0 }
    var (low, high) = (0, files.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if files[middle].offset <= range.lower { low = middle } else { high = middle }
    }
    return low
  }

  func root(of index: Int) -> SourceNode { files[index].root }

  /// The name of a file without its extension: `Pet` for `schemas/Pet.yaml`.
  func stem(of index: Int) -> String {
    let name = files[index].source.name.split(separator: "/").last.map(String.init) ?? ""
    return name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
  }

  /// The index of the file that a reference names. The file is read on first use.
  ///
  /// - Parameter index: the file that contains the reference.
  func file(_ reference: String, from index: Int) throws(Missing) -> Int {
    guard reader != nil, let path = path(reference, from: index) else { throw .outside }
    if let known = known[path] { return try known.get() }
    let result = Result { () throws(Missing) in try read(path) }
    known[path] = result
    return try result.get()
  }

  /// The path of a file within the folder of the description; nil if it is outside.
  private func path(_ reference: String, from index: Int) -> String? {
    guard !reference.hasPrefix("/"), !reference.contains("\\"), !reference.contains("://") else { return nil }
    let folder = Self.folder(of: files[0].source.name)
    let own = Self.folder(of: files[index].source.name).dropFirst(folder.count)
    var parts = own.split(separator: "/").map(String.init)
    for part in reference.split(separator: "/") {
      switch part {
      case ".": break
      case "..": if parts.popLast() == nil { return nil }
      default: parts.append(PercentEncoding.decode(String(part)) ?? String(part))
      }
    }
    return parts.isEmpty ? nil : folder + parts.joined(separator: "/")
  }

  /// The folder, with a trailing slash.
  private static func folder(of name: String) -> String {
    name.lastIndex(of: "/").map { String(name[...$0]) } ?? ""
  }

  private func read(_ path: String) throws(Missing) -> Int {
    if let index = files.firstIndex(where: { $0.source.name == path }) { return index }
    let size = files.reduce(0) { $0 + $1.source.text.utf8.count }
    guard files.count < Self.mostFiles, size < SourceReading.longest else {
      throw .unreadable("the description is larger than \(SourceReading.longest >> 20) MB")
    }
    let source: SourceText
    do {
      guard let text = try reader?(path) else { throw Missing.outside }
      source = text
    } catch {
      throw (error as? Missing) ?? .unreadable((error as? Diagnostic)?.message ?? "\(error)")
    }
    do throws(Diagnostics) {
      let offset = (files.last?.offset ?? 0) + (files.last?.source.text.utf8.count ?? 0) + 1
      files.append(File(source: source, root: try SourceReading.read(source).moved(by: offset), offset: offset))
      return files.count - 1
    } catch {
      throw .faulty(error.all)
    }
  }
}
