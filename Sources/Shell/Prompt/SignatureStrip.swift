import Query
import Rendering
import Script
import Terminal
import Width

/// The line below the input that shows the parameters of the call around the cursor: `pads.update(id*, title, language,
/// …)  its title · write`.
struct SignatureStrip {
  private static let separator = " · "
  private static let gap = "  "
  private static let shortestNote = 8

  let signature: CallSignature

  /// The line within a number of columns: the parameters around the current one, then as much as fits of the rest.
  func text(columns: Int) -> StyledText {
    let risk = self.risk.map { Self.separator + $0 } ?? ""
    let note = self.note
    let rest = displayWidth(of: Self.gap + note + risk)
    let list = parameterList(columns: max(columns / 2, columns - rest), atMost: columns)
    let room = columns - displayWidth(of: list.string)
    return list + StyledText(tail(note, risk, columns: room), .dim)
  }

  /// The note is truncated before the risk is omitted.
  private func tail(_ note: String, _ risk: String, columns: Int) -> String {
    let forNote = columns - displayWidth(of: Self.gap + risk)
    if !note.isEmpty, forNote >= min(Self.shortestNote, displayWidth(of: note)) {
      return Self.gap + oneLine(note, columns: forNote) + risk
    }
    let alone = Self.gap + risk.dropFirst(Self.separator.count)
    return risk.isEmpty || displayWidth(of: alone) > columns ? "" : alone
  }
}

// MARK: Parts

extension SignatureStrip {
  private var name: String {
    switch signature.callee {
    case .method(let method): [method.resource, method.name].compactMap(\.self).joined(separator: ".")
    case .function(let declaration): declaration.name
    case .builtin(let name, _): name
    }
  }

  /// The separator of arguments.
  private var comma: String {
    switch signature.callee {
    case .method: ", "
    case .function, .builtin: "; "
    }
  }

  /// The description of the current parameter, otherwise of the callee.
  private var note: String {
    if let parameter = signature.current.flatMap({ signature.parameters[$0].documented }) {
      let values =
        parameter.kind == .boolean ? "true, false" : parameter.choices.map { oneLine($0) }.joined(separator: ", ")
      let summary = parameter.summary.isEmpty ? parameter.kind.rawValue : oneLine(parameter.summary, columns: 200)
      return [summary, values].filter { !$0.isEmpty }.joined(separator: Self.separator)
    }
    return switch signature.callee {
    case .method(let method): oneLine(method.summary, columns: 200)
    case .function(let declaration): oneLine(declaration.help ?? "", columns: 200)
    case .builtin(_, let summary): summary
    }
  }

  private var risk: String? {
    switch signature.risk {
    case nil: nil
    case .read: "read only"
    case .write: "write"
    case .outward: "outward: reaches people"
    case .destructive: "destructive: cannot be undone"
    }
  }
}

// MARK: Parameters

extension SignatureStrip {
  /// The parameters, `name(a*, b, …)`: all if they fit, otherwise those around the current one, which alone may exceed
  /// the limit.
  private func parameterList(columns: Int, atMost limit: Int) -> StyledText {
    let names = signature.parameters.map {
      oneLine($0.name, columns: 40) + ($0.documented?.isRequired ?? false ? "*" : "")
    }
    let all = names.indices
    let shown = width(of: all, names) <= columns ? all : window(of: names, columns: columns)
    guard width(of: shown, names) > limit else { return styled(shown, names) }
    guard let current = signature.current else {
      return StyledText(oneLine(styled(shown, names).string, columns: limit), .dim)
    }
    return StyledText(oneLine(names[current], columns: limit), .bold)
  }

  /// The largest range of names around the current one that fits.
  private func window(of names: [String], columns: Int) -> Range<Int> {
    let start = signature.current ?? 0
    guard names.indices.contains(start) else { return 0..<0 }
    var shown = start..<start + 1
    func grow(to wider: Range<Int>) -> Bool {
      guard wider.lowerBound >= 0, wider.upperBound <= names.count, width(of: wider, names) <= columns else {
        return false
      }
      shown = wider
      return true
    }
    var grows = true
    while grows {
      let after = grow(to: shown.lowerBound..<shown.upperBound + 1)
      let before = grow(to: shown.lowerBound - 1..<shown.upperBound)
      grows = after || before
    }
    return shown
  }

  private func width(of shown: Range<Int>, _ names: [String]) -> Int {
    let cuts = (shown.lowerBound > 0 ? 1 : 0) + (shown.upperBound < names.count ? 1 : 0)
    let separators = max(0, shown.count + cuts - 1) * comma.utf8.count
    return displayWidth(of: name) + 2 + shown.reduce(cuts + separators) { $0 + displayWidth(of: names[$1]) }
  }

  private func styled(_ shown: Range<Int>, _ names: [String]) -> StyledText {
    var text = StyledText("\(name)(", .dim)
    let cut = StyledText("…", .dim)
    var parts = shown.map { StyledText(names[$0], $0 == signature.current ? .bold : .dim) }
    if shown.lowerBound > 0 { parts.insert(cut, at: 0) }
    if shown.upperBound < names.count { parts.append(cut) }
    for (index, part) in parts.enumerated() {
      text = text + (index > 0 ? StyledText(comma, .dim) + part : part)
    }
    return text + StyledText(")", .dim)
  }
}
