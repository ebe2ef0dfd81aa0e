import Diagnostics
import Providers
import Query
import Rendering
import Script

/// What `edush fmt` does with a file that is not in canonical layout.
public enum FormatMode: Sendable {
  /// Rewrite it in place; standard input is written to standard output.
  case write
  /// Print its name on standard output.
  case check
}

extension Launch {
  /// Formats scripts. With a syntax error, the file is unchanged and the status is 2. A check that finds unformatted
  /// files returns 1.
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

  /// Formats or checks a file; returns whether it was already in canonical layout.
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

/// Why a file could not be formatted, as text.
private struct FormatError: Error {
  let text: String

  init(_ findings: [Diagnostic]) {
    text = render(findings, hiding: { HistoryFilter.ofNames.secrets(in: $0.text).ranges })
  }
}
