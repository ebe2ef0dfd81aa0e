/// The path of a member in a manifest: `resources.pads.methods.list.risk`.
struct ManifestPath: Sendable, Hashable, CustomStringConvertible {
  enum Step: Sendable, Hashable {
    case key(String)
    case index(Int)
  }

  /// The part of a member: its name or its value.
  enum Part: Sendable, Hashable {
    case name
    case value
  }

  static let root = ManifestPath()

  private(set) var steps: [Step] = []

  subscript(key: String) -> ManifestPath { appending(.key(key)) }

  subscript(index: Int) -> ManifestPath { appending(.index(index)) }

  var description: String {
    steps.reduce("") { text, step in
      switch step {
      case .key(let key): text.isEmpty ? key : text + "." + key
      case .index(let index): text + "[\(index)]"
      }
    }
  }

  private func appending(_ step: Step) -> ManifestPath {
    var path = self
    path.steps.append(step)
    return path
  }
}
