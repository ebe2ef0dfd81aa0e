import Glibc
import JSON

extension Builtin {
  static let numbers: [Builtin] =
    [
      Builtin(
        "length", 0, "Elements, members, code points, or the magnitude of a number.",
        shows("map(length)", "[[1,2],\"äb\",{\"a\":1},-5,null]", "[2,2,1,5,0]"),
        .value { (value: consuming Value) throws(Thrown) in try Numeric.length(value) }),
      Builtin(
        "abs", 0, "The magnitude of a number.", shows("map(abs)", "[-1,2]", "[1,2]"),
        .value { (value: consuming Value) throws(Thrown) in try Numeric.abs(value) }),
      Builtin(
        "tonumber", 0, "Parses a number.", shows("map(tonumber)", "[\"1.5\",2]", "[1.5,2]"),
        .value { (value: consuming Value) throws(Thrown) in
          if value.kind == .number { return value }
          guard let text = value.text, let number = Value(number: text) else {
            throw Thrown(.operand(value, "cannot be parsed as a number"))
          }
          return number
        }),
      Builtin(
        "frexp", 0, "The fraction and the exponent of two.", shows("frexp", "8", "[0.5,4]"),
        .value { (value: consuming Value) throws(Thrown) in
          let number = try Numeric.double(value)
          guard number.isFinite else { return [.number(number), 0] }
          var exponent: Int32 = 0
          let fraction = Glibc.frexp(number, &exponent)
          return [.number(fraction), .number(Double(exponent))]
        }),
      Builtin(
        "modf", 0, "The fractional and the whole part.", shows("modf", "1.5", "[0.5,1]"),
        .value { (value: consuming Value) throws(Thrown) in
          let number = try Numeric.double(value)
          var whole = 0.0
          let fraction = Glibc.modf(number, &whole)
          return [.number(fraction), .number(whole)]
        }),
      Builtin(
        "lgamma_r", 0, "The logarithm of the gamma function and its sign.", shows("lgamma_r", "1", "[0,1]"),
        .value { (value: consuming Value) throws(Thrown) in
          let number = try Numeric.double(value)
          var sign: Int32 = 0
          let result = Glibc.lgamma_r(number, &sign)
          // At a pole, the result has the sign of the argument, as in recent C libraries.
          let isPole = number < 0 && number == number.rounded() && number.isFinite
          return [.number(result), .number(isPole ? -1 : Double(sign))]
        }),
      Builtin(
        "fma", 3, "x·y + z, rounded once.", shows("fma(2; 3; 4)", "null", "10"),
        .value3 { (_: consuming Value, x, y, z) throws(Thrown) in
          .number(Glibc.fma(try Numeric.double(x), try Numeric.double(y), try Numeric.double(z)))
        }),
    ] + oneArgument + twoArguments

  private static func function(_ name: String, _ summary: String, _ body: @escaping @Sendable (Double) -> Double)
    -> Builtin
  {
    Builtin(
      name, 0, summary, shows("\(name) | type", "0.5", "\"number\""),
      .value { (value: consuming Value) throws(Thrown) in .number(body(try Numeric.double(value))) })
  }

