import JSON

/// `path(body)`
final class PathNode: Node, @unchecked Sendable {
  private let body: Node
  private let place: Place

  init(_ body: Node, _ place: Place) {
    self.body = body
    self.place = place
    super.init(isScalar: false)
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    try body.paths(Tracked(path: nil, place: input), frame) { (tracked: consuming Tracked) throws(Thrown) in
      let keys: [Value]
      do throws(Thrown) { keys = try tracked.checked() } catch { throw error.at(place) }
      return try yield(.array(keys))
    }
  }
}

/// `paths` and `paths(condition)`
final class AllPathsNode: Node, @unchecked Sendable {
  private let condition: Node?
  private let recurse: RecurseNode

  init(_ condition: Node?, _ place: Place) {
    self.condition = condition
    recurse = RecurseNode(IterateNode(IdentityNode(), place), isTotal: true, place)
    super.init(isScalar: false)
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    try recurse.paths(Tracked(path: nil, place: input), frame) { (tracked: consuming Tracked) throws(Thrown) in
      let isRoot = tracked.path == nil
      guard let condition else { return isRoot ? .proceed : try yield(.array(tracked.keys)) }
      let keys = tracked.keys
      // The condition also runs for the root, which is never output, because it may fail.
      return try condition.run(tracked.place, frame) { (decision: consuming Value) throws(Thrown) in
        decision.isTruthy && !isRoot ? try yield(.array(keys)) : .proceed
      }
    }
  }
}

/// `getpath(path)`; in path mode, the path may lead to a missing value.
final class GetPathNode: Node, @unchecked Sendable {
  private let path: Node
  private let place: Place

  init(_ path: Node, _ place: Place) {
    self.path = path
    self.place = place
    super.init(isScalar: path.isScalar)
  }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    try get(copy input, try path.one(input, frame))
  }

  private func get(_ input: Value, _ path: Value) throws(Thrown) -> Value {
    do throws(Thrown) { return try Access.get(input, path: try Paths.keys(path)) } catch { throw error.at(place) }
  }

  override func run(_ input: consuming Value, _ frame: Frame, _ yield: Yield) throws(Thrown) -> Signal {
    let value = input
    return try path.run(value, frame) { (path: consuming Value) throws(Thrown) in try yield(try get(value, path)) }
  }

  override func paths(_ input: consuming Tracked, _ frame: Frame, _ yield: PathYield) throws(Thrown) -> Signal {
    let tracked = input
    return try path.run(tracked.current, frame) { (path: consuming Value) throws(Thrown) in
      if let other = tracked.other { throw Thrown(.pathElement(path, of: other), place) }
      let keys: [Value]
      do throws(Thrown) { keys = try Paths.keys(path) } catch { throw error.at(place) }
      let end = try get(tracked.place, .array(keys))
      let step = keys.reduce(tracked.path) { PathStep($1, after: $0) }
      return try yield(Tracked(path: step, place: end))
    }
  }

  override var canUpdate: Bool { path.isScalar }

  override func update(_ value: inout Value, _ frame: Frame, _ change: Change) throws(Thrown) -> Signal {
    let path = try path.one(copy value, frame)
    do throws(Thrown) {
      let keys = try Paths.keys(path)
      guard keys.count <= Paths.deepest else { throw Thrown(.text("Path too deep")) }
      return try Paths.change(&value, path: keys[...], change)
    } catch { throw error.at(place) }
  }
}

/// `del(body)`
final class DeleteNode: Node, @unchecked Sendable {
  private let target: Node
  private let place: Place

  init(_ target: Node, _ place: Place) {
    self.target = target
    self.place = place
    super.init(isScalar: true)
  }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    do throws(Thrown) {
      var value = input
      if target.canUpdate {
        let signal = try target.update(&value, frame) { (_: inout Value) in .delete }
        if signal == .delete { return .null }
        if signal != .proceed, signal != .keep { throw Thrown(.unwind(signal)) }
        return value
      }
      var paths: [Value] = []
      let signal = try target.paths(Tracked(path: nil, place: value), frame) {
        (tracked: consuming Tracked) throws(Thrown) in
        paths.append(.array(try tracked.checked()))
        return .proceed
      }
      if signal != .proceed { throw Thrown(.unwind(signal)) }
      return try Deletion.delete(value, paths: paths)
    } catch { throw error.at(place) }
  }
}

/// `pick(body)`
final class PickNode: Node, @unchecked Sendable {
  private let target: Node
  private let place: Place

  init(_ target: Node, _ place: Place) {
    self.target = target
    self.place = place
    super.init(isScalar: true)
  }

  override func one(_ input: consuming Value, _ frame: Frame) throws(Thrown) -> Value {
    do throws(Thrown) {
      var result: Value = .null
      let value = input
      let signal = try target.paths(Tracked(path: nil, place: value), frame) {
        (tracked: consuming Tracked) throws(Thrown) in
        try Paths.set(&result, path: try tracked.checked(), to: try Access.get(value, path: tracked.keys))
        return .proceed
      }
      if signal != .proceed { throw Thrown(.unwind(signal)) }
      return result
    } catch { throw error.at(place) }
  }
}

extension Paths {
  /// The keys of a path given as an array.
  static func keys(_ path: Value) throws(Thrown) -> [Value] {
    guard let keys = path.array else { throw Thrown(.text("Path must be specified as an array")) }
    return keys
  }
}
