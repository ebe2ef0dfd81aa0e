import JSON
import Query
import Testing

@Suite struct CSVTests {
  /// A program's output for the file `x.csv`, or its error with the hint, for pieces of any size.
  private func result(_ program: String, _ bytes: [UInt8], size: Int) throws -> String {
    let context = EvaluationContext.forTests
    context.files = FakeFiles(bytes: bytes, size: size)
    var outputs: [String] = []
    do {
      try Filter(parsing: program).run(.null, context: context) { (value: consuming Value) in
        outputs.append(value.json())
        return true
      }
    } catch EvaluationError.error(let error) {
      outputs.append(error.message)
    }
    return outputs.joined(separator: " ")
  }

  private static let tables: [(options: String, text: String, result: String)] = [
    ("{}", "a,b\n1,2\n", #"{"a":"1","b":"2"}"#), ("{}", "a\tb\n1\t2", #"{"a":"1","b":"2"}"#),
    ("{}", "a|b\r\n1|2\r\n", #"{"a":"1","b":"2"}"#),
    ("{}", "E-Mail;Name;Kurs-ID\nx;y;3\n", #"{"E-Mail":"x","Name":"y","Kurs-ID":"3"}"#),
    ("{}", "sep=;\nid;n\n1;x\n", #"{"id":"1","n":"x"}"#),
    ("{}", "\"sep=|\"\r\nid|n,m\r\n1|x\r\n", #"{"id":"1","n,m":"x"}"#),
    ("{}", "\"a,b,c\";d\n1;2\n", #"{"a,b,c":"1","d":"2"}"#),
    ("{}", "name\nAnn, Bo\n", #"x.csv:2: the row has 2 cells, but the header has 1 names"#),
    (#"{separator: ";"}"#, "a,b;c\n1;2\n", #"{"a,b":"1","c":"2"}"#),
    ("{}", "a,b;c\n1,2\n", "x.csv:1: `,` and `;` are equally frequent, so the separator is not clear"),
    ("{}", "id,,\n1,,\n2,,\n", #"{"id":"1"} {"id":"2"}"#),
    ("{}", "id,,\n1,x,y\n", #"x.csv:2: column 2 has the cell "x", but no name"#),
    ("{}", "id, ,\"\"\n1,,\n", #"{"id":"1"}"#), ("{}", "id,id\n1,2\n", "x.csv:1: two columns have the name `id`"),
    ("{}", "\u{FEFF}id,n\n1,2\n", #"{"id":"1","n":"2"}"#), ("{}", "a,b\n1\n", #"{"a":"1","b":null}"#),
    ("{}", "a,b\n\"x\"y,2\n", "x.csv:2: text follows the closing quote of a cell"),
    ("{}", "a,b\n1,2\n\"open\n\nx", #"{"a":"1","b":"2"} x.csv:3: a quoted cell is not closed"#),
    ("{}", "a,b\n\"1\n2\",\"\"\"q\"\"\"\n3\n", #"{"a":"1\n2","b":"\"q\""} {"a":"3","b":null}"#),
    (
      "{}", "a,b\n\"1\r\n2\",x\r\n3,4,5\r\n",
      #"{"a":"1\r\n2","b":"x"} x.csv:4: the row has 3 cells, but the header has 2 names"#
    ),
    ("{}", "a\r1\r\r2\r", #"{"a":"1"} {"a":"2"}"#), ("{}", "a\n\"\"\n\n", #"{"a":""}"#),
    ("{}", "a,b\n5\" pipe,x\n", #"{"a":"5\" pipe","b":"x"}"#),
    ("{}", "", "x.csv is empty"), ("{}", "\n\n", "x.csv is empty"), ("{}", "a,b\n", ""),
    ("{}", "{\"a\": 1}\n", "x.csv:1: this looks like JSON, not CSV"),
    ("{trim: true}", " a , b\n 1 , \" x \" \n", #"{"a":"1","b":" x "}"#),
    ("{trim: true}", "a\n   \n1\n", #"{"a":"1"}"#), ("{header: false}", "1,2\n3\n", #"["1","2"] ["3"]"#),
    (#"{header: ["a", "b"]}"#, "1,2\n3,4\n", #"{"a":"1","b":"2"} {"a":"3","b":"4"}"#),
    (
      #"{types: {n: "number", b: "bool", d: "date"}}"#,
      "n,b,d\n1.50,yes,2026-01-31\n,,\n-2,FALSE,2026-01-31T10:00:00Z\n",
      #"{"n":1.50,"b":true,"d":"2026-01-31"} {"n":null,"b":null,"d":null} {"n":-2,"b":false,"d":"2026-01-31T10:00:00Z"}"#
    ),
    (
      #"{types: {n: "number"}}"#, "id,n\n1,2\n2,\"1,5\"\n",
      #"{"id":"1","n":2} x.csv:3: column `n`: "1,5" is not a number"#
    ),
    (
      #"{types: {b: "bool"}}"#, "b\nmaybe\n",
      #"x.csv:2: column `b`: "maybe" is not a bool (yes, no, true, false, 1, 0)"#
    ),
    (
      #"{types: {d: "date"}}"#, "d\n31.1.2026\n",
      #"x.csv:2: column `d`: "31.1.2026" is not an ISO date such as 2026-01-31"#
    ),
    (#"{types: {scroe: "number"}}"#, "score,id\n1,2\n", "x.csv:1: `types` names `scroe`, which is not a column"),
    ("{sepparator: 1}", "a\n", "read_csv: no option `sepparator`"),
    (#"{separator: ";;"}"#, "a\n", #"read_csv: `separator` is one ASCII character, not ";;""#),
    (#"{encoding: "latin2"}"#, "a\n", #"read_csv: no encoding "latin2""#),
    (#"{header: ["a", "a"]}"#, "a\n", "read_csv: `header` is true, false or an array of different names"),
    (#"{header: false, types: {a: "number"}}"#, "a\n", "read_csv: `types` needs names of columns"),
    (#"{types: {a: "int"}}"#, "a\n", #"read_csv: no type "int" for `a`"#),
    ("5", "a\n", "read_csv: the options are an object, not number"),
  ]

  @Test("A table yields rows, or the line of the error", arguments: tables.indices)
  func reads(index: Int) throws {
    let (options, text, wanted) = Self.tables[index]
    let bytes = Array(text.utf8)
    for size in [1, 2, 3, 7, max(1, bytes.count)] {
      #expect(
        try result("read_csv(\"x.csv\"; \(options))", bytes, size: size) == wanted,
        "\(text.debugDescription) by \(size)")
    }
  }

  @Test("The option sets the encoding unless there is a byte-order mark")
  func decodes() throws {
    let latin: [UInt8] = Array("name\nM".utf8) + [0xFC] + Array("ller\n".utf8)
    #expect(try result("read_csv(\"x.csv\"; {encoding: \"latin1\"})", latin, size: 3) == #"{"name":"Müller"}"#)
    #expect(try result("read_csv(\"x.csv\")", latin, size: 3) == "x.csv:2: byte 0xFC is not valid UTF-8")
    let wide: [UInt8] = [0xFF, 0xFE] + "a;b\n1;é\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(try result("read_csv(\"x.csv\")", wide, size: 3) == #"{"a":"1","b":"é"}"#)
    #expect(try result("read_csv(\"x.csv\")", Array(wide.dropFirst(2)), size: 3).contains("a zero byte"))
    let zip: [UInt8] = [0x50, 0x4B, 3, 4, 20, 0]
    #expect(
      try result("read_csv(\"x.csv\")", zip, size: 1) == "x.csv:1: this is a zip file or an Excel workbook, not text")
  }

  @Test(
    "No reader replaces invalid bytes",
    arguments: ["read_json(\"x\")", "read_ndjson(\"x\")", "read_text(\"x\")", "read_csv(\"x\")"])
  func replacesNothing(program: String) throws {
    let inputs: [([UInt8], String)] = [
      ([0x22, 0xFC, 0x22], "byte 0xFC is not valid UTF-8"), ([0x22, 0, 0x22], "a zero byte"),
      ([0x1F, 0x8B, 8, 0], "a gzip file"), ([0x22, 0xC3], "in the middle of a character"),
    ]
    for (bytes, message) in inputs {
      let found = try result(program, bytes, size: 1)
      #expect(found.hasPrefix("x:1: ") && found.contains(message), "\(found)")
    }
  }

  @Test("A row with many columns keeps each cell in its place")
  func manyColumns() throws {
    let names = (0..<100).map { "c\($0)" }.joined(separator: ",")
    let cells = (0..<100).map { "\($0)" }.joined(separator: ",")
    #expect(
      try result("read_csv(\"x\") | length, .c0, .c99", Array("\(names)\n\(cells)\n".utf8), size: 50)
        == #"100 "0" "99""#)
  }
}
