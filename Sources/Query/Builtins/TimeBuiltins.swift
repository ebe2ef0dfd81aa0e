import JSON

extension Builtin {
  static let times: [Builtin] = [
    Builtin(
      "ago", 1, "The time so long ago, in seconds since 1970; s m h d w.",
      shows("ago(\"1h\") | type", "null", "\"number\""),
      .node { call in
        let now = ContextNode(call.place) { _, context in .number(context.now()) }
        return NativeNode(
          [call.node(0), now], call.place,
          .two { (_: consuming Value, span, now) throws(Thrown) in
            .number((now.double ?? 0) - (try TimeSpan.seconds(span)))
          })
      }),
    Builtin(
      "time", 0, "Seconds since 1970 of an ISO 8601 text; a number stays as it is.",
      shows("time", "\"2015-01-30T02:22:55.520+02:00\"", "1422577375.52"),
      .node { call in
        TimeNode(LiteralNode(.null), call.place) { (input, _, context) throws(Failure) in
          .number(try Times.time(input, context))
        }
      }),
    Builtin(
      "in_zone", 1, "A time as ISO 8601 text in a time zone; a text without one is a wall time there.",
      shows("in_zone(\"Europe/Amsterdam\")", "1425599621", "\"2015-03-06T00:53:41+01:00\""),
      .node { call in
        TimeNode(call.node(0), call.place) { (input, zone, context) throws(Failure) in
          try Times.text(input, inZone: zone, context)
        }
      }),
    Builtin(
      "later", 1, "The time so much later: s m h elapse; d w month year keep the wall time of the zone that is set.",
      shows("later(\"1 month\") | todate", "\"2026-01-31T10:00:00Z\"", "\"2026-02-28T10:00:00Z\""),
      .node { call in shift(call, 1) }),
    Builtin(
      "earlier", 1, "The time so much earlier, in the units of `later`.",
      shows("earlier(\"2w\") | todate", "\"2026-01-31T10:00:00Z\"", "\"2026-01-17T10:00:00Z\""),
      .node { call in shift(call, -1) }),
  ]

  private static func shift(_ call: BuiltinCall, _ sign: Int) -> Node {
    TimeNode(call.node(0), call.place) { (input, span, context) throws(Failure) in
      try Times.shift(input, by: span, sign, context)
    }
  }
}
