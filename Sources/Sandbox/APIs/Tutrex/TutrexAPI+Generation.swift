import JSON

extension TutrexAPI {
  /// Generates the document's lessons and a timetable: two thirds of it in 2025, the rest in 2031.
  func generate() throws {
    for lesson in TutrexExamples.lessons {
      try store.put(lesson, id: String(lesson.int("id") ?? 0), on: Self.lessons)
    }
    var random = premises.random("tutrex lessons")
    let count = max(0, premises.volume(60) - TutrexExamples.lessons.count)
    for index in 0..<count {
      // The document's lessons are 1, 2 and 123.
      let id = index < 120 ? index + 3 : index + 4
      var lesson = Self.newLesson(id: id, &random)
      lesson["title"] = Value(title(index, &random))
      lesson["duration"] = Value(random.int(2...8) * 15)
      lesson["startTime"] = Value(start(index, of: count, &random))
      if index < count * 2 / 3, random.chance(0.6) {
        lesson["recordUrl"] = Value("https://tutrex.com/records/\(random.text(16, of: "abcdef0123456789")).mp4")
      }
      try store.put(lesson, id: String(id), on: Self.lessons)
    }
    try store.setFact(Self.nextLesson, to: max(TutrexExamples.lessonID + 1, count + 4))
  }

  private func start(_ index: Int, of count: Int, _ random: inout RandomSource) -> Int {
    let year = 365 * 86_400
    let start = index < count * 2 / 3 ? Timestamp.epoch - year : Timestamp.epoch + 5 * year
    return start + random.int(0...365) * 86_400 + random.int(16...40) * 1800
  }

  /// Generated titles sort after "b", so that the document's two lessons come first.
  private func title(_ index: Int, _ random: inout RandomSource) -> String {
    let unusual = [
      "Chemistry \"hands on\" – acids & bases", "Terminal \u{1B}[31mcolours\u{1B}[0m and\u{07} bells", "数学入門:分数",
      "Español: el subjuntivo ¿por qué?", "Élan vital 🎻 violin", "Line one\nline two\tand a tab",
    ]
    if index < unusual.count { return unusual[index] }
    return random.word(["Geometry", "Calculus", "Piano", "English", "Physics", "Latin", "Guitar", "History"])
      + random.word([" for beginners", ", revision", ": exam preparation", " with Mei", " (group)", ", trial lesson"])
  }
}
