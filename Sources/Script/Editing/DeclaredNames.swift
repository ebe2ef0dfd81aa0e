import Diagnostics
import Query

/// A cache of the declarations at the beginning of a text, for use with its later versions.
public final class DeclaredNames {
  private var walker: NameWalker?
  /// The number of cached statements, and the end of the last one.
  private var (count, end) = (0, 0)

  /// Creates an empty cache.
  public init() {}

  /// Invalidates the cache from an edited offset on.
  public func forget(from offset: Int) {
    if offset <= end { (walker, count, end) = (nil, 0, 0) }
  }

  /// Returns a walker that has processed the given statements.
  func walker(
    of source: SourceText, after statements: ArraySlice<Statement>, catalog: (any Catalog)?,
    modules: (any ModuleLoader)?
  ) -> NameWalker {
    let isKnown =
      count > 0 && count <= statements.count && statements[statements.startIndex + count - 1].range.upper == end
    var walker = isKnown ? walker : nil
    walker?.goOn(in: source)
    var declared = walker ?? NameWalker(source, catalog: catalog, modules: modules)
    let fresh = walker == nil ? statements : statements.dropFirst(count)
    declared.declare(fresh)
    keep(declared, after: statements, fresh)
    return declared
  }

  /// Updates the cache. Statements that load modules are not cached, since modules may change independently.
  private func keep(_ walker: NameWalker, after statements: ArraySlice<Statement>, _ fresh: ArraySlice<Statement>) {
    guard statements.count > count, let last = statements.last, !fresh.contains(where: \.loadsModule) else { return }
    (self.walker, count, end) = (walker, statements.count, last.range.upper)
  }
}

extension Statement {
  /// Whether it declares names from another file.
  public var loadsModule: Bool {
    if case .load = kind { true } else { false }
  }
}