  private static let oneArgument: [Builtin] = [
    function("floor", "Rounds down.") { $0.rounded(.down) },
    function("ceil", "Rounds up.") { $0.rounded(.up) },
    function("round", "Rounds to the nearest, halves away from zero.") { $0.rounded() },
    function("trunc", "Rounds towards zero.") { $0.rounded(.towardZero) },
    function("rint", "Rounds to the nearest, halves to even.") { $0.rounded(.toNearestOrEven) },
    function("nearbyint", "Rounds to the nearest, halves to even.") { $0.rounded(.toNearestOrEven) },
    function("fabs", "The magnitude.") { $0.magnitude },
    function("sqrt", "The square root.") { $0.squareRoot() },
    function("cbrt", "The cube root.", Glibc.cbrt),
    function("exp", "e to the power.", Glibc.exp),
    function("exp2", "2 to the power.", Glibc.exp2),
    function("exp10", "10 to the power.") { Glibc.pow(10, $0) },
    function("expm1", "e to the power, minus one.", Glibc.expm1),
    function("log", "The natural logarithm.", Glibc.log),
    function("log2", "The logarithm to base 2.", Glibc.log2),
    function("log10", "The logarithm to base 10.", Glibc.log10),
    function("log1p", "The natural logarithm of one more.", Glibc.log1p),
    function("logb", "The exponent of two.", Glibc.logb),
    function("significand", "The fraction between 1 and 2.") { number in
      number == 0 || !number.isFinite ? number : number.significand * (number < 0 ? -1 : 1)
    },
    function("gamma", "The logarithm of the gamma function.") {
      var sign: Int32 = 0; return Glibc.lgamma_r($0, &sign)
    },
    function("lgamma", "The logarithm of the gamma function.") {
      var sign: Int32 = 0; return Glibc.lgamma_r($0, &sign)
    },
    function("tgamma", "The gamma function.", Glibc.tgamma),
    function("erf", "The error function.", Glibc.erf),
    function("erfc", "The complementary error function.", Glibc.erfc),
    function("sin", "The sine.", Glibc.sin),
    function("cos", "The cosine.", Glibc.cos),
    function("tan", "The tangent.", Glibc.tan),
    function("asin", "The arc sine.", Glibc.asin),
    function("acos", "The arc cosine.", Glibc.acos),
    function("atan", "The arc tangent.", Glibc.atan),
    function("sinh", "The hyperbolic sine.", Glibc.sinh),
    function("cosh", "The hyperbolic cosine.", Glibc.cosh),
    function("tanh", "The hyperbolic tangent.", Glibc.tanh),
    function("asinh", "The inverse hyperbolic sine.", Glibc.asinh),
    function("acosh", "The inverse hyperbolic cosine.") { Glibc.acosh($0) },
    function("atanh", "The inverse hyperbolic tangent.", Glibc.atanh),
    function("j0", "The Bessel function of the first kind, order 0.", Glibc.j0),
    function("j1", "The Bessel function of the first kind, order 1.", Glibc.j1),
    function("y0", "The Bessel function of the second kind, order 0.", Glibc.y0),
    function("y1", "The Bessel function of the second kind, order 1.", Glibc.y1),
  ]

  private static func function(
    _ name: String, _ summary: String, _ body: @escaping @Sendable (Double, Double) -> Double
  ) -> Builtin {
    Builtin(
      name, 2, summary, shows("\(name)(1; 2) | type", "null", "\"number\""),
      .value2 { (_: consuming Value, x, y) throws(Thrown) in .number(body(try Numeric.double(x), try Numeric.double(y)))
      })
  }

  private static let twoArguments: [Builtin] = [
    function("pow", "x to the power of y.", Glibc.pow),
    function("atan2", "The angle of the point (y; x).", Glibc.atan2),
    function("fmod", "The remainder of x / y, with the sign of x.", Glibc.fmod),
    function("remainder", "The remainder of x / y rounded to the nearest.", Glibc.remainder),
    function("drem", "The remainder of x / y rounded to the nearest.", Glibc.remainder),
    function("hypot", "The length of the hypotenuse.", Glibc.hypot),
    function("fmin", "The smaller one.", Glibc.fmin),
    function("fmax", "The greater one.", Glibc.fmax),
    function("fdim", "The positive difference.", Glibc.fdim),
    function("copysign", "x with the sign of y.", Glibc.copysign),
    function("nextafter", "The next number from x towards y.", Glibc.nextafter),
    function("nexttoward", "The next number from x towards y.", Glibc.nextafter),
    function("ldexp", "x times two to the power of y.") { Numeric.scale($0, $1) },
    function("scalb", "x times two to the power of y, a whole number.", Glibc.scalb),
    function("scalbln", "x times two to the power of y.") { Numeric.scale($0, $1) },
    function("jn", "The Bessel function of the first kind, order x, of y.") { Glibc.jn(Numeric.order($0), $1) },
    function("yn", "The Bessel function of the second kind, order x, of y.") { Glibc.yn(Numeric.order($0), $1) },
  ]
}

extension Numeric {
  static func length(_ value: Value) throws(Thrown) -> Value {
    switch value {
    case .null: return .number(0)
    case .number(let number): return .number(number.magnitude)
    case .literal(let literal): return literal.magnitude
    case .small, .text: return .number(Double(value.text?.scalarCount ?? 0))
    case .array, .slice, .object, .lazy: return .number(Double(value.count ?? 0))
    case .bool: throw Thrown(.operand(value, "has no length"))
    }
  }

  static func abs(_ value: Value) throws(Thrown) -> Value {
    switch value {
    case .number(let number): number < 0 ? .number(-number) : value
    case .literal(let literal): literal.text.string.hasPrefix("-") && literal.double < 0 ? literal.magnitude : value
    case .null, .bool: throw Thrown(.operand(value, "cannot be negated"))
    case .small, .text, .array, .slice, .object, .lazy: value
    }
  }

  static func scale(_ number: Double, _ power: Double) -> Double {
    if power.isNaN { return .nan }
    return Glibc.scalbn(number, Int32(min(max(power, -100_000), 100_000)))
  }

  static func order(_ number: Double) -> Int32 { number.isNaN ? 0 : Int32(min(max(number, -100_000), 100_000)) }
}
