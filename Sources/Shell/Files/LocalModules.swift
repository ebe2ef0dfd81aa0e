import Diagnostics
import Glibc
import JSON
import Query
import Script

/// Finds modules in the importing file's folder, then in the folders of `-L`; `.eduscript` takes precedence over `.jq`.
struct LocalModules: ModuleLoader {
  let folders: [String]
  let access: FileAccess

  func module(_ path: String, search: Value?, origin: SourceText) throws(ModuleError) -> SourceText {
    for file in candidates(path, endings: [".eduscript", ".jq"], search: search, origin: origin) {
      guard Glibc.access(file, R_OK) == 0 else { continue }
      return try text(of: file)
    }
    throw ModuleError("module not found: \(path)")
  }

  func data(_ path: String, search: Value?, origin: SourceText) throws(ModuleError) -> Value {
    for file in candidates(path, endings: [".json"], search: search, origin: origin) where Glibc.access(file, R_OK) == 0
    {
      // Unlike a module, which is part of the program, a data file is subject to the access rules.
      if let objection = access.objection(toReading: file) { throw ModuleError(objection.message) }
      var reader = DocumentReader()
      var values: [Value] = []
      reader.feed(try utf8(of: file))
      reader.finish()
      do throws(ParseError) {
        while let value = try reader.next() { values.append(value) }
      } catch {
        throw ModuleError("\(file): \(error.message)")
      }
      return Value(values)
    }
    throw ModuleError("module not found: \(path)")
  }

  private func candidates(_ path: String, endings: [String], search: Value?, origin: SourceText) -> [String] {
    let home = origin.name.lastIndex(of: "/").map { String(origin.name[..<$0]) } ?? "."
    let extra = (search?.array ?? search.map { [$0] } ?? []).compactMap(\.string).map { folder in
      folder.hasPrefix("/") ? folder : home + "/" + folder
    }
    let last = path.split(separator: "/").last.map(String.init) ?? path
    let folders = path.hasPrefix("/") ? [""] : (extra + [home] + self.folders).map { $0 + "/" }
    // Like jq, also look for `a` as `a/a`.
    return folders.flatMap { folder in
      endings.map { folder + path + $0 } + endings.map { folder + path + "/" + last + $0 }
    }
  }

  /// Throws if the file is not valid UTF-8, where jq would replace bytes.
  private func utf8(of file: String) throws(ModuleError) -> [UInt8] {
    let bytes = try contents(of: file)
    do throws(EncodingFault) {
      return try TextDecoder.utf8(bytes)
    } catch {
      throw ModuleError("\(file):\(error.line): \(error.message)")
    }
  }

  private func text(of file: String) throws(ModuleError) -> SourceText {
    let bytes = try contents(of: file)
    do throws(Diagnostic) {
      return try ScriptFile.text(bytes, name: file)
    } catch {
      let position = error.range.flatMap { error.source?.position(at: $0.lower) }
      throw ModuleError("\(file):\(position.map { "\($0.line):\($0.column): " } ?? " ")\(error.message)")
    }
  }

  private func contents(of file: String) throws(ModuleError) -> [UInt8] {
    do throws(FileError) {
      return try LocalFile.contents(of: file, .regular)
    } catch {
      throw ModuleError(error.description)
    }
  }
}
