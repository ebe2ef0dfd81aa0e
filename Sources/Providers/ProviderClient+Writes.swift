public import HTTP
public import JSON
import Query

// Undoing writes, and settling writes whose response was lost.
extension ProviderClient {
  /// The calls that undo a write, as declared by `undo` in the manifest. Sends nothing.
  public func wayBack(of write: WrittenCall) -> WayBack {
    do throws(Failure) {
      let call = try write.prepared(library)
      return CallInverse(call: call, before: write.before, payload: write.payload).way
    } catch {
      return .none(error.message)
    }
  }

  /// Determines with the manifest's `probe` whether a write whose response was lost was carried out.
  ///
  /// Only sends reads: one per page of the list to search, at most 100.
  /// - Parameter others: the ids of objects that other writes created.
  public func settle(_ write: WrittenCall, excluding others: [Value], cancellation: Cancellation) -> Settlement {
    do throws(Failure) {
      let caller = makeCaller(cancellation, gate: PolicyGate { _ in Policy(readOnly: .readsOnly) })
      let settler = Settler(
        call: try write.prepared(library), write: write, others: Set(others.map(\.plainText)), caller: caller,
        now: configuration.clock)
      return AnswerFilter.$cancellation.withValue(cancellation) { settler.settle() }
    } catch {
      return .unclear(error.message)
    }
  }
}
