import JSON

extension Builtin {
  static let dates: [Builtin] = [
    Builtin(
      "now", 0, "Seconds since 1970.", shows("now | type", "null", "\"number\""),
      .context { _, context in .number(context.now()) }),
    Builtin(
      "gmtime", 0,
      "Broken-down time in UTC: [year, month from 0, day, hours, minutes, seconds, weekday, day of the year].",
      shows("gmtime", "1425599621", "[2015,2,5,23,53,41,4,63]"),
      .value { (value: consuming Value) throws(Thrown) in
        guard let seconds = value.double else { throw Thrown(.text("gmtime() requires numeric inputs")) }
        return try CivilTime(seconds: seconds).value
      }),
    Builtin(
      "localtime", 0, "Broken-down time in the local time zone.", shows("localtime | length", "0", "8"),
      .value { (value: consuming Value) throws(Thrown) in
        guard let seconds = value.double else { throw Thrown(.text("localtime() requires numeric inputs")) }
        return try LocalTime.broken(seconds).value
      }),
    Builtin(
      "mktime", 0, "Seconds since 1970 of broken-down time in UTC.",
      shows("mktime", "[2015,2,5,23,53,41,4,63]", "1425599621"),
      .value { (value: consuming Value) throws(Thrown) in
        guard value.kind == .array else { throw Thrown(.text("mktime requires array inputs")) }
        let seconds = try CivilTime(value, "mktime").seconds
        // jq treats -1, the error value of the C function, as an error too.
        guard seconds != -1 else { throw Thrown(.text("invalid gmtime representation")) }
        return .number(seconds)
      }),
    Builtin(
      "strftime", 1, "Formats a time in UTC.", shows("strftime(\"%d.%m.%Y\")", "1425599621", "\"05.03.2015\""),
      .value1 { (value: consuming Value, format) throws(Thrown) in
        var time = copy value
        if let seconds = value.double { time = try CivilTime(seconds: seconds).value }
        guard time.kind == .array else { throw Thrown(.text("strftime/1 requires parsed datetime inputs")) }
        guard let text = format.text else { throw Thrown(.text("strftime/1 requires a string format")) }
        return Value(try LocalTime.format(try CivilTime(time, "strftime/1"), text, isLocal: false))
      }),
    Builtin(
      "strflocaltime", 1, "Formats a time in the local time zone.",
      shows("strflocaltime(\"%Y\")", "1425599621", "\"2015\""),
      .value1 { (value: consuming Value, format) throws(Thrown) in
        var time = copy value
        if let seconds = value.double { time = try LocalTime.broken(seconds).value }
        guard time.kind == .array else { throw Thrown(.text("strflocaltime/1 requires parsed datetime inputs")) }
        guard let text = format.text else { throw Thrown(.text("strflocaltime/1 requires a string format")) }
        return Value(try LocalTime.format(try CivilTime(time, "strflocaltime/1"), text, isLocal: true))
      }),
    Builtin(
      "strptime", 1, "Parses a time into its broken-down form.",
      shows("strptime(\"%Y-%m-%d\")", "\"2015-03-05\"", "[2015,2,5,0,0,0,4,63]"),
      .value1 { (value: consuming Value, format) throws(Thrown) in
        guard let text = value.text, let format = format.text else {
          throw Thrown(.text("strptime/1 requires string inputs and arguments"))
        }
        return try LocalTime.parse(text, format)
      }),
    Builtin(
      "todate", 0, "A time as ISO 8601 text.", shows("todate", "1425599621", "\"2015-03-05T23:53:41Z\""),
      .jq("def todate: strftime(\"%Y-%m-%dT%H:%M:%SZ\");")),
    Builtin(
      "todateiso8601", 0, "A time as ISO 8601 text.", shows("todateiso8601", "0", "\"1970-01-01T00:00:00Z\""),
      .jq("def todateiso8601: strftime(\"%Y-%m-%dT%H:%M:%SZ\");")),
    Builtin(
      "fromdate", 0, "Seconds since 1970 of an ISO 8601 text.",
      shows("fromdate", "\"2015-03-05T23:53:41Z\"", "1425599621"),
      .jq("def fromdate: strptime(\"%Y-%m-%dT%H:%M:%SZ\") | mktime;")),
    Builtin(
      "fromdateiso8601", 0, "Seconds since 1970 of an ISO 8601 text.",
      shows("fromdateiso8601", "\"1970-01-01T00:00:00Z\"", "0"),
      .jq("def fromdateiso8601: strptime(\"%Y-%m-%dT%H:%M:%SZ\") | mktime;")),
  ]
}
