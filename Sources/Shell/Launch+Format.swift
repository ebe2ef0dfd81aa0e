import Diagnostics
import Providers
import Query
import Rendering
import Script

/// What `edush fmt` does with a file that is laid out otherwise.
public enum FormatMode: Sendable {
  /// Writes it anew, in place; standard input goes to standard output.
  case write
  /// Names it on standard output.
  case check
}

extension Launch {
  /// Lays scripts out in the one way. A syntax error leaves the file as it is, and the status is 2; a check that finds
  /// something to do ends with 1.
  public static func format(files: [String], mode: FormatMode) -> Int32 {
    var status: Int32 = 0
    for file in files {
      do throws(FormatError) {
        let isCanonical = try format(file, mode)
        if !isCanonical, mode == .check { status = max(status, 1) }
      } catch {
        StandardStream.error.write(error.text)
        status = 2
      }
    }
    return status
  }

  /// Whether the file was in the canonical layout.
  private static func format(_ file: String, _ mode: FormatMode) throws(FormatError) -> Bool {
    do {
      let bytes = try LocalFile.contents(of: file == "-" ? "/dev/stdin" : file)
      let source = try ScriptFile.text(bytes, name: file)
      let text = try CanonicalLayout.text(of: source)
      let isCanonical = Array(text.utf8) == bytes
      switch mode {
      case .check:
        if !isCanonical {
          StandardStream.output.write(StandardStream.output.isTerminal ? visible(file) + "\n" : file + "\n")
        }
      case .write:
        if file == "-" {
          StandardStream.output.write(text)
        } else if !isCanonical {
          try FileSaver.save(Array(text.utf8), to: file)
        }
      }
      return isCanonical
    } catch let error as Diagnostics {
      throw FormatError(error.all)
    } catch let error as Diagnostic {
      throw FormatError([error])
    } catch let error as Failure {
      throw FormatError([error.diagnostic()])
    } catch {
      throw FormatError([Diagnostic(code: "file", "\(error)")])
    }
  }
}

/// Why a file could not be laid out, as it is shown.
private struct FormatError: Error {
  let text: String

  init(_ findings: [Diagnostic]) {
    text = render(findings, hiding: { HistoryFilter.ofNames.secrets(in: $0.text).ranges })
  }
}
