public import HTTP
public import JSON
import Query

// What becomes of writes afterwards: undone, or settled where the response was lost.
extension ProviderClient {
  /// The calls that undo a write, by `undo` of its manifest, on its account. Sends nothing.
  public func wayBack(of write: WrittenCall) -> WayBack {
    do throws(Failure) {
      let call = try write.prepared(library)
      return CallInverse(call: call, before: write.before, payload: write.payload).way
    } catch {
      return .none(error.message)
    }
  }

  /// Finds out by `probe` of its manifest whether a write whose response was lost was carried out.
  ///
  /// Sends reads only, as many as the list that is searched has pages, at most 100.
  /// - Parameter others: the ids of objects that other writes made, which this one did not make.
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
