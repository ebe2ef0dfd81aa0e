import Diagnostics
import Glibc
import Providers
import Query
import Rendering
import Script

/// The arguments of `edush provider import`.
public struct ImportRequest: Sendable {
  /// The target of the manifest.
  public enum Target: Sendable, Hashable {
    /// Prints the manifest.
    case standardOutput
    /// The path of a file.
    case file(String)
    /// The folder of the user's providers.
    case providers
  }

  /// The description file, `-` for standard input.
  public var file: String
  /// The provider's name; nil derives it from the target or the description.
  public var name: String?
  /// The base URL; nil uses the one in the description.
  public var base: String?
  /// The target of the manifest.
  public var target = Target.standardOutput
  /// Whether an existing file is replaced.
  public var replaces = false

  /// Creates a request that prints the manifest.
  public init(file: String) { self.file = file }
}

extension Launch {
  /// Generates a manifest from an OpenAPI description. Guesses and omissions are reported on standard error.
  public func importManifest(_ request: ImportRequest) -> Int32 {
    let screen = ImportScreen(colour: errorColour)
    do {
      let bytes = try LocalFile.contents(
        of: request.file == "-" ? "/dev/stdin" : request.file, atMost: OpenAPIImport.longestText)
      let source = try ScriptFile.text(bytes, name: request.file)
      var description = OpenAPIImport(source, name: request.name ?? request.target.name, base: request.base)
      if request.file != "-" { description.reader = { try Self.furtherFile($0, of: request.file) } }
      let result = try description.run()
      let path = try save(result, request)
      screen.show(result, savedTo: path)
      return 0
    } catch let error as Diagnostics {
      return screen.fail(error.all)
    } catch let error as Diagnostic {
      return screen.fail([error])
    } catch let error as Failure {
      return screen.fail([error.diagnostic()])
    } catch {
      return screen.fail([Diagnostic(code: "file", "\(error)")])
    }
  }

  /// Reads a file that a description references, in the description's folder or below.
  private static func furtherFile(_ path: String, of description: String) throws -> SourceText {
    let folder = description.lastIndex(of: "/").map { String(description[...$0]) } ?? "."
    guard RealPath.of(path).isWithin(RealPath.of(folder)) else {
      throw Diagnostic(code: "file", "it is outside of the description's folder")
    }
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try LocalFile.contents(of: path, .regular, atMost: OpenAPIImport.longestText)
    } catch {
      throw Diagnostic(code: "file", error.description)
    }
    return try ScriptFile.text(bytes, name: path)
  }

  /// Saves the manifest and returns its path; nil for standard output.
  private func save(_ result: OpenAPIImport.Result, _ request: ImportRequest) throws -> String? {
    let folders = Folders(environment: surroundings.value)
    let path: String
    switch request.target {
    case .standardOutput:
      let isTerminal = StandardStream.output.isTerminal
      StandardStream.output.write(isTerminal ? visible(result.manifest, lineBreaks: .kept) : result.manifest)
      return nil
    case .file(let file):
      path = file
      try FileAccess(options, folders).check(writing: file)
    case .providers:
      path = "\(folders.providers)/\(result.name).jq"
      FileSaver.makeFolders(of: path)
    }
    guard request.replaces || access(path, F_OK) != 0 else {
      throw Failure(.usage, "\(path) already exists", hint: "use --force to overwrite it")
    }
    try FileSaver.save(Array(result.manifest.utf8), to: path, mode: 0o644)
    return path
  }

  private var errorColour: Bool {
    surroundings.usesColour(onTerminal: StandardStream.error.isTerminal, refused: options.refusesColour)
  }
}

extension ImportRequest.Target {
  /// The provider's name according to the file name.
  fileprivate var name: String? {
    guard case .file(let path) = self else { return nil }
    return ManifestFolder.provider(of: path)
  }
}

/// The output of an import on standard error.
private struct ImportScreen {
  let colour: Bool

  /// The maximum number of notes per kind; further ones are only counted, since they are in the manifest or the
  /// description.
  private static let most = 40

  func fail(_ findings: [Diagnostic]) -> Int32 {
    StandardStream.error.write(render(findings, colour: colour))
    return 2
  }

  func show(_ result: OpenAPIImport.Result, savedTo path: String?) {
    var text = result.warnings.isEmpty ? "" : render(result.warnings, colour: colour) + "\n"
    for kind in ImportNote.Kind.allCases {
      let notes = result.notes.filter { $0.kind == kind }
      for note in notes.prefix(Self.most) { text += line(note) }
      if notes.count > Self.most { text += "… and \(notes.count - Self.most) more \(kind.words)\n" }
    }
    StandardStream.error.write(text + summary(result, path) + "\n")
  }

  /// A note in one line: `shop.yaml:4:7: omitted: … (3 places: 9:7, 12:7)`.
  private func line(_ note: ImportNote) -> String {
    let places = note.others.map { "\($0.line):\($0.column)" }.joined(separator: ", ")
    let more = note.count > note.others.count + 1 ? ", …" : ""
    let others = note.count == 1 ? "" : " (\(note.count) places" + (places.isEmpty ? ")" : ": also \(places)\(more))")
    let place = "\(visible(note.file)):\(note.position.line):\(note.position.column)"
    return "\(place): \(note.kind.words): \(visible(note.message))\(others)\n"
  }

  private func summary(_ result: OpenAPIImport.Result, _ path: String?) -> String {
    let methods = "\(result.methods.of("method"))"
    let resources = "\(result.resources.of("resource"))"
    let counts = ImportNote.Kind.allCases.compactMap { kind -> String? in
      let count = result.notes.count { $0.kind == kind }
      return count == 0 ? nil : "\(count) \(kind.words)"
    }
    let all = ["\(result.name): \(methods) of \(resources)"] + counts
    guard let path else { return all.joined(separator: ", ") }
    return all.joined(separator: ", ") + "; written to \(visible(path))"
  }
}

extension ImportNote.Kind {
  fileprivate var words: String {
    switch self {
    case .guessed: "guessed"
    case .omitted: "omitted"
    }
  }
}
