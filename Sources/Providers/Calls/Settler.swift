import HTTP
import JSON
import Query

/// Determines with the manifest's probe whether a write whose response was lost was carried out. Only sends reads.
struct Settler {
  let call: PreparedCall
  let write: WrittenCall
  /// The ids of objects that other writes created.
  let others: Set<String>
  let caller: ProviderCaller
  /// Unix seconds.
  let now: @Sendable () -> Double

  func settle() -> Settlement {
    guard let endpoint = call.endpoint else { return .unclear("no manifest describes this request") }
    switch endpoint.probe {
    case nil: return .unclear("the manifest does not describe how to find out")
    case .never(let reason): return .unclear(reason)
    case .read(let probe): return settle(probe, endpoint)
    }
  }

  private func settle(_ probe: Probe, _ endpoint: Endpoint) -> Settlement {
    let input: Value = ["arguments": Value(Object(call.values))]
    if let reason = (try? probe.unless?(input))?.string { return .unclear(reason) }
    guard let use = probe.read ?? call.manifest.reading(of: endpoint) else {
      return .unclear("no method shows its object")
    }
    do throws(MissingArgument) {
      return settle(probe, by: try use.call(for: call, input))
    } catch {
      return .unclear("`\(error.name)` of \(use.method) is not known")
    }
  }

  private func settle(_ probe: Probe, by read: Call) -> Settlement {
    do throws(Failure) {
      let read = try caller.prepare(read)
      guard read.risk == .read else { return .unclear("\(read.name) is not a read") }
      let fields = SentFields(call: call, shown: probe.shown)
      switch probe.finding {
      case .created(let creation):
        return try CreationSearch(creation: creation, fields: fields, settler: self).settle(read)
      case .changed: return changed(try object(read), fields)
      case .gone: return try object(read) == nil ? .done(.null) : .notDone
      case .present: return try object(read).map { .done($0) } ?? .notDone
      case .decided(let filter): return try decided(filter, try answer(read))
      }
    } catch {
      return .unclear(error.message)
    }
  }

  /// The output of a read; nil if the provider responds that the object does not exist.
  private func answer(_ read: PreparedCall) throws(Failure) -> Value? {
    do throws(Failure) {
      return try caller.whole(read)
    } catch {
      guard error.kind == .api, error.status == 404 else { throw error }
      return nil
    }
  }

  /// The object returned by a read; of a list, the item with the call's id; nil if there is none.
  private func object(_ read: PreparedCall) throws(Failure) -> Value? {
    guard let answer = try answer(read) else { return nil }
    guard read.endpoint?.isList == true else {
      guard !answer.isNull else {
        throw Failure(.transport, "\(read.name) shows nothing", provider: read.account.provider)
      }
      return answer
    }
    return answer.array?.first { id(of: $0, in: read) == call.pathValues.last }
  }

  /// The id of a list item.
  func id(of item: Value, in list: PreparedCall) -> String? {
    guard let endpoint = list.endpoint else { return nil }
    let kind = list.manifest.itemKind(of: endpoint)
    let resource = kind.flatMap(list.manifest.resource(ofKind:)) ?? list.manifest.resource(endpoint.resource)
    guard let id = try? resource?.id?(item), !id.isNull else { return nil }
    return id.plainText
  }

  private func decided(_ filter: AnswerFilter, _ answer: Value?) throws(Failure) -> Settlement {
    let result = try filter([
      "arguments": Value(Object(call.values)), "before": write.before ?? .null, "answer": answer ?? .null,
    ])
    switch result.kind {
    case .false: return .notDone
    case .true: return .done(.null)
    case .string: return .unclear(result.plainText)
    case .null: return .unclear("the response does not show it")
    case .number, .array, .object: return .done(result)
    }
  }
}

extension Settler {
  /// An update is done if all sent values are shown, and not done if all differing ones are as before.
  private func changed(_ object: Value?, _ fields: SentFields) -> Settlement {
    let now = object ?? .null
    let all = fields.all.map { (sent: $0, isShown: fields.isShown($0, by: now)) }
    let known = all.filter { $0.isShown != nil }
    let hidden = all.filter { $0.isShown == nil }.map { "`\($0.sent.parameter.name)`" }.joined(separator: ", ")
    guard !known.isEmpty else {
      return .unclear(object == nil ? "the object is not there any more" : "no response shows \(hidden)")
    }
    let different = known.filter { $0.isShown == false }.map(\.sent)
    guard let before = write.before else {
      return different.isEmpty ? hidden.isEmpty ? .done(now) : .unclear("no response shows \(hidden)") : .notDone
    }
    guard different.isEmpty else {
      let strange = different.first { sent in
        let name = sent.parameter.name
        return fields.value(of: name, in: now) != fields.value(of: name, in: before)
      }
      return strange.map { .unclear("`\($0.parameter.name)` is neither as it was nor as it was sent") } ?? .notDone
    }
    // Fields that already had these values prove nothing about fields that no response shows.
    let isProven = hidden.isEmpty || known.contains { fields.isShown($0.sent, by: before) == false }
    return isProven ? .done(now) : .unclear("no response shows \(hidden)")
  }
}
