import Diagnostics
import Query

/// What the statements at the beginning of a text declare, kept for the next look at it and at its later versions.
public final class DeclaredNames {
  private var walker: NameWalker?
  /// How many statements that are, and where the last one ends.
  private var (count, end) = (0, 0)

  public init() {}

  /// Forgets what an edit at an offset changes.
  public func forget(from offset: Int) {
    if offset <= end { (walker, count, end) = (nil, 0, 0) }
  }

  /// A walker of a text that has gone through statements of its beginning.
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

  /// Modules may change on their own.
  private func keep(_ walker: NameWalker, after statements: ArraySlice<Statement>, _ fresh: ArraySlice<Statement>) {
    guard statements.count > count, let last = statements.last, !fresh.contains(where: \.loadsModule) else { return }
    (self.walker, count, end) = (walker, statements.count, last.range.upper)
  }
}

extension Statement {
  /// Whether what it declares is in another file.
  public var loadsModule: Bool {
    if case .load = kind { true } else { false }
  }
}
